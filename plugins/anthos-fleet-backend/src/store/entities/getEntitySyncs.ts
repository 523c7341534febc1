import {
  rollUpStates,
  type PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
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
import {
  readNamespaces,
  toNamespaces,
  type NamespaceRow,
} from './ownNamespaces';
import { addCounts, countOwnObjects, readOwnObjects } from './ownObjects';
import { readNamespaceParts } from './namespaceParts';
import { readOwnViolations } from './ownViolations';
import { onItsClusters, whereOwn, type OwnSyncs } from './ownSyncs';

const MAX_SYNCS = 200;
const MAX_UNREAD = 50;
const NO_ERRORS = { errors: [], totalErrorGroups: 0 };

/** What is live of an entity on the clusters that it chose. */
export async function getEntitySyncs(
  context: StoreContext,
  selection: ClusterSelection,
  namespaces: string[],
  visible: Visible,
): Promise<EntitySyncs> {
  const all: OwnSyncs = { selection, namespaces, visible };
  const query = () => {
    const builder = visiblePackageSyncs(context, visible);
    whereOwn(builder, all);
    return builder;
  };
  const [found, namespaceRows]: [PackageSyncRow[], NamespaceRow[]] =
    await Promise.all([
      worstSyncsFirst(selectPackageSyncs(query())).limit(MAX_SYNCS + 1),
      readNamespaces(context, all),
    ]);
  const shown = found.slice(0, MAX_SYNCS);
  const complete = shown.length === found.length;
  const ids = shown.map(row => row.id);
  // Counts are complete, also where the list is not.
  const own: OwnSyncs = complete ? { ...all, ids } : all;

  const syncs = await toPackageSyncs(context, shown);
  const [states, errors, objects, failing, violations, parts] =
    await Promise.all([
      complete ? undefined : countStates(query()),
      complete && syncs.every(isWithoutErrors)
        ? NO_ERRORS
        : readOwnErrors(context, own),
      countOwnObjects(context, own),
      readFailingNamespaces(context, shown, namespaces),
      readOwnViolations(context, all),
      readNamespaceParts(context, namespaceRows),
      look(context, all, ids),
    ]);
  const state = rollUpStates((states ?? shown).map(row => row.state));
  const counts = addCounts(objects.map(row => row.counts));
  return {
    ...(state && { state }),
    namespacesOnClusters: toNamespaces(namespaceRows, shown, [
      ...objects,
      ...failing,
    ]).map(namespace => ({ ...namespace, ...parts.of(namespace) })),
    syncs,
    totalSyncs: states
      ? states.reduce((sum, { total }) => sum + total, 0)
      : shown.length,
    ...errors,
    objects: await readOwnObjects(context, objects),
    totalObjects: counts?.total ?? 0,
    ...(counts && { objectCounts: counts }),
    ...(violations && { policyViolations: violations }),
    ...(parts.unread.length > 0 && { unreadParts: parts.unread }),
  };
}

/** Of a sync whose state is not known, errors may be remembered. */
function isWithoutErrors({ state, errorCount }: PackageSync): boolean {
  return errorCount === 0 && state !== 'unknown';
}

/** Which of its namespaces the syncs of whole clusters fail on. */
async function readFailingNamespaces(
  { knex }: StoreContext,
  syncs: PackageSyncRow[],
  namespaces: string[],
): Promise<{ sync_id: string; namespace: string }[]> {
  const roots = syncs.filter(
    sync => sync.kind === 'RootSync' && sync.state !== 'synced',
  );
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
  context: StoreContext,
  own: OwnSyncs,
  ids: string[],
): Promise<void> {
  const { selection, namespaces } = own;
  const page = JSON.stringify([selection, namespaces, ids]);
  return context.looks.look(page, syncs => {
    const unread = onItsClusters(context, own)
      .where('package_syncs.kind', 'RootSync')
      .leftJoin('inventories', 'inventories.sync_id', 'package_syncs.id')
      .whereNull('inventories.sync_id')
      .limit(MAX_UNREAD)
      .select('package_syncs.id');
    syncs.andWhere(builder =>
      builder
        .whereIn('package_syncs.id', ids)
        .orWhereIn('package_syncs.id', unread),
    );
  });
}
