import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type {
  Cluster,
  ClusterDetails,
  ClusterRef,
  DryRunReport,
  EntityStatus,
  ErrorGroupDetails,
  ErrorGroupList,
  FleetNamespaceRequest,
  FleetNamespaceStatus,
  GetPackageSyncs,
  GetSyncErrors,
  NamespaceStatus,
  Overview,
  PackageSyncDetails,
  PackageSyncList,
  RefreshReceipt,
} from 'backstage-plugin-anthos-fleet-common';

/**
 * Options of every call to the anthos-fleet back end.
 *
 * @public
 */
export interface AnthosFleetRequestOptions {
  /** Whose rights count: those of the caller, or the plugin's own for background work. */
  credentials: BackstageCredentials;
  /** Ends the call early. */
  signal?: AbortSignal;
}

/**
 * A cluster of the API, with its identity read.
 *
 * @public
 */
export interface ListedCluster {
  ref: ClusterRef;
  cluster: Cluster;
}

/**
 * All pages of the list of clusters.
 *
 * @public
 */
export interface ClusterListing {
  clusters: ListedCluster[];
  /** Every page told the same number of clusters, and that many could be read. */
  consistent: boolean;
}

/**
 * What is known of the fleet, for other back ends. Answers come from the store of the anthos-fleet
 * back end; a call that reaches a cluster or Google says so.
 *
 * @public
 */
export interface AnthosFleetService {
  /**
   * The first thing to ask for: its errors say what is wrong with the back end as a whole.
   *
   * @throws ForwardedError when there is no answer
   */
  getOverview(options: AnthosFleetRequestOptions): Promise<Overview>;

  /** Every cluster that the credentials may read. */
  listClusters(options: AnthosFleetRequestOptions): Promise<ClusterListing>;

  /**
   * The clusters and namespaces of one catalog entity.
   *
   * @param entityRef - as in `component:default/cadastre-api`
   */
  getEntityStatus(
    entityRef: string,
    options: AnthosFleetRequestOptions,
  ): Promise<EntityStatus>;

  /** One cluster with everything that is known of it. */
  getCluster(
    cluster: ClusterRef,
    options: AnthosFleetRequestOptions,
  ): Promise<ClusterDetails>;

  /** Has a cluster read soon; at most once in 10 seconds. */
  refreshCluster(
    cluster: ClusterRef,
    options: AnthosFleetRequestOptions,
  ): Promise<RefreshReceipt>;

  /** One page of package syncs. */
  getPackageSyncs(
    query: GetPackageSyncs['query'],
    options: AnthosFleetRequestOptions,
  ): Promise<PackageSyncList>;

  /** One package sync with its errors and objects. */
  getPackageSync(
    id: string,
    options: AnthosFleetRequestOptions,
  ): Promise<PackageSyncDetails>;

  /** One page of error groups. */
  getSyncErrors(
    query: GetSyncErrors['query'],
    options: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupList>;

  /** One error group with its occurrences. */
  getSyncError(
    fingerprint: string,
    options: AnthosFleetRequestOptions,
  ): Promise<ErrorGroupDetails>;

  /** Where a namespace exists, and whose it is. */
  getNamespace(
    name: string,
    options: AnthosFleetRequestOptions,
  ): Promise<NamespaceStatus>;

  /** Asks a cluster whether it would take objects. This call reaches the cluster. */
  dryRun(
    cluster: ClusterRef,
    manifests: JsonObject[],
    options: AnthosFleetRequestOptions,
  ): Promise<DryRunReport>;

  /** Makes the fleet have a namespace; ask again until it is done. This call reaches Google. */
  ensureFleetNamespace(
    namespace: { project: string; scope: string; namespace: string },
    request: FleetNamespaceRequest,
    options: AnthosFleetRequestOptions,
  ): Promise<FleetNamespaceStatus>;
}
