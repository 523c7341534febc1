import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
  type Cluster,
} from 'backstage-plugin-anthos-fleet-common';

/**
 * What a rule is decided on: nothing that changes from one sweep to the next.
 *
 * @public
 */
export type ClusterPermissionSubject = Pick<
  Cluster,
  'ref' | 'fleet' | 'name' | 'hosting' | 'labels'
>;

/**
 * One condition in the form that the store turns into SQL.
 *
 * @public
 */
export type ClusterFilter =
  | { field: 'fleet' | 'hosting' | 'name'; values: string[] }
  | { field: 'label'; key: string; values?: string[] };

/**
 * Names clusters as a resource of permission decisions.
 *
 * @public
 */
export const anthosFleetClusterResourceRef = createPermissionResourceRef<
  ClusterPermissionSubject,
  ClusterFilter
>().with({
  pluginId: 'anthos-fleet',
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
});
