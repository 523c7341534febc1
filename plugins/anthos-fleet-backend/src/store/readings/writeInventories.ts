import {
  countObjects,
  packageSyncKey,
  waitReasons,
  type ClusterReading,
  type ManagedObject,
  type ObservedInventory,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { withErrors } from './objectErrors';
import { hash } from '../hash';
import { chunks, deleteWhereIn, upsert } from './batch';

/** Writes the inventories that were read, touching only what changed but for the time. */
export async function writeInventories(
  tx: Knex.Transaction,
  reading: ClusterReading,
  ids: Map<string, string>,
): Promise<boolean> {
  const part = reading.inventories;
  if (part?.outcome !== 'ok' || !part.data?.size) {
    return false;
  }
  const stored: { sync_id: string; hash: string }[] = await tx('inventories')
    .where({ ref: reading.ref })
    .select('sync_id', 'hash');
  const before = new Map(stored.map(row => [row.sync_id, row.hash]));
  const same: string[] = [];
  const rows: (Record<string, unknown> & { sync_id: string })[] = [];
  const objects: Record<string, unknown>[] = [];
  const syncs = new Map(
    reading.packageSyncs?.data?.map(sync => [packageSyncKey(sync), sync]),
  );

  for (const [key, observed] of part.data) {
    const id = ids.get(key);
    if (!id) {
      continue;
    }
    const inventory = withErrors(observed, syncs.get(key)?.errors ?? []);
    const row = toRow(reading, id, inventory);
    if (row.hash === before.get(id)) {
      same.push(id);
    } else {
      rows.push(row);
      objects.push(...namespaceRows(reading.ref, id, inventory));
    }
  }
  for (const chunk of chunks(same)) {
    await tx('inventories')
      .whereIn('sync_id', chunk)
      .update({ observed_at: reading.attemptedAt });
  }
  await upsert(tx, 'inventories', rows, ['sync_id']);
  await deleteWhereIn(
    tx,
    'inventory_namespaces',
    'sync_id',
    rows.map(row => row.sync_id),
  );
  for (const chunk of chunks(objects)) {
    await tx('inventory_namespaces').insert(chunk);
  }
  return rows.length > 0;
}

function toRow(
  reading: ClusterReading,
  id: string,
  inventory: ObservedInventory,
) {
  const counts = JSON.stringify(inventory.counts);
  // Of the objects alone; what the sync itself waits for is kept with it.
  const [waits] = waitReasons({ state: 'pending' }, inventory);
  return {
    sync_id: id,
    ref: reading.ref,
    observed_at: reading.attemptedAt,
    status_off: inventory.statusOff,
    counts_json: counts,
    waits_json: waits ? JSON.stringify(waits) : null,
    hash: hash(
      counts,
      String(inventory.statusOff),
      JSON.stringify(inventory.objects),
    ),
  };
}

/** Objects by namespace, so that an entity reads only those of its own. */
function namespaceRows(
  ref: string,
  id: string,
  { objects }: ObservedInventory,
): Record<string, unknown>[] {
  const namespaces = new Map<string, ManagedObject[]>();
  for (const object of objects) {
    const name = namespaceOf(object);
    const own = namespaces.get(name) ?? [];
    own.push(object);
    namespaces.set(name, own);
  }
  return [...namespaces].map(([namespace, own]) => {
    const counts = countObjects(own);
    return {
      sync_id: id,
      namespace,
      ref,
      unhealthy: counts.total - counts.current,
      counts_json: JSON.stringify(counts),
      objects_json: JSON.stringify(own),
    };
  });
}

/** A Namespace belongs to itself; what is of the whole cluster belongs to none. */
function namespaceOf({ group, kind, name, namespace }: ManagedObject): string {
  return kind === 'Namespace' && !group ? name : namespace ?? '';
}
