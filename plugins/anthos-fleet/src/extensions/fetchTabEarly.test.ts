import { fetchTabEarly } from './fetchTabEarly';

function fetchedAt(pathname: string, page = '/fleet'): string[] {
  const fetched: string[] = [];
  const tab = (name: string) => async () => fetched.push(name);
  fetchTabEarly(pathname, page, {
    overview: tab('overview'),
    clusters: tab('clusters'),
  });
  return fetched;
}

it.each([
  ['/fleet/clusters', ['clusters']],
  ['/fleet/clusters/p/l/n', ['clusters']],
  ['/portal/fleet/clusters', ['clusters']],
  ['/fleet', ['overview']],
  ['/fleet/', ['overview']],
  ['/fleet/of-somebody-else', []],
  ['/fleet/constructor', []],
  ['/fleets/clusters', []],
  ['/catalog', []],
  ['/', []],
])('at %s fetches %j', (pathname, expected) => {
  expect(fetchedAt(pathname)).toEqual(expected);
});

it('knows the page where the app has put it', () => {
  expect(fetchedAt('/platform/anthos/clusters', '/platform/anthos')).toEqual([
    'clusters',
  ]);
  expect(fetchedAt('/fleet/clusters', '/platform/anthos')).toEqual([]);
});

it('leaves what fails to the tab itself', async () => {
  const failing = jest.fn(() => Promise.reject(new Error('offline')));
  fetchTabEarly('/fleet', '/fleet', { overview: failing });
  await expect(failing.mock.results[0].value).rejects.toThrow('offline');
  expect(failing).toHaveBeenCalledTimes(1);
});
