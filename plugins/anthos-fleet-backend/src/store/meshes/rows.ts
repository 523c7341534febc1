import {
  judgeMeshManagement,
  type ClusterMesh,
  type MeshInjection,
  type MeshNamespaces,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  READING_COLUMNS,
  toGatewayFreshness,
  type ReadingColumns,
} from '../clusterRows';
import { MAX_VALUES } from '../conditions';
import type { MeshQuery } from '../FleetLists';
import type { ObservationIndex } from '../observations';
import {
  BRIEF_COLUMNS,
  toBrief,
  type BriefColumns,
} from '../packageSyncs/rows';
import { visibleClusters, type StoreContext } from '../StoreContext';
import type { VisibleClusters } from '../visibility';
import { whereWords } from '../words';

interface MeshRow extends BriefColumns, ReadingColumns {
  mesh_json: string | null;
  mesh_conditions: string | null;
  revisions_json: string | null;
}

interface InjectionRow {
  ref: string;
  mesh_injection: MeshInjection;
  mesh_revision: string | null;
  total: number | string;
}

/** Meshes of the visible clusters that the filters by cluster choose. */
export async function readMeshes(
  context: StoreContext,
  query: Pick<MeshQuery, 'fleet' | 'hosting' | 'q'>,
  visible: VisibleClusters,
): Promise<ClusterMesh[]> {
  const { knex, gateway } = context;
  const chosen = () => chosenClusters(context, query, visible);
  const [observations, rows, injections]: [
    ObservationIndex,
    MeshRow[],
    InjectionRow[],
  ] = await Promise.all([
    context.observations(),
    chosen()
      .leftJoin('cluster_readings', 'cluster_readings.ref', 'clusters.ref')
      .leftJoin('cluster_parts', join =>
        join
          .on('cluster_parts.ref', 'clusters.ref')
          .andOnVal('cluster_parts.part', 'meshRevisions'),
      )
      .select(
        ...BRIEF_COLUMNS,
        ...READING_COLUMNS,
        'clusters.mesh_json',
        'clusters.mesh_conditions',
        'cluster_parts.data_json as revisions_json',
      ),
    readInjections(knex, chosen().whereIn('clusters.fleet', gateway.fleets)),
  ]);
  const injectionsOf = new Map<string, InjectionRow[]>();
  for (const row of injections) {
    const own = injectionsOf.get(row.ref) ?? [];
    own.push(row);
    injectionsOf.set(row.ref, own);
  }
  return rows.map(row =>
    toClusterMesh(row, {
      injections: injectionsOf.get(row.cluster_ref),
      isRead: gateway.fleets.includes(row.cluster_fleet),
      observations,
    }),
  );
}

async function readInjections(
  knex: Knex,
  clusters: Knex.QueryBuilder,
): Promise<InjectionRow[]> {
  return knex('namespaces')
    .whereIn('namespaces.ref', clusters.select('clusters.ref'))
    .groupBy('ref', 'mesh_injection', 'mesh_revision')
    .select('ref', 'mesh_injection', 'mesh_revision')
    .count({ total: '*' }) as never;
}

function chosenClusters(
  context: StoreContext,
  { fleet, hosting, q }: Pick<MeshQuery, 'fleet' | 'hosting' | 'q'>,
  visible: VisibleClusters,
): Knex.QueryBuilder {
  const builder = visibleClusters(context, visible);
  if (fleet?.length) {
    builder.whereIn('clusters.fleet', fleet.slice(0, MAX_VALUES));
  }
  if (hosting?.length) {
    builder.whereIn('clusters.hosting', hosting);
  }
  whereWords(builder, q, ['clusters.search_text']);
  return builder;
}

function toClusterMesh(
  row: MeshRow,
  own: {
    /** Undefined while the namespaces were not read. */
    injections: InjectionRow[] | undefined;
    isRead: boolean;
    observations: ObservationIndex;
  },
): ClusterMesh {
  const { injections, isRead, observations } = own;
  const mesh: ClusterMesh['mesh'] = row.mesh_json
    ? JSON.parse(row.mesh_json)
    : undefined;
  const revisions: ClusterMesh['revisions'] =
    isRead && row.revisions_json ? JSON.parse(row.revisions_json) : [];
  const gateway = isRead ? toGatewayFreshness(row, observations) : undefined;
  const management = judgeMeshManagement({
    mesh,
    revisions,
    injected: injections
      ?.filter(({ mesh_injection: injection }) => injection === 'enabled')
      .map(({ mesh_revision: revision }) => revision ?? ''),
  });
  return {
    cluster: toBrief(row),
    management,
    ...(mesh && { mesh }),
    conditions: row.mesh_conditions ? JSON.parse(row.mesh_conditions) : [],
    revisions,
    ...(injections && { namespaces: countNamespaces(injections) }),
    freshness: {
      ...observations.ofCluster(row.cluster_fleet, row.cluster_location),
      ...(gateway && { gateway }),
    },
  };
}

function countNamespaces(injections: InjectionRow[]): MeshNamespaces {
  const counts = { enabled: 0, disabled: 0, none: 0, conflicting: 0 };
  for (const { mesh_injection: injection, total } of injections) {
    counts[injection] += Number(total);
  }
  return counts;
}
