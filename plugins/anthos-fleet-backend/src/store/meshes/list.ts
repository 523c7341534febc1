import type {
  ClusterMesh,
  MeshList,
  MeshManagement,
  MeshSort,
  MeshState,
} from 'backstage-plugin-anthos-fleet-common';
import type { MeshQuery } from '../FleetLists';
import { PageOrder, type SortedRow, type SortFields } from '../sorting';
import type { StoreContext } from '../StoreContext';
import type { VisibleClusters } from '../visibility';
import { withMtls } from './mtls';
import { readMeshes } from './rows';

const DEFAULT_LIMIT = 50;

const MANAGEMENTS: readonly MeshManagement[] = [
  'managed',
  'in-cluster',
  'other',
  'none',
  'unknown',
];

const WORST_FIRST: readonly MeshState[] = [
  'failed',
  'degraded',
  'needs-attention',
  'unknown',
  'provisioning',
  'deprovisioning',
  'active',
  'not-managed',
];

const ALARMING: readonly MeshState[] = [
  'failed',
  'degraded',
  'needs-attention',
];

const SORTING: SortFields<MeshSort> = {
  list: 'meshes',
  columns: {
    name: { column: 'name' },
    management: { column: 'management', numeric: true },
    state: { column: 'state', numeric: true },
    enabled: { column: 'enabled', numeric: true },
  },
  tie: 'ref',
};

/**
 * One page of clusters with their meshes. Who runs a mesh is judged from what several sources say,
 * so that it is sorted and filtered here: clusters come by the thousand, not by the million.
 */
export async function listMeshes(
  context: StoreContext,
  query: MeshQuery,
  visible: VisibleClusters,
): Promise<MeshList> {
  const { fleet, hosting, q, management, state } = query;
  const chosen = { fleet, hosting, q };
  const all = await context.answers.get(['meshes, read', chosen, visible], () =>
    readMeshes(context, chosen, visible),
  );
  const matching = all.filter(
    item =>
      (!management?.length || management.includes(item.management)) &&
      (!state?.length || (item.mesh && state.includes(item.mesh.state))),
  );
  const sort = query.sort ?? 'name';
  const order = new PageOrder(SORTING, sort, query.order ?? 'asc');
  const limit = query.limit ?? DEFAULT_LIMIT;
  const rows = order.take(
    matching.map(item => toSorted(item, sort)),
    query.cursor,
  );
  const shown = rows.slice(0, limit);
  return {
    items: await withMtls(
      context,
      shown.map(({ item }) => item),
    ),
    totalItems: matching.length,
    managements: MANAGEMENTS.flatMap(own => {
      const total = matching.filter(item => item.management === own).length;
      return total ? [{ management: own, total }] : [];
    }),
    needAttention: matching.filter(
      ({ mesh }) => mesh && ALARMING.includes(mesh.state),
    ).length,
    ...(rows.length > limit
      ? { nextCursor: order.cursorAfter(shown[shown.length - 1]) }
      : {}),
  };
}

function toSorted(
  item: ClusterMesh,
  sort: MeshSort,
): SortedRow & { item: ClusterMesh } {
  const { cluster, management, mesh, namespaces } = item;
  const values: Record<MeshSort, string | number> = {
    name: cluster.name,
    management: MANAGEMENTS.indexOf(management),
    state: mesh ? WORST_FIRST.indexOf(mesh.state) : WORST_FIRST.length,
    enabled: namespaces?.enabled ?? -1,
  };
  return { sort_value: values[sort], sort_tie: cluster.ref, item };
}
