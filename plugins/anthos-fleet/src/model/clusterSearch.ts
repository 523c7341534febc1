import type {
  Age,
  ClusterSort,
  ConnectionState,
  Hosting,
  Platform,
  SortOrder,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterQuery } from '../api';

/** Clusters on one page of the list. */
export const PAGE_SIZE = 50;

/** Values that the contract allows; one that is not here is left out rather than refused. */
export const FILTER_VALUES = {
  hosting: ['on-prem', 'gcp', 'aws', 'azure', 'edge', 'unknown'],
  platform: [
    'gke',
    'gdc-vmware',
    'gdc-bare-metal',
    'gdc-edge',
    'gdc-appliance',
    'gke-on-aws',
    'gke-on-azure',
    'attached',
    'unknown',
  ],
  syncState: [
    'synced',
    'pending',
    'reconciling',
    'stalled',
    'error',
    'not-installed',
    'not-configured',
    'unknown',
  ],
  connection: ['direct', 'connected', 'disconnected', 'unknown'],
  age: ['fresh', 'stale', 'never'],
} as const satisfies {
  hosting: Hosting[];
  platform: Platform[];
  syncState: SyncState[];
  connection: ConnectionState[];
  age: Age[];
};

const SORTS: readonly ClusterSort[] = [
  'name',
  'fleet',
  'location',
  'hosting',
  'platform',
  'site',
  'syncState',
  'kubernetesVersion',
  'nodeCount',
  'errorCount',
  'connection',
];
const DEFAULT_SORT: ClusterSort = 'name';

/** Filters by a choice of known values. */
export type ChoiceFilter = keyof typeof FILTER_VALUES;
export const CHOICE_FILTERS = Object.keys(FILTER_VALUES) as ChoiceFilter[];

/** What the address of the list of clusters says. */
export interface ClusterSearch {
  q: string;
  fleet: string[];
  hosting: Hosting[];
  platform: Platform[];
  syncState: SyncState[];
  connection: ConnectionState[];
  age: Age[];
  label: string[];
  orphaned?: boolean;
  sort: ClusterSort;
  order: SortOrder;
  cursor?: string;
  /** Number of the page, from 1; for the reader only, the cursor decides. */
  page: number;
}

export type ClusterFilter = Partial<
  Omit<ClusterSearch, 'sort' | 'order' | 'cursor' | 'page'>
>;

/** The list without any filter. */
export const EMPTY_SEARCH: ClusterSearch = {
  q: '',
  fleet: [],
  hosting: [],
  platform: [],
  syncState: [],
  connection: [],
  age: [],
  label: [],
  sort: DEFAULT_SORT,
  order: 'asc',
  page: 1,
};

function known<T extends string>(values: readonly T[], given: string[]): T[] {
  return values.filter(value => given.includes(value));
}

function texts(params: URLSearchParams, key: string, max: number): string[] {
  return [...new Set(params.getAll(key))]
    .map(text => text.trim().slice(0, 200))
    .filter(Boolean)
    .slice(0, max);
}

// Without a cursor it is the first page; with one it is at least the second.
function pageOf(cursor: string | undefined, page: number): number {
  if (!cursor) {
    return 1;
  }
  return Number.isSafeInteger(page) && page > 1 ? page : 2;
}

/** Reads an address. Whatever is in it, the result is a search that the back end accepts. */
export function parseClusterSearch(params: URLSearchParams): ClusterSearch {
  const sort = params.get('sort');
  const orphaned = params.get('orphaned');
  const cursor = params.get('cursor')?.slice(0, 2000) || undefined;
  const page = Number(params.get('page'));
  const choice = <K extends ChoiceFilter>(key: K) =>
    known<(typeof FILTER_VALUES)[K][number]>(
      FILTER_VALUES[key],
      params.getAll(key),
    );
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    fleet: texts(params, 'fleet', 50),
    hosting: choice('hosting'),
    platform: choice('platform'),
    syncState: choice('syncState'),
    connection: choice('connection'),
    age: choice('age'),
    label: texts(params, 'label', 20),
    ...(orphaned === 'true' || orphaned === 'false'
      ? { orphaned: orphaned === 'true' }
      : {}),
    sort: SORTS.find(candidate => candidate === sort) ?? DEFAULT_SORT,
    order: params.get('order') === 'desc' ? 'desc' : 'asc',
    ...(cursor ? { cursor } : {}),
    page: pageOf(cursor, page),
  };
}

/** Writes an address; what is as usual is left out, so that addresses stay short. */
export function formatClusterSearch(
  search: Partial<ClusterSearch>,
): URLSearchParams {
  const params = new URLSearchParams();
  if (search.q) {
    params.set('q', search.q);
  }
  for (const key of ['fleet', ...CHOICE_FILTERS, 'label'] as const) {
    for (const value of search[key] ?? []) {
      params.append(key, value);
    }
  }
  if (search.orphaned !== undefined) {
    params.set('orphaned', String(search.orphaned));
  }
  if (search.sort && search.sort !== DEFAULT_SORT) {
    params.set('sort', search.sort);
  }
  if (search.order === 'desc') {
    params.set('order', 'desc');
  }
  if (search.cursor) {
    params.set('cursor', search.cursor);
    params.set('page', String(search.page ?? 2));
  }
  return params;
}

/** The request that answers a search. */
export function toClusterQuery(search: ClusterSearch): ClusterQuery {
  const { page: _page, q, ...rest } = search;
  const query: ClusterQuery = { ...rest, limit: PAGE_SIZE };
  for (const key of ['fleet', ...CHOICE_FILTERS, 'label'] as const) {
    if (!search[key].length) {
      delete query[key];
    }
  }
  const words = q.trim();
  return words ? { ...query, q: words } : query;
}

/** Whether a search narrows the list at all. */
export function isFiltered(search: ClusterSearch): boolean {
  return (
    search.q.trim() !== '' ||
    search.orphaned !== undefined ||
    (['fleet', ...CHOICE_FILTERS, 'label'] as const).some(
      key => search[key].length > 0,
    )
  );
}

/** The address of the list of clusters, narrowed to a filter. */
export function clustersHref(base: string, filter: ClusterFilter): string {
  const query = formatClusterSearch(filter).toString();
  return query ? `${base}?${query}` : base;
}
