import type {
  ClusterSort,
  ErrorGroupSort,
  MeshSort,
  PackageSyncSort,
  PolicyConstraintSort,
  RolloutSort,
  SortOrder,
} from 'backstage-plugin-anthos-fleet-common';
import type { FilterName } from './filterWords';
import type { AnySearch, ListShape } from './listSearch';

/** A list of the fleet page. */
export type ListName =
  | 'clusters'
  | 'syncs'
  | 'errors'
  | 'rollouts'
  | 'policy'
  | 'mesh';

/** What kind of text a button copies. */
export type CopiedKind =
  | 'annotation'
  | 'command'
  | 'configuration'
  | 'link'
  | 'markdown'
  | 'remedy';

type SortName =
  | ClusterSort
  | ErrorGroupSort
  | MeshSort
  | PackageSyncSort
  | PolicyConstraintSort
  | RolloutSort;

/**
 * What the app's analytics is told that a reader did.
 *
 * @remarks
 *
 * Words are from sets that stand in the code, and numbers count: nothing that somebody typed, read or
 * copied is told, and no name of a person, cluster or object.
 */
export type FleetEvent =
  /** The value is how many hours it lasts. */
  | { action: 'mute'; subject: 'error group'; value: number }
  | { action: 'unmute'; subject: 'error group' }
  /** Not accepted is what a sweep shortly before has answered already. */
  | {
      action: 'refresh';
      subject: 'cluster';
      attributes: { accepted: boolean };
    }
  /** The value is how many rows the file has. */
  | {
      action: 'export';
      subject: ListName;
      attributes: { format: 'csv' };
      value: number;
    }
  | { action: 'copy'; subject: CopiedKind }
  /** The value is how many values the filter has now. */
  | { action: 'filter'; subject: FilterName | 'q' | 'all'; value: number }
  | { action: 'sort'; subject: SortName; attributes: { order: SortOrder } }
  /** The column is an id from the code of the table, which knows no others. */
  | {
      action: 'customize';
      subject: 'columns';
      attributes:
        | { change: 'show' | 'hide'; column: string }
        | { change: 'reset' };
    }
  /** The value is how many rows a page has now. */
  | { action: 'customize'; subject: 'rows'; value: number }
  /** The value is how many changes of the rows had waited. */
  | { action: 'show'; subject: 'latest'; value: number };

function valuesOf(filter: unknown): number {
  if (Array.isArray(filter)) {
    return filter.length;
  }
  return filter === undefined || String(filter).trim() === '' ? 0 : 1;
}

/** What is told of a change of a list's filters, sort and length of page that its reader made. */
export function listEvents(
  shape: ListShape,
  before: AnySearch,
  changed: Partial<AnySearch>,
): FleetEvent[] {
  const filters = [
    ...Object.keys({ ...shape.choices, ...shape.texts }),
    ...shape.singles,
    ...shape.flags,
  ].filter(filter => filter in changed);
  // A search that is typed with pauses is one search.
  if ('q' in changed && valuesOf(changed.q) !== valuesOf(before.q)) {
    filters.push('q');
  }
  const {
    sort = before.sort,
    order = before.order,
    rows = before.rows,
  } = changed;
  return [
    ...filters.map(
      (filter): FleetEvent => ({
        action: 'filter',
        subject: filter as FilterName | 'q',
        value: valuesOf(changed[filter]),
      }),
    ),
    ...(sort !== before.sort || order !== before.order
      ? [
          {
            action: 'sort',
            subject: sort as SortName,
            attributes: { order },
          } satisfies FleetEvent,
        ]
      : []),
    ...(rows !== before.rows
      ? [
          {
            action: 'customize',
            subject: 'rows',
            value: rows,
          } satisfies FleetEvent,
        ]
      : []),
  ];
}

/** What is told of a choice of columns. */
export function columnEvents(
  before: readonly string[],
  after: readonly string[],
): FleetEvent[] {
  const without = (columns: readonly string[], others: readonly string[]) =>
    columns.filter(column => !others.includes(column));
  const told = (change: 'show' | 'hide') => (column: string) =>
    ({
      action: 'customize',
      subject: 'columns',
      attributes: { change, column },
    } as const);
  return [
    ...without(after, before).map(told('show')),
    ...without(before, after).map(told('hide')),
  ];
}
