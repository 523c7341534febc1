import {
  compareManagedObjects,
  type EntityObject,
  type ManagedObject,
  type ObjectCounts,
} from 'backstage-plugin-anthos-fleet-common';
import type { StoreContext } from '../StoreContext';
import type { SyncIds } from './ownErrors';

const MAX_OBJECTS = 500;

/** The objects of one package sync in one namespace, counted. */
export interface CountedObjects {
  sync_id: string;
  namespace: string;
  counts: ObjectCounts;
}

/** Counts the objects that package syncs manage in an entity's namespaces, unhealthy ones first. */
export async function countOwnObjects(
  { knex }: StoreContext,
  ids: SyncIds,
  namespaces: string[],
): Promise<CountedObjects[]> {
  if (namespaces.length === 0) {
    return [];
  }
  const rows: { sync_id: string; namespace: string; counts_json: string }[] =
    await knex('inventory_namespaces')
      .whereIn('sync_id', ids as string[])
      .whereIn('namespace', namespaces)
      .orderBy([{ column: 'unhealthy', order: 'desc' }, 'sync_id', 'namespace'])
      .select('sync_id', 'namespace', 'counts_json');
  return rows.map(({ counts_json, ...row }) => ({
    ...row,
    counts: JSON.parse(counts_json),
  }));
}

/** Reads as many of the counted objects as are shown. */
export async function readOwnObjects(
  { knex }: StoreContext,
  counted: CountedObjects[],
): Promise<EntityObject[]> {
  const wanted: [string, string][] = [];
  let total = 0;
  for (const { sync_id, namespace, counts } of counted) {
    if (total >= MAX_OBJECTS) {
      break;
    }
    wanted.push([sync_id, namespace]);
    total += counts.total;
  }
  if (wanted.length === 0) {
    return [];
  }
  const rows: { sync_id: string; objects_json: string }[] = await knex(
    'inventory_namespaces',
  )
    .whereIn(['sync_id', 'namespace'], wanted)
    .select('sync_id', 'objects_json');
  return rows
    .flatMap(row =>
      (JSON.parse(row.objects_json) as ManagedObject[]).map(object => ({
        packageSyncId: row.sync_id,
        object,
      })),
    )
    .sort(
      (a, b) =>
        compareManagedObjects(a.object, b.object) ||
        (a.packageSyncId < b.packageSyncId ? -1 : 1),
    )
    .slice(0, MAX_OBJECTS);
}

/** Adds up counts; undefined when nothing was counted. */
export function addCounts(counts: ObjectCounts[]): ObjectCounts | undefined {
  return counts.reduce<ObjectCounts | undefined>((sum, own) => {
    if (!sum) {
      return own;
    }
    const keys = Object.keys(sum) as (keyof ObjectCounts)[];
    return Object.fromEntries(
      keys.map(key => [key, sum[key] + own[key]]),
    ) as unknown as ObjectCounts;
  }, undefined);
}
