import { rollUpStates } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { whereSelected } from '../conditions';
import type { ClusterSelection, EntitySyncs } from '../FleetStore';
import { countStates } from '../packageSyncs/counts';
import { toPackageSyncs } from '../packageSyncs/list';
import {
  selectPackageSyncs,
  visiblePackageSyncs,
  worstSyncsFirst,
} from '../packageSyncs/query';
import type { PackageSyncRow } from '../packageSyncs/rows';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';
import { readOwnErrors } from './ownErrors';
import { readNamespaces, toNamespaces } from './ownNamespaces';
import { addCounts, countOwnObjects, readOwnObjects } from './ownObjects';

const MAX_SYNCS = 200;
const MAX_UNREAD = 50;

/** What is live of an entity on the clusters that it chose. */
export async function getEntitySyncs(
  context: StoreContext,
  selection: ClusterSelection,
  namespaces: string[],
  visible: Visible,
): Promise<EntitySyncs> {
  const onItsClusters = () => {
    const builder = visiblePackageSyncs(context, visible);
    whereSelected(builder, selection);
    return builder;
  };
  const own = () => {
    const builder = onItsClusters();
    whereAbout(builder, namespaces);
    return builder;
  };
  const [found, namespaceRows]: [
    PackageSyncRow[],
    Awaited<ReturnType<typeof readNamespaces>>,
  ] = await Promise.all([
    worstSyncsFirst(selectPackageSyncs(own())).limit(MAX_SYNCS + 1),
    namespaces.length > 0
      ? readNamespaces(context, selection, namespaces, visible)
      : [],
  ]);
  const shown = found.slice(0, MAX_SYNCS);
  const complete = shown.length === found.length;
  const ids = shown.map(row => row.id);
  // Counts are complete, also where the list is not.
  const every = complete ? ids : own().select('package_syncs.id');

  const [syncs, states, errors, objects, failing] = await Promise.all([
    toPackageSyncs(context, shown),
    complete ? shown : countStates(own()),
    readOwnErrors(context, every, namespaces, visible),
    countOwnObjects(context, every, namespaces),
    readFailingNamespaces(context, shown, namespaces),
    look(context, { selection, namespaces, ids }, onItsClusters),
  ]);
  const state = rollUpStates(states.map(row => row.state));
  const counts = addCounts(objects.map(row => row.counts));
  return {
    ...(state && { state }),
    namespacesOnClusters: toNamespaces(namespaceRows, shown, [
      ...objects,
      ...failing,
    ]),
    syncs,
    totalSyncs: complete
      ? shown.length
      : states.reduce((sum, row) => sum + ('total' in row ? row.total : 1), 0),
    ...errors,
    objects: await readOwnObjects(context, objects),
    totalObjects: counts?.total ?? 0,
    ...(counts && { objectCounts: counts }),
  };
}

/**
 * Narrows package syncs to those in some namespaces, and those of whole clusters that manage, or
 * fail on, something in them; without namespaces, to those of whole clusters.
 */
function whereAbout(query: Knex.QueryBuilder, namespaces: string[]) {
  if (namespaces.length === 0) {
    query.where('package_syncs.kind', 'RootSync');
    return;
  }
  const speaksOf = (table: string) => (builder: Knex.QueryBuilder) =>
    builder
      .select('*')
      .from(table)
      .whereRaw('??.sync_id = package_syncs.id', [table])
      .whereIn(`${table}.namespace`, namespaces);
  query.andWhere(builder =>
    builder
      .whereIn('package_syncs.namespace', namespaces)
      .orWhere(root =>
        root
          .where('package_syncs.kind', 'RootSync')
          .andWhere(about =>
            about
              .whereExists(speaksOf('inventory_namespaces'))
              .orWhereExists(speaksOf('sync_error_namespaces')),
          ),
      ),
  );
}

async function readFailingNamespaces(
  { knex }: StoreContext,
  syncs: PackageSyncRow[],
  namespaces: string[],
): Promise<{ sync_id: string; namespace: string }[]> {
  const roots = syncs.filter(sync => sync.kind === 'RootSync');
  if (roots.length === 0 || namespaces.length === 0) {
    return [];
  }
  return knex('sync_error_namespaces')
    .whereIn(
      'sync_id',
      roots.map(sync => sync.id),
    )
    .whereIn('namespace', namespaces)
    .distinct('sync_id', 'namespace');
}

/**
 * Writes down that somebody looks: the objects of these package syncs are read, and those of
 * syncs of whole clusters of which it is not known yet whether they are about the entity.
 */
function look(
  { looks }: StoreContext,
  page: { selection: ClusterSelection; namespaces: string[]; ids: string[] },
  onItsClusters: () => Knex.QueryBuilder,
): Promise<void> {
  const unread = onItsClusters()
    .where('package_syncs.kind', 'RootSync')
    .leftJoin('inventories', 'inventories.sync_id', 'package_syncs.id')
    .whereNull('inventories.sync_id')
    .limit(MAX_UNREAD)
    .select('package_syncs.id');
  return looks.look(JSON.stringify(page), syncs =>
    syncs.andWhere(builder =>
      builder
        .whereIn('package_syncs.id', page.ids)
        .orWhereIn('package_syncs.id', unread),
    ),
  );
}
