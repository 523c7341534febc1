import { clock, english, minutesBefore } from '../__testUtils__/words';
import { CLUSTER_LIST } from './clusterSearch';
import { ERROR_LIST } from './errorSearch';
import { activeFilters } from './filterWords';
import { parseSearch, type AnySearch, type ListShape } from './listSearch';
import { SYNC_LIST } from './syncSearch';

const filtersOf = (shape: ListShape, text: string) =>
  activeFilters(
    english,
    shape,
    parseSearch(shape, new URLSearchParams(text)) as AnySearch,
    clock,
  );

it.each<[ListShape, string, string[]]>([
  [CLUSTER_LIST, '', []],
  [
    CLUSTER_LIST,
    'hosting=on-prem&platform=gke&connection=direct&age=stale&label=env&orphaned=true',
    [
      'Label: env',
      'Runs on: On-prem',
      'Platform: GKE',
      'Connection: direct',
      'Freshness: out of date',
      'Left over only',
    ],
  ],
  [
    SYNC_LIST,
    'namespace=a&namespace=b&state=error&commit=0a1b2c3d4e5f6&fingerprint=f1',
    [
      'Namespace: a',
      'Namespace: b',
      'State: sync error',
      'Live commit: 0a1b2c3',
      'With one certain error',
    ],
  ],
  [
    ERROR_LIST,
    `open=false&muted=false&since=${minutesBefore(60)}`,
    ['Since: 11:00', 'Healed', 'Without muted'],
  ],
])('names the filters of an address', (shape, text, expected) => {
  expect(filtersOf(shape, text).map(filter => filter.text)).toEqual(expected);
});

it('takes one filter away and leaves the others', () => {
  const [first] = filtersOf(SYNC_LIST, 'namespace=a&namespace=b');
  expect(first.without).toEqual({ namespace: ['b'] });
});
