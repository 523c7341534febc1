import {
  compareManagedObjects,
  explainSyncError,
  type ManagedObject,
  type PackageSyncDetails,
} from 'backstage-plugin-anthos-fleet-common';
import type { PackageSyncPermissionSubject } from 'backstage-plugin-anthos-fleet-node';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { toPackageSyncs } from './list';
import { readOccurrences, withOpenErrors } from './occurrences';
import { selectPackageSyncs, visiblePackageSyncs } from './query';
import type { PackageSyncRow } from './rows';

const MAX_ERRORS = 200;
const MAX_OBJECTS = 1_000;

/** One package sync with its errors and objects. */
export async function getPackageSync(
  context: StoreContext,
  id: string,
  visible: Visible,
): Promise<PackageSyncDetails | undefined> {
  const one = () =>
    visiblePackageSyncs(context, visible).where('package_syncs.id', id);
  const row: PackageSyncRow | undefined = await selectPackageSyncs(
    one(),
  ).first();
  if (!row) {
    return undefined;
  }
  const [[sync], errors, objects] = await Promise.all([
    toPackageSyncs(context, [row]),
    readOccurrences(withOpenErrors(one()), context.links, MAX_ERRORS),
    readObjects(context, id),
    context.looks.look(id, syncs => syncs.where('package_syncs.id', id)),
  ]);
  const { documentationUrl } = context;
  return {
    sync,
    errors: errors.map(error => ({
      ...error,
      explanation: explainSyncError(error.code, error.message, {
        documentationUrl,
      }),
    })),
    objects: objects.slice(0, MAX_OBJECTS),
    totalObjects: row.objects_counts ? JSON.parse(row.objects_counts).total : 0,
    ...(row.objects_observed_at && {
      objectsObservedAt: row.objects_observed_at,
    }),
  };
}

async function readObjects(
  { knex }: StoreContext,
  id: string,
): Promise<ManagedObject[]> {
  const rows: { objects_json: string }[] = await knex('inventory_namespaces')
    .where({ sync_id: id })
    .select('objects_json');
  return rows
    .flatMap(row => JSON.parse(row.objects_json) as ManagedObject[])
    .sort(compareManagedObjects);
}

/** What permission rules about package syncs are decided on. */
export async function getPermissionSubjects(
  { knex }: StoreContext,
  ids: string[],
): Promise<Array<PackageSyncPermissionSubject | undefined>> {
  const rows: {
    id: string;
    kind: PackageSyncPermissionSubject['kind'];
    namespace: string;
    name: string;
    owner: string;
    ref: string;
    fleet: string;
    cluster_name: string;
  }[] = await knex('package_syncs')
    .join('clusters', 'clusters.ref', 'package_syncs.ref')
    .whereIn('package_syncs.id', ids)
    .select(
      'package_syncs.id',
      'package_syncs.kind',
      'package_syncs.namespace',
      'package_syncs.name',
      'package_syncs.owner',
      'clusters.ref',
      'clusters.fleet',
      'clusters.name as cluster_name',
    );
  const found = new Map(
    rows.map(({ id, ref, fleet, cluster_name, owner, ...sync }) => [
      id,
      {
        ...sync,
        ...(owner && { owner }),
        cluster: { ref, fleet, name: cluster_name },
      },
    ]),
  );
  return ids.map(id => found.get(id));
}
