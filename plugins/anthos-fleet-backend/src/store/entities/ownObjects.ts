import {
  compareManagedObjects,
  type EntityObject,
  type ManagedObject,
  type ObjectCounts,
} from 'backstage-plugin-anthos-fleet-common';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { StoreContext } from '../StoreContext';
import { whereOwn, type OwnSyncs } from './ownSyncs';

const MAX_OBJECTS = 500;

/** The objects of one package sync in one namespace, counted. */
export interface CountedObjects {
  sync_id: string;
  namespace: string;
  counts: ObjectCounts;
}

/** Counts the objects that package syncs manage in an entity's namespaces, unhealthy ones first. */
export async function countOwnObjects(
  context: StoreContext,
  own: OwnSyncs,
): Promise<CountedObjects[]> {
  if (own.namespaces.length === 0) {
    return [];
  }
  const query = visiblePackageSyncs(context, own.visible)
    .join(
      'inventory_namespaces',
      'inventory_namespaces.sync_id',
      'package_syncs.id',
    )
    .whereIn('inventory_namespaces.namespace', own.namespaces);
  whereOwn(query, own);
  const rows: { sync_id: string; namespace: string; counts_json: string }[] =
    await query
      .orderBy([
        { column: 'inventory_namespaces.unhealthy', order: 'desc' },
        'inventory_namespaces.sync_id',
        'inventory_namespaces.namespace',
      ])
      .select(
        'inventory_namespaces.sync_id',
        'inventory_namespaces.namespace',
        'inventory_namespaces.counts_json',
      );
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
