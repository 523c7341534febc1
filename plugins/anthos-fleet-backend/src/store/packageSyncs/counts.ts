import {
  syncStateRank,
  type SyncState,
  type SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { visiblePackageSyncs } from './query';

/** Package syncs by state, best first. */
export async function countStates(
  query: Knex.QueryBuilder,
): Promise<SyncStateCount[]> {
  const rows: { state: SyncState; total: number | string }[] = await query
    .select('package_syncs.state')
    .count({ total: '*' })
    .groupBy('package_syncs.state');
  return rows.map(toCount).sort(bestFirst);
}

/** Visible package syncs by cluster and state. A cluster without any has no entry. */
export async function countStatesByCluster(
  context: StoreContext,
  refs: string[],
  visible: Visible,
): Promise<Map<string, SyncStateCount[]>> {
  const counts = new Map<string, SyncStateCount[]>();
  if (refs.length === 0) {
    return counts;
  }
  const rows: { ref: string; state: SyncState; total: number | string }[] =
    await visiblePackageSyncs(context, visible)
      .whereIn('package_syncs.ref', refs)
      .select('package_syncs.ref', 'package_syncs.state')
      .count({ total: '*' })
      .groupBy('package_syncs.ref', 'package_syncs.state');
  for (const row of rows) {
    const own = counts.get(row.ref) ?? [];
    own.push(toCount(row));
    counts.set(row.ref, own.sort(bestFirst));
  }
  return counts;
}

function toCount(row: { state: SyncState; total: number | string }) {
  return { state: row.state, total: Number(row.total) };
}

function bestFirst(a: SyncStateCount, b: SyncStateCount): number {
  return syncStateRank(b.state) - syncStateRank(a.state);
}
