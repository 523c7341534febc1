import type {
  ManagedObject,
  ObservedInventory,
  ObservedSyncError,
  SyncErrorResource,
} from 'backstage-plugin-anthos-fleet-common';

/** Says of each object which error group speaks of it, the first one if several do. */
export function withErrors(
  inventory: ObservedInventory,
  errors: ObservedSyncError[],
): ObservedInventory {
  const fingerprints = new Map<string, string>();
  for (const { fingerprint, resources } of errors) {
    for (const resource of resources) {
      const key = keyOf(resource);
      fingerprints.set(key, fingerprints.get(key) ?? fingerprint);
    }
  }
  if (fingerprints.size === 0) {
    return inventory;
  }
  return {
    ...inventory,
    objects: inventory.objects.map(object => {
      const errorFingerprint = fingerprints.get(keyOf(object));
      return errorFingerprint ? { ...object, errorFingerprint } : object;
    }),
  };
}

function keyOf({
  group,
  kind,
  namespace,
  name,
}: ManagedObject | SyncErrorResource): string {
  return [group, kind, namespace, name].map(part => part ?? '').join('\n');
}
