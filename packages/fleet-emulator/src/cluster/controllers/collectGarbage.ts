import type { Controller } from './startControllers';

/** Deletes what belonged to an object that is gone. */
export const collectGarbage: Controller = ({ type, object }, cluster) => {
  if (type !== 'deleted') {
    return;
  }
  const { uid, namespace } = object.metadata;
  for (const kind of cluster.kinds.list()) {
    for (const { metadata } of cluster.all(kind.groupResource, namespace)) {
      const owners = metadata.ownerReferences ?? [];
      if (
        owners.length > 0 &&
        owners.every(owner => owner.uid === uid) &&
        cluster.find(kind.groupResource, metadata.name, metadata.namespace)
      ) {
        cluster.delete(kind.groupResource, metadata.name, metadata.namespace);
      }
    }
  }
};
