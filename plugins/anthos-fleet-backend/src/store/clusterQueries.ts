import type { SyncStateCount } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { countSyncStates, type CountRow } from './overview';
import { LIST_COLUMNS, type ClusterRow } from './clusterRows';

/** Rows of a list, those that somebody should look at first. */
export function worstFirst(
  query: Knex.QueryBuilder,
  limit: number,
): Promise<ClusterRow[]> {
  return query
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .select(...LIST_COLUMNS)
    .orderByRaw(
      `case when clusters.sync_state in ('error', 'stalled')
        or clusters.connection_state = 'disconnected'
        or clusters.orphaned then 0 else 1 end`,
    )
    .orderBy([
      'clusters.sync_rank',
      { column: 'clusters.error_count', order: 'desc' },
      'clusters.name',
      'clusters.ref',
    ])
    .limit(limit);
}

/** Clusters by the state of their configuration, best first. */
export async function countClusterStates(
  query: Knex.QueryBuilder,
): Promise<SyncStateCount[]> {
  const rows: Pick<CountRow, 'sync_state' | 'total'>[] = await query
    .select('clusters.sync_state')
    .count({ total: '*' })
    .groupBy('clusters.sync_state');
  return countSyncStates(rows);
}

/**
 * Counts the clusters by everything that an overview tells apart.
 *
 * @param byLocation - tell locations apart as well, which gives many more groups
 */
export function groupedCounts(
  query: Knex.QueryBuilder,
  byLocation: boolean,
): Promise<CountRow[]> {
  const columns = [
    ...(byLocation ? ['clusters.location'] : []),
    'clusters.fleet',
    'clusters.hosting',
    'clusters.platform',
    'clusters.sync_state',
    'clusters.connection_state',
    'clusters.orphaned',
  ];
  return query
    .select(...columns)
    .count({ total: '*' })
    .groupBy(...columns);
}
