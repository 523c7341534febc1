import type {
  OldestData,
  SourceName,
  UnansweredLocation,
} from 'backstage-plugin-anthos-fleet-common';
import { compareText } from './compareText';
import {
  EVERYWHERE,
  type ObservationIndex,
  type ObservationRow,
} from './observations';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { VisibleClusters } from './visibility';

/** What the register of a fleet tells, source by source. */
export const FLEET_SOURCES: readonly SourceName[] = [
  'hub',
  'configSync',
  'mesh',
  'policyController',
];
const MAX_CLUSTERS = 5;

/** Whether the caller may see a cluster of a location. */
export type SeesLocation = (fleet: string, location: string) => boolean;

/** The oldest of what each source of the fleets says; what was never read is older than all else. */
export function oldestOfFleets(
  observations: ObservationIndex,
  fleets: string[],
  sees: SeesLocation,
): OldestData[] {
  return FLEET_SOURCES.flatMap(source => {
    const [oldest] = fleets
      .flatMap(fleet =>
        [
          EVERYWHERE,
          ...observations
            .ownLocations(fleet, source)
            .filter(location => sees(fleet, location)),
        ].flatMap(location => observations.row(fleet, source, location) ?? []),
      )
      .filter(row => Boolean(row.enabled))
      .sort((a, b) => compareText(a.observed_at ?? '', b.observed_at ?? ''));
    return oldest ? [toOldest(source, oldest)] : [];
  });
}

/** A location is told to those only who may see a cluster in it. */
export async function readSeenLocations(
  context: StoreContext,
  visible: VisibleClusters,
): Promise<SeesLocation> {
  if (!visible) {
    return () => true;
  }
  const rows: { fleet: string; location: string }[] = await visibleClusters(
    context,
    visible,
  ).distinct('clusters.fleet', 'clusters.location');
  const seen = new Set(rows.map(row => `${row.fleet}\n${row.location}`));
  return (fleet, location) => seen.has(`${fleet}\n${location}`);
}

/** The clusters that were asked themselves and have not answered for the longest time. */
export async function oldestClusters(
  context: StoreContext,
  visible: VisibleClusters,
): Promise<OldestData[]> {
  const { fleets } = context.gateway;
  if (fleets.length === 0) {
    return [];
  }
  const rows: {
    fleet: string;
    location: string;
    name: string;
    observed_at: string | null;
  }[] = await visibleClusters(context, visible)
    // Those that were not asked yet are not late.
    .join('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where('clusters.orphaned', false)
    .whereNotNull('cluster_readings.attempted_at')
    .whereIn('clusters.fleet', fleets)
    .orderByRaw(`coalesce(cluster_readings.observed_at, '')`)
    .orderBy('clusters.ref')
    .limit(MAX_CLUSTERS)
    .select(
      'clusters.fleet',
      'clusters.location',
      'clusters.name',
      'cluster_readings.observed_at',
    );
  return rows.map(({ fleet, location, name, observed_at: observedAt }) => ({
    source: 'gateway',
    fleet,
    location,
    cluster: name,
    ...(observedAt && { observedAt }),
  }));
}

/** What a fleet's last sweep lacks because locations did not answer. */
export function unansweredLocations(
  observations: ObservationIndex,
  fleet: string,
  sees: SeesLocation,
): UnansweredLocation[] {
  return FLEET_SOURCES.flatMap(source =>
    // When all of it failed, no location is to blame.
    observations.row(fleet, source)?.outcome === 'ok'
      ? observations.ownLocations(fleet, source).flatMap(location => {
          const row = observations.row(fleet, source, location);
          return row?.enabled && sees(fleet, location)
            ? [{ location, source, freshness: observations.toFreshness(row) }]
            : [];
        })
      : [],
  );
}

function toOldest(source: SourceName, row: ObservationRow): OldestData {
  return {
    source,
    fleet: row.fleet,
    ...(row.location !== EVERYWHERE && { location: row.location }),
    ...(row.observed_at && { observedAt: row.observed_at }),
  };
}
