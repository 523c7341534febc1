import {
  judgeMeshMtls,
  type ClusterMesh,
} from 'backstage-plugin-anthos-fleet-common';
import { KnownParts, type StoredPartRow } from '../readings/KnownParts';
import type { StoreContext } from '../StoreContext';

/**
 * Adds to meshes in which mTLS mode they take calls. Policies are many: for the rows of one page
 * they are read at once, for a whole fleet they are too much.
 */
export async function withMtls(
  { knex, gateway }: StoreContext,
  meshes: readonly ClusterMesh[],
): Promise<ClusterMesh[]> {
  // Without a sidecar nothing of the mesh holds.
  const refs = meshes
    .filter(
      ({ cluster, management }) =>
        management !== 'none' && gateway.fleets.includes(cluster.fleet),
    )
    .map(({ cluster }) => cluster.ref);
  if (refs.length === 0) {
    return [...meshes];
  }
  const [readings, policies, namespaces]: [
    { ref: string; parts_json: string | null }[],
    StoredPartRow[],
    { ref: string; name: string }[],
  ] = await Promise.all([
    knex('cluster_readings').whereIn('ref', refs).select('ref', 'parts_json'),
    knex('namespace_parts')
      .whereIn('ref', refs)
      .where({ part: 'peerAuthentications' })
      .select('ref', 'part', 'namespace', 'data_json'),
    knex('namespaces')
      .whereIn('ref', refs)
      .whereIn('mesh_injection', ['enabled', 'conflicting'])
      .select('ref', 'name'),
  ]);
  const partsOf = new Map(readings.map(row => [row.ref, row.parts_json]));
  const policiesOf = byRef(policies);
  const namespacesOf = byRef(namespaces);
  return meshes.map(mesh => {
    const { ref } = mesh.cluster;
    const parts = partsOf.get(ref);
    if (!parts) {
      return mesh;
    }
    const known = new KnownParts(ref, parts, policiesOf.get(ref) ?? []);
    const own = known.whole('peerAuthentications');
    const unread = known.unread('peerAuthentications');
    const inMesh = namespacesOf.get(ref) ?? [];
    return {
      ...mesh,
      ...(own && {
        mtls: judgeMeshMtls(
          own,
          mesh.namespaces && inMesh.map(({ name }) => name),
        ),
      }),
      ...(unread && { mtlsUnread: unread }),
    };
  });
}

function byRef<T extends { ref: string }>(rows: T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const own = found.get(row.ref) ?? [];
    own.push(row);
    found.set(row.ref, own);
  }
  return found;
}
