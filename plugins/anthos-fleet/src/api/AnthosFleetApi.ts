import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ClusterDetails,
  ClusterList,
  ClusterRef,
  EntityList,
  EntityStatus,
  ErrorGroupDetails,
  ErrorGroupList,
  GetClusters,
  GetMeshes,
  GetEntities,
  GetPackageSyncs,
  GetPolicyConstraints,
  GetRollouts,
  GetSyncErrors,
  GetTransitions,
  MeshList,
  Mute,
  MuteRequest,
  NamespaceStatus,
  Overview,
  PackageSyncDetails,
  PackageSyncList,
  PolicyConstraintList,
  RefreshReceipt,
  RolloutList,
  TransitionList,
} from 'backstage-plugin-anthos-fleet-common';

/**
 * Filters, sort and page of a list of clusters.
 *
 * @public
 */
export type ClusterQuery = GetClusters['query'];

/**
 * Filters, sort and page of a list of package syncs.
 *
 * @public
 */
export type PackageSyncQuery = GetPackageSyncs['query'];

/**
 * Filters, sort and page of a list of policy constraints.
 *
 * @public
 */
export type PolicyConstraintQuery = GetPolicyConstraints['query'];

/**
 * Filters, sort and page of a list of meshes.
 *
 * @public
 */
export type MeshQuery = GetMeshes['query'];

/**
 * Filters, sort and page of a list of rollouts.
 *
 * @public
 */
export type RolloutQuery = GetRollouts['query'];

/**
 * Filters, sort and page of a list of error groups.
 *
 * @public
 */
export type SyncErrorQuery = GetSyncErrors['query'];

/**
 * Whose components to list, and how many; without an owner one's own.
 *
 * @public
 */
export type EntityQuery = GetEntities['query'];

/**
 * What to tell the history of.
 *
 * @public
 */
export type TransitionQuery = GetTransitions['query'];

/**
 * Options of one request.
 *
 * @public
 */
export interface AnthosFleetRequestOptions {
  /** Ends the request when nobody waits for its answer any more. */
  signal?: AbortSignal;
}

/**
 * What the fleet's pages and cards read. Every answer comes from the back end's own store.
 *
 * @remarks
 *
 * A request that is refused, or that fails, rejects with an error of `@backstage/errors`.
 *
 * @public
 */
export interface AnthosFleetApi {
  getOverview(options?: AnthosFleetRequestOptions): Promise<Overview>;

  getClusters(
    query: ClusterQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<ClusterList>;

  getCluster(
    ref: ClusterRef,
    options?: AnthosFleetRequestOptions,
  ): Promise<ClusterDetails>;

  /** Components that run on the fleet, those in need of attention first. */
  getEntities(
    query: EntityQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<EntityList>;

  getEntityStatus(
    entity: { kind: string; namespace: string; name: string },
    options?: AnthosFleetRequestOptions,
  ): Promise<EntityStatus>;

  /** Where a namespace exists already, and whose it is; one that exists nowhere is answered too. */
  getNamespace(
    name: string,
    options?: AnthosFleetRequestOptions,
  ): Promise<NamespaceStatus>;

  getPackageSyncs(
    query: PackageSyncQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<PackageSyncList>;

  getPackageSync(
    id: string,
    options?: AnthosFleetRequestOptions,
  ): Promise<PackageSyncDetails>;

  /** Which commit of which source is live where. */
  getRollouts(
    query: RolloutQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<RolloutList>;

  /** Constraints of Policy Controller, each over all clusters that have it. */
  getPolicyConstraints(
    query: PolicyConstraintQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<PolicyConstraintList>;

  /** Clusters with their meshes, also those without one. */
  getMeshes(
    query: MeshQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<MeshList>;

  getSyncErrors(
    query: SyncErrorQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupList>;

  getSyncError(
    fingerprint: string,
    options?: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupDetails>;

  getTransitions(
    query: TransitionQuery,
    options?: AnthosFleetRequestOptions,
  ): Promise<TransitionList>;

  createMute(
    request: MuteRequest,
    options?: AnthosFleetRequestOptions,
  ): Promise<Mute>;

  deleteMute(id: string, options?: AnthosFleetRequestOptions): Promise<void>;

  /** Asks for a sweep of the cluster's fleet; resolves when it is accepted, not when it is done. */
  refreshCluster(
    ref: ClusterRef,
    options?: AnthosFleetRequestOptions,
  ): Promise<RefreshReceipt>;
}

/**
 * Reference of the {@link AnthosFleetApi}.
 *
 * @public
 */
export const anthosFleetApiRef = createApiRef<AnthosFleetApi>().with({
  id: 'plugin.anthos-fleet.api',
  pluginId: 'anthos-fleet',
});
