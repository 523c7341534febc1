import { ERROR_LIST } from './errorSearch';
import {
  emptySearch,
  formatSearch,
  isNarrowed,
  listHref,
  parseSearch,
  toQuery,
  type ListShape,
} from './listSearch';
import { SYNC_LIST } from './syncSearch';

const again = (shape: ListShape, text: string) =>
  formatSearch(shape, parseSearch(shape, new URLSearchParams(text))).toString();

it.each<[string, ListShape, string]>([
  ['syncs', SYNC_LIST, ''],
  ['syncs', SYNC_LIST, 'state=error&hosting=gcp&kind=RepoSync'],
  ['syncs', SYNC_LIST, 'q=a&cluster=p%2Fl%2Fn&namespace=x&commit=0a1b2c3'],
  ['syncs', SYNC_LIST, 'fingerprint=f1&sort=cluster&order=desc'],
  ['errors', ERROR_LIST, 'owner=group%3Adefault%2Fa&code=KNV1021'],
  ['errors', ERROR_LIST, 'since=2026-11-22T10%3A00%3A00Z&open=false'],
  ['errors', ERROR_LIST, 'muted=true&sort=firstSeenAt&order=asc'],
  ['errors', ERROR_LIST, 'cursor=abc&page=3'],
  ['errors', ERROR_LIST, 'rows=100&cursor=abc&page=3'],
])(
  'the address of %s says what it said after a round trip',
  (_, shape, text) => {
    expect(again(shape, text)).toBe(text);
  },
);

it.each<[string, ListShape, string, string]>([
  ['unknown choices', SYNC_LIST, 'state=odd&state=error', 'state=error'],
  ['an unknown sort', ERROR_LIST, 'sort=magic&order=sideways', ''],
  ['the usual order', ERROR_LIST, 'sort=packageSyncs&order=desc', ''],
  ['as many rows as usual', ERROR_LIST, 'rows=25', ''],
  ['an odd number of rows', ERROR_LIST, 'rows=5000', ''],
  ['flags that are neither', ERROR_LIST, 'open=maybe&muted=', ''],
  ['a page without a cursor', SYNC_LIST, 'page=4', ''],
  [
    'a second value of one text',
    SYNC_LIST,
    'commit=aaaaaaa&commit=b',
    'commit=aaaaaaa',
  ],
  ['filters of other lists', SYNC_LIST, 'code=KNV1021', ''],
])('an address leaves out %s', (_, shape, text, expected) => {
  expect(again(shape, text)).toBe(expected);
});

it('asks for the order that the list shows, and only for filters that are used', () => {
  expect(toQuery(emptySearch(ERROR_LIST))).toEqual({
    sort: 'packageSyncs',
    order: 'desc',
    limit: 25,
  });
  const search = { ...emptySearch(SYNC_LIST), q: ' shop ', namespace: ['a'] };
  expect(toQuery(search)).toEqual({
    q: 'shop',
    namespace: ['a'],
    sort: 'state',
    order: 'asc',
    limit: 25,
  });
});

it.each<[string, string[] | undefined]>([
  ['', undefined],
  ['columns=', undefined],
  ['columns=name,state', ['name', 'state']],
  ['columns=name,<b>,a%20b', ['name']],
  [`columns=${'a,'.repeat(100)}`, Array(30).fill('a')],
])('reads the columns of %p', (text, expected) => {
  const search = parseSearch(SYNC_LIST, new URLSearchParams(text));
  expect(search.columns).toEqual(expected);
  expect(toQuery(search)).not.toHaveProperty('columns');
  expect(isNarrowed(SYNC_LIST, search)).toBe(false);
});

it.each<[string, boolean]>([
  ['', false],
  ['q=%20', false],
  ['sort=cluster&order=desc', false],
  ['cursor=abc&page=2', false],
  ['rows=100', false],
  ['q=shop', true],
  ['namespace=a', true],
  ['fingerprint=f', true],
])('tells whether %p narrows the list', (text, expected) => {
  expect(
    isNarrowed(SYNC_LIST, parseSearch(SYNC_LIST, new URLSearchParams(text))),
  ).toBe(expected);
});

it('links to a list that is narrowed and sorted', () => {
  expect(listHref(ERROR_LIST, '/fleet/errors', { open: false })).toBe(
    '/fleet/errors?open=false',
  );
  expect(
    listHref(SYNC_LIST, '/fleet/syncs', { fingerprint: 'f', sort: 'cluster' }),
  ).toBe('/fleet/syncs?fingerprint=f&sort=cluster');
});
