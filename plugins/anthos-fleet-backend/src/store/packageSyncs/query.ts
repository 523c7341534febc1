import type { Knex } from 'knex';
import type { StoreContext } from '../StoreContext';
import { wherePackageSyncVisible, type Visible } from '../visibility';
import { PACKAGE_SYNC_COLUMNS } from './rows';

/** Package syncs that are configured, read and visible, with their clusters. */
export function visiblePackageSyncs(
  { knex, gateway }: StoreContext,
  visible: Visible,
): Knex.QueryBuilder {
  const builder = knex('package_syncs')
    .join('clusters', 'clusters.ref', 'package_syncs.ref')
    .whereIn('clusters.fleet', gateway.fleets);
  wherePackageSyncVisible(builder, visible);
  return builder;
}

/** Selects everything that is shown of package syncs in a list. */
export function selectPackageSyncs(query: Knex.QueryBuilder) {
  return query
    .join('cluster_readings', 'cluster_readings.ref', 'package_syncs.ref')
    .leftJoin('inventories', 'inventories.sync_id', 'package_syncs.id')
    .select(...PACKAGE_SYNC_COLUMNS);
}

/** Puts those first that somebody should look at. */
export function worstSyncsFirst(query: Knex.QueryBuilder) {
  return query.orderBy([
    'package_syncs.state_rank',
    { column: 'package_syncs.error_count', order: 'desc' },
    'clusters.name',
    'package_syncs.id',
  ]);
}
