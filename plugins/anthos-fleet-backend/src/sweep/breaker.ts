import type {
  ClusterReading,
  ConnectionState,
} from 'backstage-plugin-anthos-fleet-common';

/** Failures in a row after which a cluster is only probed. */
export const FAILURES_TO_OPEN = 3;
/** Longest wait that an answer can ask for, whatever it says. */
const MAX_WAIT_MS = 10 * 60_000;

/** What is remembered of the readings of a cluster, in the database: it survives restarts. */
export interface BreakerMemory {
  /** Failed readings in a row. */
  failures: number;
  /** When the next try is due, ISO 8601; undefined after a good reading. */
  nextAttemptAt?: string;
}

/**
 * - `closed`: the cluster is read.
 * - `open`: it failed so often that a sweep sends one cheap probe first, and reads the cluster only
 *   when the probe is answered.
 */
export type BreakerState = 'closed' | 'open';

export function breakerState({ failures }: BreakerMemory): BreakerState {
  return failures >= FAILURES_TO_OPEN ? 'open' : 'closed';
}

/** Whether a cluster has to answer a probe before anything else is asked of it. */
export function needsProbe(
  cluster: BreakerMemory & { connectionState: ConnectionState },
): boolean {
  return (
    breakerState(cluster) === 'open' ||
    cluster.connectionState === 'disconnected'
  );
}

/**
 * Whether a refusal is about the quota of the whole fleet. A Kubernetes API server says "too many
 * requests" as well, but for itself only.
 */
export function isFleetQuota(
  reading: Pick<ClusterReading, 'outcome' | 'refusedBy'>,
): boolean {
  return (
    reading.outcome === 'rate-limited' && reading.refusedBy !== 'api-server'
  );
}

/**
 * What to remember after a reading.
 *
 * A quota that ran out is not a failure of the cluster, and does not count.
 */
export function afterReading(
  before: BreakerMemory,
  reading: Pick<ClusterReading, 'outcome' | 'attemptedAt' | 'refusedBy'>,
  options: {
    now: Date;
    /** Time between two sweeps. */
    frequencyMs: number;
    /** Time that the answer asked us to wait. */
    retryAfterMs?: number;
  },
): BreakerMemory {
  if (reading.outcome === 'ok') {
    return { failures: 0 };
  }
  const { now, frequencyMs, retryAfterMs = 0 } = options;
  const nextAttemptAt = Math.max(
    Date.parse(reading.attemptedAt) + frequencyMs,
    now.getTime() + Math.min(retryAfterMs, MAX_WAIT_MS),
  );
  return {
    failures: isFleetQuota(reading) ? before.failures : before.failures + 1,
    nextAttemptAt: new Date(nextAttemptAt).toISOString(),
  };
}
