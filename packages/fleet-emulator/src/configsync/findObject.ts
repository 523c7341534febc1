import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { Kind } from '../cluster/Kind';
import type { KubeObject } from '../cluster/objects';
import type { ObjectRef } from './applyOrder';

/** The kind of an object; undefined when the cluster does not know it. */
export function kindOf(
  cluster: ClusterObjects,
  ref: Pick<ObjectRef, 'group' | 'kind'>,
): Kind | undefined {
  return cluster.kinds
    .list()
    .find(({ group, kind }) => group === ref.group && kind === ref.kind);
}

/** An object as it is in the cluster. */
export function findObject(
  cluster: ClusterObjects,
  ref: ObjectRef,
): KubeObject | undefined {
  const kind = kindOf(cluster, ref);
  return (
    kind &&
    cluster.find(kind.groupResource, ref.name, ref.namespace || undefined)
  );
}
