import type {
  RolloutSort,
  RolloutState,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTING_VALUES } from './clusterSearch';
import type { ListShape, SearchOf } from './listSearch';

export const ROLLOUT_STATE_VALUES = [
  'held-back',
  'rolling-out',
  'unknown',
  'same',
] as const satisfies RolloutState[];

/** What the address of the list of rollouts may say. */
export const ROLLOUT_LIST = {
  choices: { state: ROLLOUT_STATE_VALUES, hosting: HOSTING_VALUES },
  texts: { fleet: 50, repo: 50 },
  singles: [],
  flags: [],
  sorts: [
    'state',
    'repository',
    'clusters',
    'commits',
    'behindSince',
  ] as const satisfies RolloutSort[],
  sort: 'state',
  order: 'asc',
} as const satisfies ListShape;

/** What the address of the list of rollouts says. */
export type RolloutSearch = SearchOf<typeof ROLLOUT_LIST>;
