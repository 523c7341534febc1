import type { ObjectRef } from './applyOrder';
import type { ApplyContext } from './ApplyRun';
import { findObject } from './findObject';
import { inventoryId } from './identity';
import { ConfigSyncError, knv } from './knvErrors';
import { MANAGER, ownerOf } from './managedObject';
import { describe } from './objectChecks';
import type { SourceObject } from './parseFiles';

/**
 * Who has an object that a sync wants. A root sync takes what others have, unless another root sync
 * still declares it.
 */
export function conflictWith(
  { cluster, sync, isDeclaredBy }: ApplyContext,
  ref: ObjectRef,
  key: string,
): { current: string; mutual: boolean } | undefined {
  const live = findObject(cluster, ref);
  const owner = ownerOf(live);
  const current = live?.metadata.annotations?.[MANAGER];
  if (!owner || !current || owner === inventoryId(sync)) {
    return undefined;
  }
  if (sync.kind === 'RepoSync') {
    return { current, mutual: false };
  }
  return current.startsWith(':root') && isDeclaredBy(current, key)
    ? { current, mutual: true }
    : undefined;
}

export function conflictError(
  item: SourceObject,
  desired: string,
  current: string,
): ConfigSyncError {
  return knv(
    '1060',
    `The "${desired}" reconciler detected a management conflict with the "${current}" reconciler. Remove the object from one of the sources of truth so that the object is only managed by one reconciler.`,
    [describe(item)],
  );
}
