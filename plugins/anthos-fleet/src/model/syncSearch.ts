import type {
  PackageSyncSort,
  SyncKind,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTING_VALUES, SYNC_STATE_VALUES } from './clusterSearch';
import type { FilterOf, ListShape, SearchOf } from './listSearch';

export const KIND_VALUES = [
  'RootSync',
  'RepoSync',
] as const satisfies SyncKind[];

/** What the address of the list of package syncs may say. */
export const SYNC_LIST = {
  choices: {
    state: SYNC_STATE_VALUES,
    hosting: HOSTING_VALUES,
    kind: KIND_VALUES,
  },
  texts: { fleet: 50, cluster: 50, namespace: 50, repo: 50, owner: 50 },
  singles: ['commit', 'source', 'fingerprint'],
  flags: [],
  sorts: [
    'state',
    'cluster',
    'namespace',
    'name',
    'repository',
    'errorCount',
    'stateSince',
  ] as const satisfies PackageSyncSort[],
  sort: 'state',
  order: 'asc',
} as const satisfies ListShape;

/** What the address of the list of package syncs says. */
export type SyncSearch = SearchOf<typeof SYNC_LIST>;

export type SyncFilter = Partial<FilterOf<typeof SYNC_LIST>>;
