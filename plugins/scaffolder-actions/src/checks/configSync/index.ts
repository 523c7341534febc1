import type { Rule } from '../types';
import { layout } from './hierarchy';
import { kinds, tooManyObjects } from './kinds';
import { metadata } from './metadata';
import { ownedElsewhere, scope } from './scope';
import { selectors } from './selectors';
import { syncs } from './syncs';

export { duplicates } from './scope';

/** What Config Sync refuses, as far as files alone can tell. */
export const configSyncRules: Rule[] = [
  metadata,
  kinds,
  scope,
  selectors,
  syncs,
  layout,
  ownedElsewhere,
  tooManyObjects,
];
