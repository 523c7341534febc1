import type {
  Enforcement,
  PolicyConstraintSort,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTING_VALUES } from './clusterSearch';
import type { ListShape, SearchOf } from './listSearch';

export const ENFORCEMENT_VALUES = [
  'deny',
  'warn',
  'dryrun',
  'scoped',
  'unknown',
] as const satisfies Enforcement[];

/** What the address of the list of policy constraints may say. */
export const POLICY_LIST = {
  choices: { enforcement: ENFORCEMENT_VALUES, hosting: HOSTING_VALUES },
  texts: { cluster: 50, fleet: 50 },
  singles: [],
  flags: ['violated'],
  sorts: [
    'violations',
    'clusters',
    'name',
    'enforcement',
  ] as const satisfies PolicyConstraintSort[],
  sort: 'violations',
  order: 'desc',
} as const satisfies ListShape;

/** What the address of the list of policy constraints says. */
export type PolicySearch = SearchOf<typeof POLICY_LIST>;
