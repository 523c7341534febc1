import type { SyncState } from '../schema/openapi';

/** Worst first; what is not known is never hidden by what is well. */
const WORST_FIRST: readonly SyncState[] = [
  'stalled',
  'error',
  'reconciling',
  'pending',
  'unknown',
  'not-configured',
  'not-installed',
  'synced',
];

/**
 * Says the state of a cluster, a namespace or an entity from the states of its package syncs: the
 * worst of them, in the order stalled, error, reconciling, pending, synced.
 *
 * A state that is not known comes after those that ask for action and before `synced`: green needs
 * that all of them are green.
 *
 * @returns undefined when there are no states: absence is not health, and what it means
 * (`not-configured`, `unknown`) only the caller knows
 * @public
 */
export function rollUpStates(
  states: Iterable<SyncState>,
): SyncState | undefined {
  const seen = new Set<string>();
  for (const state of states) {
    seen.add(WORST_FIRST.includes(state) ? state : 'unknown');
  }
  return WORST_FIRST.find(state => seen.has(state));
}
