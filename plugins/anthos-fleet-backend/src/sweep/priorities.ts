import type {
  ConnectionState,
  Outcome,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { needsProbe } from './breaker';

/** What the order of a sweep depends on. Times are ISO 8601. */
export interface Candidate {
  ref: string;
  connectionState: ConnectionState;
  syncState: SyncState;
  /** When what the fleet's register says of it last changed. */
  registerChangedAt?: string;
  /** When somebody asked for it. */
  refreshRequestedAt?: string;
  /** When it was last read, or tried. */
  attemptedAt?: string;
  outcome?: Outcome;
  failures: number;
  nextAttemptAt?: string;
  slowPartsReadAt?: string;
}

export interface Pace {
  now: Date;
  /** Time between two sweeps. */
  frequencyMs: number;
  slowFrequencyMs: number;
}

const NOTHING_WRONG: SyncState[] = [
  'synced',
  'not-installed',
  'not-configured',
];

// Nothing is put off for so long, unless the clock was put back meanwhile.
const MAX_AHEAD_MS = 15 * 60_000;
// Sweeps share the slow work with half as much to spare, to catch up after a bad time.
const SPARE = 1.5;

const ASKED_FOR = 0;
const CHANGED = 1;
const OLDEST_FIRST = 2;

/**
 * The clusters that this sweep has to read, in the order in which to read them: those that somebody
 * asked for, those that the fleet says something new of, then the oldest. What is in trouble counts
 * as older than it is, and what does not answer as younger, so neither can starve the rest.
 */
export function clustersDue<T extends Candidate>(
  clusters: T[],
  pace: Pace,
): T[] {
  return clusters
    .filter(cluster => isDue(cluster, pace))
    .map(cluster => ({
      cluster,
      rank: rankOf(cluster, pace.now),
      age: weightedAge(cluster, pace),
    }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        b.age - a.age ||
        a.cluster.ref.localeCompare(b.cluster.ref),
    )
    .map(({ cluster }) => cluster);
}

/** Whether somebody asked for the cluster after it was last read. */
export function wasAskedFor(
  { refreshRequestedAt, attemptedAt }: Candidate,
  now: Date,
): boolean {
  return isNews(refreshRequestedAt, attemptedAt, now);
}

function isDue(cluster: Candidate, pace: Pace): boolean {
  const now = pace.now.getTime();
  if (rankOf(cluster, pace.now) < OLDEST_FIRST) {
    return true;
  }
  const waitMs = Date.parse(cluster.nextAttemptAt ?? '') - now;
  if (
    cluster.outcome === 'rate-limited' &&
    waitMs > 0 &&
    waitMs < MAX_AHEAD_MS
  ) {
    return false;
  }
  const age = now - Date.parse(cluster.attemptedAt!);
  // What was read in the future was read before the clock was put back. Half the time, so that a
  // cluster that the last sweep came to late is not left out of this one.
  return age < 0 || age >= pace.frequencyMs / 2;
}

function rankOf(cluster: Candidate, now: Date): number {
  if (wasAskedFor(cluster, now)) {
    return ASKED_FOR;
  }
  if (
    !cluster.attemptedAt ||
    isNews(cluster.registerChangedAt, cluster.attemptedAt, now)
  ) {
    return CHANGED;
  }
  return OLDEST_FIRST;
}

/** Whether something happened after the last reading. What is dated in the future did not happen. */
function isNews(
  time: string | undefined,
  attemptedAt: string | undefined,
  now: Date,
): boolean {
  const happened = Date.parse(time ?? '');
  return (
    happened <= now.getTime() &&
    (attemptedAt === undefined || happened > Date.parse(attemptedAt))
  );
}

function weightedAge(cluster: Candidate, { now, frequencyMs }: Pace): number {
  if (!cluster.attemptedAt) {
    return Infinity;
  }
  const age = Math.abs(now.getTime() - Date.parse(cluster.attemptedAt));
  if (needsProbe(cluster)) {
    return age - frequencyMs;
  }
  const inTrouble =
    cluster.outcome !== 'ok' || !NOTHING_WRONG.includes(cluster.syncState);
  return inTrouble ? age + frequencyMs : age;
}

/**
 * Which of the clusters to read in full this time, with what takes many requests and changes
 * seldom: those whose turn it is, but never so many that one sweep bears what many should share.
 *
 * @param total - clusters that share the sweeps, due or not
 * @returns refs
 */
export function slowPartsDue(
  due: Candidate[],
  pace: Pace,
  total: number,
): Set<string> {
  const { now, frequencyMs, slowFrequencyMs } = pace;
  const share = Math.ceil((total * frequencyMs * SPARE) / slowFrequencyMs);
  const age = ({ slowPartsReadAt }: Candidate) =>
    slowPartsReadAt
      ? Math.abs(now.getTime() - Date.parse(slowPartsReadAt))
      : Infinity;
  const inTurn = due
    // What does not answer anyway would take the place of what does.
    .filter(cluster => age(cluster) >= slowFrequencyMs && !needsProbe(cluster))
    .sort((a, b) => (age(a) > age(b) ? -1 : 1))
    .slice(0, share);
  const asked = due.filter(cluster => wasAskedFor(cluster, now));
  return new Set([...inTurn, ...asked].map(({ ref }) => ref));
}
