import type { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import { refusal } from '../cluster/rbac/Authorizer';
import { refOf } from './applyOrder';
import { findObject, kindOf } from './findObject';
import { reconcilerUser, SyncId } from './identity';
import { ConfigSyncError, knv, printId } from './knvErrors';
import { describe } from './objectChecks';
import type { SourceObject } from './parseFiles';

/**
 * Why a reconciler may not apply an object: KNV2013 when it may not even see such objects, KNV2009
 * when it may not write this one. Undefined when it may.
 */
export function applyRefusal(
  { cluster, sync }: { cluster: ClusterObjects; sync: SyncId },
  item: SourceObject,
): ConfigSyncError | undefined {
  const ref = refOf(item.object);
  const kind = kindOf(cluster, ref);
  if (!kind) {
    return undefined;
  }
  const user = { name: reconcilerUser(sync) };
  const where = {
    group: kind.group,
    resource: kind.plural,
    ...(kind.namespaced ? { namespace: ref.namespace } : {}),
  };
  const object = describe(item);
  for (const verb of ['list', 'watch']) {
    const action = { ...where, verb };
    if (!cluster.can(user, action)) {
      return knv(
        '2013',
        `could not create resources: Insufficient permission. To fix, make sure the reconciler has sufficient permissions.: ${
          kind.groupResource
        } is forbidden: ${refusal(user, action)}`,
        [object],
      );
    }
  }
  const there = findObject(cluster, ref);
  for (const verb of there ? ['get', 'patch'] : ['get', 'patch', 'create']) {
    const action = { ...where, verb, name: ref.name };
    if (!cluster.can(user, action)) {
      const refused = KubeError.forbidden(
        kind,
        ref.name,
        refusal(user, action),
      );
      return knv(
        '2009',
        `failed to apply ${printId(object)}: ${refused.message}`,
        [object],
      );
    }
  }
  return undefined;
}
