import type {
  Age,
  ClusterSort,
  ConnectionState,
  Hosting,
  Platform,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterQuery } from '../api';
import {
  emptySearch,
  formatSearch,
  isNarrowed,
  listHref,
  parseSearch,
  toQuery,
  type FilterOf,
  type ListShape,
  type SearchOf,
} from './listSearch';

export const HOSTING_VALUES = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
] as const satisfies Hosting[];

export const SYNC_STATE_VALUES = [
  'synced',
  'pending',
  'reconciling',
  'stalled',
  'error',
  'not-installed',
  'not-configured',
  'unknown',
] as const satisfies SyncState[];

/** Stands in an address for what is not known of a cluster. */
export const UNKNOWN = 'unknown';

/** What the address of the list of clusters may say. */
export const CLUSTER_LIST = {
  choices: {
    hosting: HOSTING_VALUES,
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
    ] as const satisfies Platform[],
    syncState: SYNC_STATE_VALUES,
    connection: [
      'direct',
      'connected',
      'disconnected',
      'unknown',
    ] as const satisfies ConnectionState[],
    age: ['fresh', 'stale', 'never'] as const satisfies Age[],
  },
  texts: {
    fleet: 50,
    location: 50,
    site: 50,
    region: 50,
    kubernetesVersion: 50,
    configSyncVersion: 50,
    meshRevision: 50,
    policyControllerVersion: 50,
    endOfLife: 50,
    label: 20,
  },
  singles: [],
  flags: ['orphaned'],
  sorts: [
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
  ] as const satisfies ClusterSort[],
  sort: 'name',
  order: 'asc',
} as const satisfies ListShape;

/** What the address of the list of clusters says. */
export type ClusterSearch = SearchOf<typeof CLUSTER_LIST>;

export type ClusterFilter = Partial<FilterOf<typeof CLUSTER_LIST>>;

/** The list without any filter. */
export const EMPTY_SEARCH: ClusterSearch = emptySearch(CLUSTER_LIST);

/** Reads an address. Whatever is in it, the result is a search that the back end accepts. */
export const parseClusterSearch = (params: URLSearchParams): ClusterSearch =>
  parseSearch(CLUSTER_LIST, params);

/** Writes an address; what is as usual is left out, so that addresses stay short. */
export const formatClusterSearch = (
  search: Partial<ClusterSearch>,
): URLSearchParams => formatSearch(CLUSTER_LIST, search);

/** The request that answers a search. */
export const toClusterQuery = (search: ClusterSearch): ClusterQuery =>
  toQuery(search);

/** Whether a search narrows the list at all. */
export const isFiltered = (search: ClusterSearch): boolean =>
  isNarrowed(CLUSTER_LIST, search);

/** The address of the list of clusters, narrowed to a filter. */
export const clustersHref = (base: string, filter: ClusterFilter): string =>
  listHref(CLUSTER_LIST, base, filter);
