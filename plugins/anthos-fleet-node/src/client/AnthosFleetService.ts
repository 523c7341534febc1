import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Cluster,
  ClusterRef,
  EntityStatus,
  Overview,
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
 * What is known of the fleet, for other back ends. Every answer comes from the store of the
 * anthos-fleet back end; no call reaches a cluster or Google.
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
}
