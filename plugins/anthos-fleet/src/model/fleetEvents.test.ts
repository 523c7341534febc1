import { CLUSTER_LIST } from './clusterSearch';
import { ERROR_LIST } from './errorSearch';
import { columnEvents, listEvents } from './fleetEvents';
import { parseSearch, type AnySearch, type ListShape } from './listSearch';

const told = (shape: ListShape, address: string, changed: Partial<AnySearch>) =>
  listEvents(
    shape,
    parseSearch(shape, new URLSearchParams(address)) as AnySearch,
    changed,
  ).map(({ action, subject, ...rest }) => [
    action,
    subject,
    'value' in rest ? rest.value : rest,
  ]);

describe('listEvents', () => {
  it.each([
    [CLUSTER_LIST, '', { hosting: ['gcp', 'aws'] }, 'hosting', 2],
    [CLUSTER_LIST, 'hosting=gcp', { hosting: [] }, 'hosting', 0],
    [CLUSTER_LIST, 'label=a', { label: ['a', 'secret'] }, 'label', 2],
    [CLUSTER_LIST, '', { orphaned: false }, 'orphaned', 1],
    [CLUSTER_LIST, 'orphaned=true', { orphaned: undefined }, 'orphaned', 0],
    [ERROR_LIST, 'since=2026-01-01', { since: undefined }, 'since', 0],
    [CLUSTER_LIST, '', { q: 'secret' }, 'q', 1],
    [CLUSTER_LIST, 'q=secret', { q: '' }, 'q', 0],
  ] as const)(
    'counts the values of a filter: %#',
    (shape, address, changed, filter, value) => {
      expect(told(shape, address, changed as never)).toEqual([
        ['filter', filter, value],
      ]);
    },
  );

  it('takes a search that is typed with pauses for one', () => {
    expect(told(CLUSTER_LIST, 'q=on', { q: 'onprem' })).toEqual([]);
    expect(told(CLUSTER_LIST, '', { q: '  ' })).toEqual([]);
  });

  it('names the column that the list is sorted by, and which way', () => {
    expect(told(ERROR_LIST, '', { sort: 'clusters', order: 'asc' })).toEqual([
      ['sort', 'clusters', { attributes: { order: 'asc' } }],
    ]);
    expect(told(ERROR_LIST, '', { order: 'asc' })).toEqual([
      ['sort', 'packageSyncs', { attributes: { order: 'asc' } }],
    ]);
  });

  it('tells nothing of what is neither', () => {
    expect(
      told(CLUSTER_LIST, '', { columns: ['name'], cursor: 'x', secret: 'y' }),
    ).toEqual([]);
  });
});

describe('columnEvents', () => {
  it('names the columns that came and went', () => {
    expect(
      columnEvents(['name', 'nodes', 'age'], ['name', 'age', 'site']).map(
        event => 'attributes' in event && event.attributes,
      ),
    ).toEqual([
      { change: 'show', column: 'site' },
      { change: 'hide', column: 'nodes' },
    ]);
  });
});
