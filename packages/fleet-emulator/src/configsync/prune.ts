import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { Kind } from '../cluster/Kind';
import { KubeError } from '../cluster/KubeError';
import type { KubeObject } from '../cluster/objects';
import { refusal } from '../cluster/rbac/Authorizer';
import type { ObjectProgress } from './ApplyRun';
import { refText } from './applyOrder';
import { findObject, kindOf } from './findObject';
import {
  FIELD_MANAGER,
  groupOf,
  inventoryId,
  reconcilerUser,
  SyncId,
} from './identity';
import { ConfigSyncError, knv, printId } from './knvErrors';
import { DELETION, ownerOf, unmanagedObject } from './managedObject';

const KEPT_NAMESPACES = [
  'default',
  'kube-node-lease',
  'kube-public',
  'kube-system',
];

function idOf({ apiVersion, kind, metadata }: KubeObject): string {
  return printId({ apiVersion, kind, ...metadata });
}

function isDetached({ kind, metadata }: KubeObject): boolean {
  return (
    metadata.annotations?.[DELETION] === 'detach' ||
    (kind === 'Namespace' && KEPT_NAMESPACES.includes(metadata.name))
  );
}

/** Deletes as the reconciler would, with its rights. */
function remove(cluster: ClusterObjects, sync: SyncId, live: KubeObject): void {
  const { name, namespace } = live.metadata;
  const { group } = groupOf(live.apiVersion);
  const kind = kindOf(cluster, { group, kind: live.kind }) as Kind;
  const user = { name: reconcilerUser(sync) };
  const action = {
    verb: 'delete',
    group: kind.group,
    resource: kind.plural,
    name,
    ...(kind.namespaced ? { namespace } : {}),
  };
  if (!cluster.can(user, action)) {
    throw KubeError.forbidden(kind, name, refusal(user, action));
  }
  cluster.delete(kind.groupResource, name, namespace);
}

/**
 * Takes away what is no longer declared; what belongs to somebody else by now, or is to be kept,
 * stays.
 *
 * @param removal - what to remove; says afterwards how that went
 * @param needed - namespaces that have declared objects
 * @returns the error, if there was one
 */
export function prune(
  { cluster, sync }: { cluster: ClusterObjects; sync: SyncId },
  removal: ObjectProgress,
  needed: ReadonlySet<string>,
): ConfigSyncError | undefined {
  const { ref } = removal;
  const live = findObject(cluster, ref);
  removal.actuation = 'Succeeded';
  removal.reconcile = 'Succeeded';
  if (!live || ownerOf(live) !== inventoryId(sync)) {
    return undefined;
  }
  if (isDetached(live)) {
    cluster.update(unmanagedObject(live), { manager: FIELD_MANAGER });
    return undefined;
  }
  if (ref.kind === 'Namespace' && needed.has(ref.name)) {
    removal.actuation = 'Skipped';
    removal.reconcile = 'Skipped';
    return knv(
      '2009',
      `skipped delete of ${idOf(live)}: namespace still in use: ${refText(
        ref,
      )}`,
    );
  }
  try {
    remove(cluster, sync, live);
    removal.reconcile = 'Pending';
    return undefined;
  } catch (error) {
    if (!(error instanceof KubeError)) {
      throw error;
    }
    removal.actuation = 'Failed';
    removal.reconcile = 'Skipped';
    return knv('2009', `failed to prune ${idOf(live)}: ${error.message}`);
  }
}
