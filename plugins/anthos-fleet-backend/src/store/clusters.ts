import type {
  Cluster,
  ClusterList,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import { whereQuery, whereSelected } from './conditions';
import {
  countClusterStates,
  groupedCounts,
  worstFirst,
} from './clusterQueries';
import {
  ClusterTranslator,
  LIST_COLUMNS,
  type ClusterRow,
} from './clusterRows';
import type {
  ClusterQuery,
  ClusterSelection,
  SelectedClusters,
} from './FleetStore';
import { countHostings, type CountRow } from './overview';
import { countStatesByCluster } from './packageSyncs/counts';
import { CLUSTER_SORTING } from './clusterSorting';
import { filtersOf, PageOrder, type SortedRow } from './sorting';
import { visibleClusters, type StoreContext } from './StoreContext';
import type { Visible, VisibleClusters } from './visibility';

const DEFAULT_LIMIT = 50;

/** One page of clusters. */
export async function listClusters(
  context: StoreContext,
  query: ClusterQuery,
  visible: Visible,
): Promise<ClusterList> {
  const observations = await context.observations();
  const matching = () => {
    const builder = visibleClusters(context, visible.clusters);
    whereQuery(builder, query, observations);
    return builder;
  };
  const order = new PageOrder(
    CLUSTER_SORTING,
    query.sort ?? 'name',
    query.order ?? 'asc',
  );
  const limit = query.limit ?? DEFAULT_LIMIT;
  const page = matching()
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .select(...LIST_COLUMNS)
    .limit(limit + 1);
  order.apply(page, query.cursor);

  const [rows, states]: [(ClusterRow & SortedRow)[], SyncStateCount[]] =
    await Promise.all([
      page,
      context.answers.get(
        ['clusters, counted', filtersOf(query), visible],
        () => countClusterStates(matching()),
      ),
    ]);
  const shown = rows.slice(0, limit);
  return {
    items: await toClusters(context, shown, visible),
    totalItems: states.reduce((sum, { total }) => sum + total, 0),
    states,
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}

/** The clusters of these refs, in the order asked. */
export async function getClusters(
  context: StoreContext,
  refs: string[],
  visible: VisibleClusters,
): Promise<Array<Cluster | undefined>> {
  const rows: ClusterRow[] = await visibleClusters(context, visible)
    .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
    .whereIn('clusters.ref', refs)
    .select(...LIST_COLUMNS);
  const clusters = await toClusters(context, rows, {
    clusters: visible,
    packageSyncs: 'none',
  });
  const found = new Map(clusters.map(cluster => [cluster.ref, cluster]));
  return refs.map(ref => found.get(ref));
}

/** The clusters that an entity chose, and how many there are. */
export async function selectClusters(
  context: StoreContext,
  selection: ClusterSelection,
  visible: Visible,
  limit: number,
): Promise<SelectedClusters> {
  const chosen = () => {
    const builder = visibleClusters(context, visible.clusters);
    whereSelected(builder, selection);
    return builder;
  };
  const [rows, counts]: [ClusterRow[], CountRow[]] = await Promise.all([
    worstFirst(chosen(), limit),
    groupedCounts(chosen(), false),
  ]);
  return {
    totalClusters: counts.reduce((sum, row) => sum + Number(row.total), 0),
    hostings: countHostings(counts),
    clusters: await toClusters(context, rows, visible),
  };
}

/** Turns rows into clusters, with as many package syncs as the caller may see. */
export async function toClusters(
  context: StoreContext,
  rows: ClusterRow[],
  visible: Visible,
): Promise<Cluster[]> {
  const translator = await clusterTranslator(
    context,
    rows.map(row => row.ref),
    visible,
  );
  return rows.map(row => translator.toCluster(row));
}

/** Translates rows of these clusters. */
export async function clusterTranslator(
  context: StoreContext,
  refs: string[],
  visible: Visible,
): Promise<ClusterTranslator> {
  const gatewayFleets = new Set(context.gateway.fleets);
  const observations = await context.observations();
  const { packageSyncs } = visible;
  if (packageSyncs === undefined || packageSyncs === 'none') {
    // All or nothing: what is stored with the cluster tells it.
    return new ClusterTranslator({
      observations,
      gatewayFleets,
      packageSyncs: (_row, stored: SyncStateCount[]) =>
        packageSyncs === 'none' ? undefined : stored,
    });
  }
  const counts = await countStatesByCluster(context, refs, visible);
  return new ClusterTranslator({
    observations,
    gatewayFleets,
    packageSyncs: row => counts.get(row.ref) ?? [],
  });
}
