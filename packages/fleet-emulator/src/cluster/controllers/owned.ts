import type { ClusterObjects } from '../ClusterObjects';
import { KubeObject, OwnerReference } from '../objects';

/** The objects of a kind that belong to an object, in its namespace. */
export function ownedBy(
  cluster: ClusterObjects,
  resource: string,
  { metadata: { uid, namespace } }: KubeObject,
): KubeObject[] {
  return cluster
    .all(resource, namespace)
    .filter(({ metadata }) =>
      metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
}

export function ownerReference({
  apiVersion,
  kind,
  metadata: { name, uid },
}: KubeObject): OwnerReference {
  return {
    apiVersion,
    kind,
    name,
    uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
