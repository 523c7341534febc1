import type { Connection } from '../schema/openapi';

/** Agents report every few minutes; three missed reports are no accident. */
const DISCONNECTED_AFTER_MS = 15 * 60_000;

/**
 * Says whether Google reaches a cluster.
 *
 * The time of the last contact is kept for a disconnected cluster only: of a connected one it
 * changes all the time and says nothing.
 *
 * @public
 */
export function judgeConnection(
  facts: {
    /** The cluster is a GKE cluster, which Google reaches without an agent. */
    gke: boolean;
    /** When the cluster's agent was last heard of, ISO 8601. */
    lastConnectionTime?: string;
  },
  observedAt: Date,
): Connection {
  const last = Date.parse(facts.lastConnectionTime ?? '');
  if (Number.isNaN(last)) {
    return { state: facts.gke ? 'direct' : 'unknown' };
  }
  return observedAt.getTime() - last > DISCONNECTED_AFTER_MS
    ? { state: 'disconnected', lastSeenAt: new Date(last).toISOString() }
    : { state: 'connected' };
}
