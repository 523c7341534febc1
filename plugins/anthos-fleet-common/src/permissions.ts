import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a cluster in permission decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER = 'anthos-fleet-cluster';

/**
 * Resource type of a package sync in permission decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_ANTHOS_FLEET_PACKAGE_SYNC =
  'anthos-fleet-package-sync';

/**
 * Seeing a cluster, alone, in a list, in a count or on an entity.
 *
 * @public
 */
export const anthosFleetClusterReadPermission = createPermission({
  name: 'anthosFleet.cluster.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
});

/**
 * Asking for a sweep of a cluster's fleet.
 *
 * @public
 */
export const anthosFleetClusterRefreshPermission = createPermission({
  name: 'anthosFleet.cluster.refresh',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
});

/**
 * Asking a cluster whether it would take manifests, without changing anything.
 *
 * @public
 */
export const anthosFleetClusterDryRunPermission = createPermission({
  name: 'anthosFleet.cluster.dryRun',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
});

/**
 * Creating a namespace through the fleet: a team scope, its clusters and the rights of a group.
 *
 * @public
 */
export const anthosFleetNamespaceCreatePermission = createPermission({
  name: 'anthosFleet.namespace.create',
  attributes: { action: 'create' },
});

/**
 * Seeing a package sync with its errors, objects and history, on a cluster that may be seen.
 *
 * @public
 */
export const anthosFleetPackageSyncReadPermission = createPermission({
  name: 'anthosFleet.packageSync.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_PACKAGE_SYNC,
});

/**
 * Silencing notifications.
 *
 * @public
 */
export const anthosFleetMuteCreatePermission = createPermission({
  name: 'anthosFleet.mute.create',
  attributes: { action: 'create' },
});

/**
 * Ending a mute before it expires.
 *
 * @public
 */
export const anthosFleetMuteDeletePermission = createPermission({
  name: 'anthosFleet.mute.delete',
  attributes: { action: 'delete' },
});

/**
 * Permissions on clusters.
 *
 * @public
 */
export const anthosFleetClusterPermissions = [
  anthosFleetClusterReadPermission,
  anthosFleetClusterRefreshPermission,
  anthosFleetClusterDryRunPermission,
];

/**
 * Permissions on package syncs.
 *
 * @public
 */
export const anthosFleetPackageSyncPermissions = [
  anthosFleetPackageSyncReadPermission,
];

/**
 * Permissions on mutes; they are decided without conditions.
 *
 * @public
 */
export const anthosFleetMutePermissions = [
  anthosFleetMuteCreatePermission,
  anthosFleetMuteDeletePermission,
];

/**
 * Permissions on namespaces of the fleet; they are decided without conditions.
 *
 * @public
 */
export const anthosFleetNamespacePermissions = [
  anthosFleetNamespaceCreatePermission,
];

/**
 * Every permission of the plugin.
 *
 * @public
 */
export const anthosFleetPermissions = [
  ...anthosFleetClusterPermissions,
  ...anthosFleetPackageSyncPermissions,
  ...anthosFleetMutePermissions,
  ...anthosFleetNamespacePermissions,
];
