import type { Age, Cluster, SyncState } from '../schema/openapi';
import { compareText } from './compareText';

/** Worst first. */
const SYNC_STATES: readonly SyncState[] = [
  'error',
  'stalled',
  'unknown',
  'not-configured',
  'reconciling',
  'pending',
  'not-installed',
  'synced',
];

/**
 * Place of a state in a list that shows the worst first: 0 is the worst.
 *
 * @public
 */
export function syncStateRank(state: SyncState): number {
  const rank = SYNC_STATES.indexOf(state);
  return rank < 0 ? SYNC_STATES.indexOf('unknown') : rank;
}

/**
 * The part of a cluster that decides whether somebody should look at it.
 *
 * @public
 */
export type AttentionFacts = {
  configSync: Pick<Cluster['configSync'], 'state'>;
  connection: Pick<Cluster['connection'], 'state'>;
  orphaned: boolean;
  freshness: { hub: { age: Age } };
};

/**
 * Whether somebody should look at a cluster: its configuration is in error or stalled, it is
 * disconnected, its data is stale, or only its registration is left.
 *
 * @public
 */
export function needsAttention(cluster: AttentionFacts): boolean {
  return (
    cluster.configSync.state === 'error' ||
    cluster.configSync.state === 'stalled' ||
    cluster.connection.state === 'disconnected' ||
    cluster.orphaned ||
    cluster.freshness.hub.age === 'stale'
  );
}

/**
 * Orders clusters for a list that shows the worst first: those that need attention, then by sync
 * state, by number of errors, and by identity so that the order is always the same.
 *
 * @public
 */
export function compareBySeverity(
  a: AttentionFacts & {
    configSync: Pick<Cluster['configSync'], 'errorCount'>;
    name: string;
    ref: string;
  },
  b: typeof a,
): number {
  return (
    Number(needsAttention(b)) - Number(needsAttention(a)) ||
    syncStateRank(a.configSync.state) - syncStateRank(b.configSync.state) ||
    b.configSync.errorCount - a.configSync.errorCount ||
    compareText(a.name, b.name) ||
    compareText(a.ref, b.ref)
  );
}
