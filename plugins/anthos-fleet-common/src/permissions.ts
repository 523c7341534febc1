import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Resource type of a cluster in permission decisions.
 *
 * @public
 */
export const RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER = 'anthos-fleet-cluster';

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
 * Every permission of the plugin.
 *
 * @public
 */
export const anthosFleetPermissions = [
  anthosFleetClusterReadPermission,
  anthosFleetClusterRefreshPermission,
];
