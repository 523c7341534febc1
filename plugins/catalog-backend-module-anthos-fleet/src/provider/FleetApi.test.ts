import { mockServices } from '@backstage/backend-test-utils';
import { makeCluster } from '../__testUtils__/fleet';
import { FleetApi } from './FleetApi';

describe('FleetApi', () => {
  const fetchSpy = jest.spyOn(global, 'fetch');
  const stop = new AbortController();
  const api = new FleetApi(
    {
      auth: mockServices.auth({ pluginId: 'catalog' }),
      discovery: mockServices.discovery(),
    },
    stop.signal,
  );

  const answer = (body: unknown, status = 200) =>
    Response.json(body, { status });

  afterEach(() => fetchSpy.mockReset());
  afterAll(() => fetchSpy.mockRestore());

  it('says what to do when the back end is not there', async () => {
    fetchSpy.mockResolvedValue(answer({}, 404));
    await expect(api.getOverview()).rejects.toThrow(
      /add backstage-plugin-anthos-fleet-backend/,
    );
  });

  it('says what a failure means for the catalog', async () => {
    fetchSpy.mockResolvedValue(answer({}, 503));
    await expect(api.getOverview()).rejects.toThrow(/stays as it is.*503/);
  });

  it('asks as the catalog, page by page', async () => {
    fetchSpy
      .mockResolvedValueOnce(
        answer({
          items: [makeCluster('p/l/a')],
          totalItems: 2,
          nextCursor: 'n',
        }),
      )
      .mockResolvedValueOnce(
        answer({ items: [makeCluster('p/l/b')], totalItems: 2 }),
      );
    const { clusters, consistent } = await api.listClusters();
    expect(clusters.map(({ ref }) => ref.name)).toEqual(['a', 'b']);
    expect(consistent).toBe(true);
    const [url, init] = fetchSpy.mock.calls[1];
    expect(url).toMatch(/\/clusters\?sort=name&limit=500&cursor=n$/);
    expect(init?.headers).toMatchObject({
      Authorization: expect.stringContaining('anthos-fleet'),
    });
  });

  it.each([
    ['numbers that do not fit', { items: [makeCluster()], totalItems: 2 }],
    [
      'the same cluster twice',
      { items: [makeCluster(), makeCluster()], totalItems: 2 },
    ],
    ['a cluster without a ref', { items: [{ name: 'x' }], totalItems: 1 }],
    [
      'a cluster of another shape',
      { items: [{ ref: 'p/l/a', name: 'a' }], totalItems: 1 },
    ],
  ])('is not consistent with %s', async (_what, page) => {
    fetchSpy.mockResolvedValue(answer(page));
    expect((await api.listClusters()).consistent).toBe(false);
  });

  it('gives up on a list that does not end', async () => {
    fetchSpy.mockImplementation(async () =>
      answer({ items: [], totalItems: 0, nextCursor: 'again' }),
    );
    await expect(api.listClusters()).rejects.toThrow(/did not end/);
  });

  it('stops with the run that it serves', async () => {
    stop.abort(new Error('over'));
    await expect(api.listClusters()).rejects.toThrow('over');
    expect(fetchSpy).not.toHaveBeenCalled();
  });
});
