import type { ErrorGroupSort } from 'backstage-plugin-anthos-fleet-common';
import { HOSTING_VALUES } from './clusterSearch';
import type { FilterOf, ListShape, SearchOf } from './listSearch';
import { KIND_VALUES } from './syncSearch';

/** What the address of the list of error groups may say. */
export const ERROR_LIST = {
  choices: { hosting: HOSTING_VALUES, kind: KIND_VALUES },
  texts: {
    fleet: 50,
    cluster: 50,
    namespace: 50,
    repo: 50,
    owner: 50,
    code: 50,
  },
  singles: ['since'],
  flags: ['open', 'muted'],
  sorts: [
    'clusters',
    'packageSyncs',
    'code',
    'firstSeenAt',
    'lastSeenAt',
  ] as const satisfies ErrorGroupSort[],
  sort: 'packageSyncs',
  order: 'desc',
} as const satisfies ListShape;

/** What the address of the list of error groups says. */
export type ErrorSearch = SearchOf<typeof ERROR_LIST>;

export type ErrorFilter = Partial<FilterOf<typeof ERROR_LIST>>;
