import type {
  OldestData,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';
import { groupedCounts, worstFirst } from './clusterQueries';
import type { ClusterRow } from './clusterRows';
import { toClusters } from './clusters';
import { whereAttention } from './conditions';
import {
  toOverview,
  type CountRow,
  type GatewayRow,
  type SweepRow,
} from './overview';
import { countStates } from './packageSyncs/counts';
import { visiblePackageSyncs } from './packageSyncs/query';
import {
  oldestClusters,
  oldestOfFleets,
  readSeenLocations,
  type SeesLocation,
} from './oldestData';
import { countPlacesAndVersions } from './versionCounts';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { Visible } from './visibility';

const ATTENTION_LIMIT = 10;
const WORST_ERRORS = 3;

/** Counts of everything that the caller may see. */
export async function getOverview(
  context: StoreContext,
  visible: Visible,
): Promise<Omit<Overview, 'configured'>> {
  const { knex, fleets: configured, frequencyMs, gateway } = context;
  const observations = await context.observations();
  const attention = visibleClusters(context, visible.clusters);
  whereAttention(attention, observations);
  const [
    counts,
    sweeps,
    worst,
    gatewayRows,
    packageSyncs,
    errors,
    placesAndVersions,
    silentClusters,
    sees,
  ]: [
    CountRow[],
    SweepRow[],
    ClusterRow[],
    GatewayRow[],
    Overview['packageSyncs'],
    Pick<Overview, 'openErrorGroups' | 'worstErrors'>,
    Awaited<ReturnType<typeof countPlacesAndVersions>>,
    OldestData[],
    SeesLocation,
  ] = await Promise.all([
    groupedCounts(
      visibleClusters(context, visible.clusters),
      observations.variesByLocation,
    ),
    knex('fleets').whereIn('fleet', configured).select('*'),
    worstFirst(attention, ATTENTION_LIMIT),
    readGateways(context, visible),
    countStates(visiblePackageSyncs(context, visible)),
    readOpenErrors(context, visible),
    countPlacesAndVersions(context, visible.clusters),
    oldestClusters(context, visible.clusters),
    readSeenLocations(context, visible.clusters),
  ]);
  // Somebody who may see some clusters only is not told of fleets that have none of them.
  const fleets = visible.clusters
    ? configured.filter(fleet => counts.some(row => row.fleet === fleet))
    : configured;
  return {
    ...toOverview({
      counts,
      attention: await toClusters(context, worst, visible),
      sweeps,
      observations,
      fleets,
      sees,
      frequencyMs,
      gateway,
      gatewayRows,
    }),
    packageSyncs,
    ...errors,
    ...placesAndVersions,
    oldest: [...oldestOfFleets(observations, fleets, sees), ...silentClusters],
  };
}

/** How many of the visible clusters answer; those that are gone are not asked. */
function readGateways(
  context: StoreContext,
  visible: Visible,
): Promise<GatewayRow[]> {
  return visibleClusters(context, visible.clusters)
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .where('clusters.orphaned', false)
    .groupBy('clusters.fleet')
    .select(
      'clusters.fleet',
      context.knex.raw(
        `sum(case when cluster_readings.outcome = 'ok' then 1 else 0 end) as answering`,
      ),
    )
    .count({ total: '*' })
    .min({ oldest: 'cluster_readings.observed_at' });
}

/** How many causes there are, and those on most clusters. */
async function readOpenErrors(
  context: StoreContext,
  visible: Visible,
): Promise<Pick<Overview, 'openErrorGroups' | 'worstErrors'>> {
  const { knex } = context;
  const causes = visiblePackageSyncs(context, visible)
    .join('sync_errors', 'sync_errors.sync_id', 'package_syncs.id')
    .whereNull('sync_errors.closed_at')
    .groupBy('sync_errors.fingerprint')
    .select('sync_errors.fingerprint')
    .countDistinct({ clusters: 'package_syncs.ref' });
  const rows: {
    fingerprint: string;
    code: string;
    headline: string;
    clusters: number | string;
    total: number | string;
  }[] = await knex
    .from(causes.as('causes'))
    .join('error_groups', 'error_groups.fingerprint', 'causes.fingerprint')
    .select(
      'causes.*',
      'error_groups.code',
      'error_groups.headline',
      knex.raw('count(*) over () as total'),
    )
    .orderBy([
      { column: 'causes.clusters', order: 'desc' },
      'causes.fingerprint',
    ])
    .limit(WORST_ERRORS);
  return {
    openErrorGroups: Number(rows[0]?.total ?? 0),
    worstErrors: rows.map(({ fingerprint, code, headline, clusters }) => ({
      fingerprint,
      ...(code && { code }),
      headline,
      totalClusters: Number(clusters),
    })),
  };
}
