import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_ANTHOS_FLEET_CLUSTER,
  RESOURCE_TYPE_ANTHOS_FLEET_PACKAGE_SYNC,
  type Cluster,
  type PackageSync,
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

/**
 * What a rule about package syncs is decided on.
 *
 * @public
 */
export type PackageSyncPermissionSubject = Pick<
  PackageSync,
  'kind' | 'namespace' | 'name' | 'owner'
> & {
  cluster: Pick<PackageSync['cluster'], 'ref' | 'fleet' | 'name'>;
};

/**
 * One condition on package syncs in the form that the store turns into SQL.
 *
 * @public
 */
export interface PackageSyncFilter {
  field: 'cluster' | 'fleet' | 'namespace' | 'owner';
  values: string[];
}

/**
 * Names package syncs as a resource of permission decisions.
 *
 * @public
 */
export const anthosFleetPackageSyncResourceRef = createPermissionResourceRef<
  PackageSyncPermissionSubject,
  PackageSyncFilter
>().with({
  pluginId: 'anthos-fleet',
  resourceType: RESOURCE_TYPE_ANTHOS_FLEET_PACKAGE_SYNC,
});
