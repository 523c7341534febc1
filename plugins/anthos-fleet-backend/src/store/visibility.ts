import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  ClusterFilter,
  PackageSyncFilter,
} from 'backstage-plugin-anthos-fleet-node';
import type { Knex } from 'knex';

/** The clusters that a caller may see; undefined means all of them. */
export type VisibleClusters = PermissionCriteria<ClusterFilter> | undefined;

/** The package syncs, among those on visible clusters, that a caller may see; undefined: all. */
export type VisiblePackageSyncs =
  | PermissionCriteria<PackageSyncFilter>
  | 'none'
  | undefined;

/** What a caller may see. A package sync needs both: its cluster to be visible, and itself. */
export interface Visible {
  clusters: VisibleClusters;
  packageSyncs: VisiblePackageSyncs;
}

/** Everything, for the plugin's own work. */
export const EVERYTHING: Visible = {
  clusters: undefined,
  packageSyncs: undefined,
};

/** Narrows a query with the table `clusters` in it to what the caller may see. */
export function whereClusterVisible(
  query: Knex.QueryBuilder,
  visible: VisibleClusters,
) {
  if (visible) {
    query.andWhere(builder =>
      whereCriteria(builder, visible, whereClusterFilter),
    );
  }
}

/**
 * Narrows a query with the tables `package_syncs` and `clusters`, joined by ref, to what the caller
 * may see: for the syncs themselves, their errors, and everything that is counted over them.
 */
export function wherePackageSyncVisible(
  query: Knex.QueryBuilder,
  visible: Visible,
) {
  whereClusterVisible(query, visible.clusters);
  const { packageSyncs } = visible;
  if (packageSyncs === 'none') {
    query.whereRaw('1 = 0');
  } else if (packageSyncs) {
    query.andWhere(builder =>
      whereCriteria(builder, packageSyncs, wherePackageSyncFilter),
    );
  }
}

function whereCriteria<TFilter>(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<TFilter>,
  whereFilter: (query: Knex.QueryBuilder, filter: TFilter) => void,
): void {
  const isCriteria = (value: object, key: string) => Object.hasOwn(value, key);
  if (isCriteria(criteria as object, 'allOf')) {
    const { allOf } = criteria as { allOf: PermissionCriteria<TFilter>[] };
    for (const part of allOf) {
      query.andWhere(builder => whereCriteria(builder, part, whereFilter));
    }
  } else if (isCriteria(criteria as object, 'anyOf')) {
    const { anyOf } = criteria as { anyOf: PermissionCriteria<TFilter>[] };
    query.whereRaw('1 = 0');
    for (const part of anyOf) {
      query.orWhere(builder => whereCriteria(builder, part, whereFilter));
    }
  } else if (isCriteria(criteria as object, 'not')) {
    const { not } = criteria as { not: PermissionCriteria<TFilter> };
    query.whereNot(builder => whereCriteria(builder, not, whereFilter));
  } else {
    whereFilter(query, criteria as TFilter);
  }
}

function whereClusterFilter(query: Knex.QueryBuilder, filter: ClusterFilter) {
  switch (filter.field) {
    case 'fleet':
    case 'hosting':
      query.whereIn(`clusters.${filter.field}`, filter.values);
      break;
    case 'name':
      whereClusterNamed(query, filter.values);
      break;
    case 'label':
      whereClusterLabel(query, filter.key, filter.values);
      break;
    default:
      // A condition that is not understood must never widen what somebody sees.
      query.whereRaw('1 = 0');
  }
}

function wherePackageSyncFilter(
  query: Knex.QueryBuilder,
  filter: PackageSyncFilter,
) {
  switch (filter.field) {
    case 'fleet':
      query.whereIn('clusters.fleet', filter.values);
      break;
    case 'cluster':
      whereClusterNamed(query, filter.values);
      break;
    case 'namespace':
    case 'owner':
      query.whereIn(`package_syncs.${filter.field}`, filter.values);
      break;
    default:
      query.whereRaw('1 = 0');
  }
}

/** Narrows to clusters of these names or refs. */
export function whereClusterNamed(query: Knex.QueryBuilder, values: string[]) {
  query.where(builder =>
    builder.whereIn('clusters.name', values).orWhereIn('clusters.ref', values),
  );
}

/** Narrows to clusters with a label, whatever its value or with one of these. */
export function whereClusterLabel(
  query: Knex.QueryBuilder,
  key: string,
  values?: string[],
) {
  query.whereIn('clusters.ref', builder => labelRows(builder, key, values));
}

/** Refs of the clusters with a label, as a subquery. */
export function labelRows(
  query: Knex.QueryBuilder,
  key: string,
  values?: string[],
) {
  query
    .select('cluster_labels.ref')
    .from('cluster_labels')
    .where('cluster_labels.key', key);
  if (values) {
    query.whereIn('cluster_labels.value', values);
  }
}
