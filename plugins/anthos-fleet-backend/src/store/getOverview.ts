import type { Overview } from 'backstage-plugin-anthos-fleet-common';
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
import { visibleClusters, type StoreContext } from './StoreContext';
import type { Visible } from './visibility';

const ATTENTION_LIMIT = 10;

/** Counts of everything that the caller may see. */
export async function getOverview(
  context: StoreContext,
  visible: Visible,
): Promise<Omit<Overview, 'configured'>> {
  const { knex, fleets: configured, frequencyMs, gateway } = context;
  const observations = await context.observations();
  const attention = visibleClusters(context, visible.clusters);
  whereAttention(attention, observations);
  const [counts, sweeps, worst, gatewayRows, packageSyncs, openErrorGroups]: [
    CountRow[],
    SweepRow[],
    ClusterRow[],
    GatewayRow[],
    Overview['packageSyncs'],
    number,
  ] = await Promise.all([
    groupedCounts(
      visibleClusters(context, visible.clusters),
      observations.variesByLocation,
    ),
    knex('fleets').whereIn('fleet', configured).select('*'),
    worstFirst(attention, ATTENTION_LIMIT),
    readGateways(context, visible),
    countStates(visiblePackageSyncs(context, visible)),
    countOpenErrorGroups(context, visible),
  ]);
  return {
    ...toOverview({
      counts,
      attention: await toClusters(context, worst, visible),
      sweeps,
      observations,
      // Somebody who may see some clusters only is not told of fleets that have none of them.
      fleets: visible.clusters
        ? configured.filter(fleet => counts.some(row => row.fleet === fleet))
        : configured,
      frequencyMs,
      gateway,
      gatewayRows,
    }),
    packageSyncs,
    openErrorGroups,
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

async function countOpenErrorGroups(
  context: StoreContext,
  visible: Visible,
): Promise<number> {
  const row = await visiblePackageSyncs(context, visible)
    .join('sync_errors', 'sync_errors.sync_id', 'package_syncs.id')
    .whereNull('sync_errors.closed_at')
    .countDistinct({ total: 'sync_errors.fingerprint' })
    .first();
  return Number(row.total);
}
