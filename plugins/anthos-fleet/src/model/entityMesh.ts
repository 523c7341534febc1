import type {
  Cluster,
  EntityStatus,
  NamespaceOnCluster,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';

/** A namespace of an entity on a cluster. */
export interface MeshPlace {
  cluster: Cluster;
  namespace: NamespaceOnCluster;
}

/**
 * The namespaces of an entity on its clusters, when any of them has to do with a mesh: the cluster
 * has one, or the namespace expects it.
 */
export function meshPlaces(status: EntityStatus): MeshPlace[] {
  const byRef = new Map(
    status.clusters.map(({ cluster }) => [cluster.ref, cluster]),
  );
  const places = status.namespacesOnClusters.flatMap(namespace => {
    const cluster = byRef.get(namespace.cluster);
    return cluster ? [{ cluster, namespace }] : [];
  });
  const concerns = places.some(
    ({ cluster, namespace }) =>
      cluster.mesh || namespace.meshInjection !== 'none',
  );
  return concerns ? places : [];
}

/** Whether a namespace is in the mesh, in words. */
export function meshWord(
  t: PageTranslation,
  { meshInjection, meshRevision }: NamespaceOnCluster,
): string {
  return meshInjection === 'enabled' && meshRevision
    ? t('tab.mesh.enabledRevision', { revision: meshRevision })
    : t(`tab.mesh.${meshInjection}`);
}

/** What a colleague would say when asked whether the service is in the mesh. */
export function meshSentence(t: PageTranslation, places: MeshPlace[]): string {
  const isInside = (ref: string) =>
    places.every(
      ({ cluster, namespace }) =>
        cluster.ref !== ref || namespace.meshInjection === 'enabled',
    );
  const refs = [...new Set(places.map(({ cluster }) => cluster.ref))];
  const inside = refs.filter(isInside).length;
  if (inside === refs.length) {
    return t('tab.mesh.say.all', { count: refs.length });
  }
  return inside
    ? t('tab.mesh.say.some', {
        inside: String(inside),
        total: String(refs.length),
      })
    : t('tab.mesh.say.none', { count: refs.length });
}
