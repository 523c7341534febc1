import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  anthosFleetClusterPermissions,
  anthosFleetMutePermissions,
  anthosFleetNamespacePermissions,
  anthosFleetPackageSyncPermissions,
} from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetClusterResourceRef,
  anthosFleetClusterRules,
  anthosFleetPackageSyncResourceRef,
  anthosFleetPackageSyncRules,
} from 'backstage-plugin-anthos-fleet-node';
import type { FleetStore } from '../store';

/** Tells the permission framework what there is to decide on; before `ClusterAccess` is made. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  store: Pick<FleetStore, 'getClusters' | 'getPackageSyncs'>,
) {
  registry.addResourceType({
    resourceRef: anthosFleetClusterResourceRef,
    permissions: anthosFleetClusterPermissions,
    rules: Object.values(anthosFleetClusterRules),
    getResources: refs => store.getClusters(refs, undefined),
  });
  registry.addResourceType({
    resourceRef: anthosFleetPackageSyncResourceRef,
    permissions: anthosFleetPackageSyncPermissions,
    rules: Object.values(anthosFleetPackageSyncRules),
    getResources: ids => store.getPackageSyncs(ids),
  });
  registry.addPermissions(anthosFleetMutePermissions);
  registry.addPermissions(anthosFleetNamespacePermissions);
}
