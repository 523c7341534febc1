import type { ClusterObjects } from '../ClusterObjects';
import { KubeObject } from '../objects';
import type { Controller } from './startControllers';

/** Gives new namespaces what they begin with, and empties those that are being deleted. */
export const tendNamespaces: Controller = (
  { type, kind, object, before },
  cluster,
) => {
  if (kind.groupResource !== 'namespaces') {
    if (type === 'deleted' && object.metadata.namespace) {
      finish(cluster, object.metadata.namespace);
    }
    return;
  }
  if (type === 'added') {
    furnish(cluster, object.metadata.name);
  }
  const { deletionTimestamp } = object.metadata;
  if (
    type === 'modified' &&
    deletionTimestamp &&
    !before?.metadata.deletionTimestamp
  ) {
    empty(cluster, object.metadata.name);
    finish(cluster, object.metadata.name);
  }
};

function furnish(cluster: ClusterObjects, namespace: string): void {
  cluster.create({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  });
}

function contents(cluster: ClusterObjects, namespace: string): KubeObject[] {
  return cluster.kinds
    .list()
    .filter(kind => kind.namespaced)
    .flatMap(kind => cluster.all(kind.groupResource, namespace));
}

function empty(cluster: ClusterObjects, namespace: string): void {
  for (const kind of cluster.kinds.list().filter(k => k.namespaced)) {
    for (const { metadata } of cluster.all(kind.groupResource, namespace)) {
      if (cluster.find(kind.groupResource, metadata.name, namespace)) {
        cluster.delete(kind.groupResource, metadata.name, namespace);
      }
    }
  }
}

/** Lets an empty namespace go. Finalizers of its content may keep it waiting. */
function finish(cluster: ClusterObjects, name: string): void {
  const namespace = cluster.find('namespaces', name);
  if (
    !namespace?.metadata.deletionTimestamp ||
    contents(cluster, name).length > 0
  ) {
    return;
  }
  cluster.update({ ...namespace, spec: { ...namespace.spec, finalizers: [] } });
}
