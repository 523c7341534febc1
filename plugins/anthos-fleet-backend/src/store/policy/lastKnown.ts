import type {
  Freshness,
  LastKnownCluster,
  LastKnownClusters,
} from 'backstage-plugin-anthos-fleet-common';
import { compareText } from '../compareText';
import {
  READING_COLUMNS,
  toGatewayFreshness,
  type ReadingColumns,
} from '../clusterRows';
import type { PolicyConstraintQuery } from '../FleetLists';
import type { ObservationIndex } from '../observations';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import type { PartRow } from '../readings/recordClusterReading';
import type { StoreContext } from '../StoreContext';
import type { VisibleClusters } from '../visibility';
import { chosenClusters, matchingOnClusters } from './query';

const MAX_NAMED = 20;

interface ReadRow extends BriefColumns, ReadingColumns {
  parts_json: string | null;
}

/** The clusters that are counted as they were when they were read last, the oldest first. */
export async function readLastKnown(
  context: StoreContext,
  query: PolicyConstraintQuery,
  visible: VisibleClusters,
): Promise<LastKnownCluster[]> {
  const observations = await context.observations();
  const rows: ReadRow[] = await chosenClusters(context, query, visible)
    .join('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .whereIn(
      'clusters.ref',
      matchingOnClusters(context, query, visible).select('clusters.ref'),
    )
    .orderBy('clusters.name')
    .orderBy('clusters.ref')
    .select(
      ...BRIEF_COLUMNS,
      ...READING_COLUMNS,
      'cluster_readings.parts_json',
    );
  return rows
    .flatMap(row => {
      const freshness = oldFreshness(row, observations);
      return freshness ? [{ cluster: toBrief(row), freshness }] : [];
    })
    .sort((a, b) =>
      compareText(a.freshness.observedAt ?? '', b.freshness.observedAt ?? ''),
    );
}

/** A few of them by name. */
export function named(clusters: LastKnownCluster[]): LastKnownClusters {
  return { total: clusters.length, clusters: clusters.slice(0, MAX_NAMED) };
}

/**
 * How old the constraints of a cluster are; undefined where they were read lately.
 *
 * @remarks
 *
 * They are read at a slower pace than the rest: while the cluster answers, and they could be read
 * the last time, they are as new as they can be.
 */
function oldFreshness(
  row: ReadRow,
  observations: ObservationIndex,
): Freshness | undefined {
  const parts: { policyConstraints?: PartRow } = JSON.parse(
    row.parts_json ?? '{}',
  );
  const part = parts.policyConstraints;
  const gateway = toGatewayFreshness(row, observations);
  if (!part || !gateway) {
    return undefined;
  }
  const { observedAt } = part;
  const silent =
    gateway.age !== 'fresh' &&
    observations.ageOf(observedAt ?? null) !== 'fresh';
  if (part.outcome === 'ok' && !silent) {
    return undefined;
  }
  const { outcome, attemptedAt, message, remedy, refusedBy } = silent
    ? gateway
    : part;
  return {
    outcome,
    age: 'stale',
    attemptedAt,
    ...(observedAt && { observedAt }),
    ...(message && { message }),
    ...(remedy && { remedy }),
    ...(refusedBy && { refusedBy }),
  };
}
