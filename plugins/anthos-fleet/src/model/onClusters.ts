import type {
  Cluster,
  EntityStatus,
  NamespaceOnCluster,
} from 'backstage-plugin-anthos-fleet-common';

/** Something of a namespace that is the same on several clusters. */
export interface OnClusters<T> {
  namespace: string;
  value: T;
  clusters: Cluster[];
  /** On all clusters that have the namespace, and on more than one. */
  everywhere: boolean;
}

/**
 * Puts together what namespaces of an entity have alike on several clusters, in the order in which
 * it came.
 *
 * @param read - what of a namespace is compared; nothing where it is not known
 */
export function alikeOnClusters<T>(
  status: EntityStatus,
  read: (namespace: NamespaceOnCluster) => readonly T[],
): OnClusters<T>[] {
  const byRef = new Map(
    status.clusters.map(({ cluster }) => [cluster.ref, cluster]),
  );
  const places = status.namespacesOnClusters.flatMap(namespace => {
    const cluster = byRef.get(namespace.cluster);
    return cluster ? [{ cluster, namespace }] : [];
  });
  const groups = new Map<string, OnClusters<T>>();
  for (const { cluster, namespace } of places) {
    for (const value of read(namespace)) {
      const key = JSON.stringify([namespace.name, value]);
      const group = groups.get(key);
      if (group) {
        group.clusters.push(cluster);
      } else {
        groups.set(key, {
          namespace: namespace.name,
          value,
          clusters: [cluster],
          everywhere: false,
        });
      }
    }
  }
  const total = (name: string) =>
    places.filter(({ namespace }) => namespace.name === name).length;
  return [...groups.values()].map(group => ({
    ...group,
    everywhere:
      group.clusters.length > 1 &&
      group.clusters.length === total(group.namespace),
  }));
}
