import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  ClusterDetails,
  ClusterList,
  ClusterRef,
  EntityStatus,
  GetClusters,
  Overview,
  RefreshReceipt,
} from 'backstage-plugin-anthos-fleet-common';

/**
 * Filters, sort and page of a list of clusters.
 *
 * @public
 */
export type ClusterQuery = GetClusters['query'];

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

  getEntityStatus(
    entity: { kind: string; namespace: string; name: string },
    options?: AnthosFleetRequestOptions,
  ): Promise<EntityStatus>;

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
