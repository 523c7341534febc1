import type { Knex } from 'knex';
import { chunks, deleteWhereIn } from './batch';
import { writeErrorGroups } from './errorGroups';

const TABLES_BY_REF = [
  'cluster_labels',
  'cluster_readings',
  'cluster_parts',
  'policy_constraints',
  'namespaces',
  'namespace_parts',
  'inventory_namespaces',
  'inventories',
  'sync_error_namespaces',
  'sync_errors',
  'package_syncs',
  'clusters',
];

const TABLES_BY_SYNC = [
  'inventory_namespaces',
  'inventories',
  'sync_error_namespaces',
  'sync_errors',
];

/** Removes clusters that left the fleet, with everything that is known of them. */
export async function removeClusters(
  tx: Knex.Transaction,
  refs: string[],
  at: string,
) {
  const closed = await openFingerprints(tx, 'ref', refs);
  for (const table of TABLES_BY_REF) {
    await deleteWhereIn(tx, table, 'ref', refs);
  }
  await writeErrorGroups(tx, { opened: new Map(), closed }, at);
}

/**
 * Removes package syncs that their cluster does not have any more.
 *
 * @returns fingerprints of the errors that went with them; whoever calls closes their groups
 */
export async function removePackageSyncs(
  tx: Knex.Transaction,
  ids: string[],
): Promise<Set<string>> {
  const closed = await openFingerprints(tx, 'sync_id', ids);
  for (const table of TABLES_BY_SYNC) {
    await deleteWhereIn(tx, table, 'sync_id', ids);
  }
  await deleteWhereIn(tx, 'package_syncs', 'id', ids);
  return closed;
}

async function openFingerprints(
  tx: Knex.Transaction,
  column: string,
  values: string[],
): Promise<Set<string>> {
  const fingerprints = new Set<string>();
  for (const chunk of chunks(values)) {
    const rows: { fingerprint: string }[] = await tx('sync_errors')
      .whereIn(column, chunk)
      .whereNull('closed_at')
      .distinct('fingerprint');
    rows.forEach(row => fingerprints.add(row.fingerprint));
  }
  return fingerprints;
}
