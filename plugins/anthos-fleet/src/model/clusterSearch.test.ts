import {
  clustersHref,
  EMPTY_SEARCH,
  formatClusterSearch,
  isFiltered,
  parseClusterSearch,
  toClusterQuery,
} from './clusterSearch';

const parse = (text: string) => parseClusterSearch(new URLSearchParams(text));

describe('the address of the list of clusters', () => {
  it('is empty for the list as it is', () => {
    expect(parse('')).toEqual(EMPTY_SEARCH);
    expect(formatClusterSearch(EMPTY_SEARCH).toString()).toBe('');
    expect(isFiltered(EMPTY_SEARCH)).toBe(false);
  });

  it.each([
    'q=oslo',
    'fleet=acme-fleet&hosting=on-prem&hosting=gcp&platform=gke',
    'syncState=error&syncState=unknown&connection=disconnected&age=stale',
    'label=env%3Dprod&label=tier&orphaned=true',
    'sort=nodeCount&order=desc&cursor=abc&page=3',
  ])('says what it said after a round trip: %s', text => {
    const once = formatClusterSearch(parse(text)).toString();
    expect(parse(once)).toEqual(parse(text));
    expect(new URLSearchParams(once).size).toBe(new URLSearchParams(text).size);
  });

  it('leaves out what the back end would refuse', () => {
    expect(
      parse(
        'hosting=moon&syncState=error&syncState=nice&sort=magic&order=up&orphaned=maybe&page=7',
      ),
    ).toEqual({ ...EMPTY_SEARCH, syncState: ['error'] });
  });

  it('caps what is too long or too much', () => {
    const many = Array.from({ length: 100 }, (_, i) => `label=l${i}`).join('&');
    const search = parse(`q=${'x'.repeat(999)}&${many}`);
    expect(search.q).toHaveLength(200);
    expect(search.label).toHaveLength(20);
  });

  it('is never on page one with a cursor, nor elsewhere without one', () => {
    expect(parse('cursor=abc&page=1').page).toBe(2);
    expect(parse('cursor=abc&page=x').page).toBe(2);
    expect(parse('page=4').page).toBe(1);
  });
});

it('asks for a page, naming only the filters that are used', () => {
  expect(toClusterQuery(parse('q=%20oslo%20&hosting=on-prem'))).toEqual({
    q: 'oslo',
    hosting: ['on-prem'],
    sort: 'name',
    order: 'asc',
    limit: 25,
  });
});

it('links to a filtered list', () => {
  expect(clustersHref('/fleet/clusters', {})).toBe('/fleet/clusters');
  expect(
    clustersHref('/fleet/clusters', { syncState: ['error', 'stalled'] }),
  ).toBe('/fleet/clusters?syncState=error&syncState=stalled');
});
