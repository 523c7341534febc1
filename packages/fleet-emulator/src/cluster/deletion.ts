import { Kind } from './Kind';
import { KubeObject } from './objects';

/** Whether finalizers keep an object that is to be deleted. */
export function isHeld({ kind, metadata, spec }: KubeObject): boolean {
  return (
    Boolean(metadata.finalizers?.length) ||
    (kind === 'Namespace' && Boolean(spec?.finalizers?.length))
  );
}

/** An object that goes once nothing holds it any more. */
export function markedDeleted(
  kind: Kind,
  object: KubeObject,
  deletionTimestamp: string,
): KubeObject {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      deletionTimestamp,
      deletionGracePeriodSeconds: 0,
      ...(kind.generation
        ? { generation: (object.metadata.generation ?? 0) + 1 }
        : {}),
    },
    ...(kind.groupResource === 'namespaces'
      ? { status: { ...object.status, phase: 'Terminating' } }
      : {}),
  };
}

/** An object that its owner leaves behind; undefined when it is not the owner. */
export function withoutOwner(
  object: KubeObject,
  { metadata: { uid } }: KubeObject,
): KubeObject | undefined {
  const owners = object.metadata.ownerReferences ?? [];
  const rest = owners.filter(owner => owner.uid !== uid);
  return rest.length < owners.length
    ? { ...object, metadata: { ...object.metadata, ownerReferences: rest } }
    : undefined;
}
