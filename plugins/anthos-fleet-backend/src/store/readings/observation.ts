import type {
  ClusterReading,
  PartReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterReadingContext } from '../ClusterReadings';
import { NAMESPACE_PARTS } from './writeNamespaceParts';
import { readsSlowParts } from './writeParts';

/** What is stored of the last reading of a cluster. */
export interface StoredReading {
  attempted_at: string | null;
  observed_at: string | null;
  slow_parts_read_at: string | null;
  parts_json: string | null;
}

/** Columns of {@link StoredReading}. */
export const STORED_READING_COLUMNS = [
  'cluster_readings.attempted_at',
  'cluster_readings.observed_at',
  'cluster_readings.slow_parts_read_at',
  'cluster_readings.parts_json',
] as const;

/** How the reading of a part ended last, and when it last ended well. */
export type PartRow = Omit<PartReading<never>, 'data'> & {
  attemptedAt: string;
  observedAt?: string;
};

const PARTS = [
  'packageSyncs',
  'inventories',
  'namespaces',
  'policyConstraints',
  'meshRevisions',
  ...NAMESPACE_PARTS,
] as const satisfies (keyof ClusterReading)[];

/** A reading from the future was before the clock was put back: what follows is the newer one. */
export function isNewer(
  stored: string | null | undefined,
  attemptedAt: string,
  now: Date,
): boolean {
  return Boolean(stored && stored > attemptedAt && stored <= now.toISOString());
}

/** How a reading ended and when, as it is stored. */
export function toObservation(
  reading: ClusterReading,
  context: ClusterReadingContext,
  before: StoredReading | undefined,
) {
  const { attemptedAt, outcome } = reading;
  const observed = reading.packageSyncs?.outcome === 'ok';
  const parts: Partial<Record<string, PartRow>> = before?.parts_json
    ? JSON.parse(before.parts_json)
    : {};
  for (const name of PARTS) {
    const part: PartReading<unknown> | undefined = reading[name];
    if (part) {
      const { data, ...ended } = part;
      const observedAt =
        part.outcome === 'ok' ? attemptedAt : parts[name]?.observedAt;
      parts[name] = { ...ended, attemptedAt, observedAt };
    }
  }
  const { message, remedy, refusedBy } = problemOf(reading, parts);
  return {
    attempted_at: attemptedAt,
    observed_at: observed ? attemptedAt : before?.observed_at ?? null,
    outcome,
    message: message ?? null,
    remedy: remedy ?? null,
    refused_by: refusedBy ?? null,
    failures: context.failures,
    next_attempt_at: context.nextAttemptAt ?? null,
    slow_parts_read_at: readsSlowParts(reading)
      ? attemptedAt
      : before?.slow_parts_read_at ?? null,
    parts_json: JSON.stringify(parts),
  };
}

/** What went wrong: with the reading, or with one part of a reading that went well. */
function problemOf(
  reading: ClusterReading,
  parts: Partial<Record<string, PartRow>>,
): Pick<ClusterReading, 'message' | 'remedy' | 'refusedBy'> {
  if (reading.outcome !== 'ok' || reading.message) {
    return reading;
  }
  const failed = PARTS.find(
    name => parts[name] && parts[name].outcome !== 'ok',
  );
  return (failed && parts[failed]) || {};
}
