import type { Knex } from 'knex';
import { whereSelected } from '../conditions';
import type { ClusterSelection } from '../FleetStore';
import { visiblePackageSyncs } from '../packageSyncs/query';
import type { StoreContext } from '../StoreContext';
import type { Visible } from '../visibility';

/** Which package syncs are an entity's own. */
export interface OwnSyncs {
  selection: ClusterSelection;
  namespaces: string[];
  visible: Visible;
  /** All of them, when there are few enough to name them: that is much quicker. */
  ids?: string[];
}

/** The visible package syncs on an entity's clusters. */
export function onItsClusters(
  context: StoreContext,
  { selection, visible }: OwnSyncs,
): Knex.QueryBuilder {
  const builder = visiblePackageSyncs(context, visible);
  whereSelected(builder, selection);
  return builder;
}

/** Narrows a query with `package_syncs` and `clusters` in it to an entity's own package syncs. */
export function whereOwn(
  query: Knex.QueryBuilder,
  { selection, namespaces, ids }: OwnSyncs,
) {
  if (ids) {
    query.whereIn('package_syncs.id', ids);
    return;
  }
  whereSelected(query, selection);
  whereAbout(query, namespaces);
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
      .from({ spoken: table })
      .whereRaw('spoken.sync_id = package_syncs.id')
      .whereIn('spoken.namespace', namespaces);
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
