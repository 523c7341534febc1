import type { Hosting, Platform, SyncState } from '../schema/openapi';

/**
 * Type of clusters in search.
 *
 * @public
 */
export const SEARCH_TYPE_CLUSTER = 'anthos-fleet-cluster';

/**
 * Type of open errors of package syncs in search.
 *
 * @public
 */
export const SEARCH_TYPE_ERROR = 'anthos-fleet-error';

/**
 * What the index of search has of a cluster beside its title, text and location.
 *
 * @public
 */
export interface ClusterSearchFacts {
  fleet: string;
  hosting: Hosting;
  platform: Platform;
  /** Site, zone or region; absent when none is known. */
  place?: string;
  /** State of Config Sync when the index was made. */
  state: SyncState;
  /** When that state was read, ISO 8601; absent while it never was. */
  observedAt?: string;
  /** The state was old already: the cluster may have changed since. */
  lastKnown: boolean;
}

/**
 * What the index of search has of an error in one namespace beside its title, text and location.
 * It names no cluster: search asks for the permission on package syncs alone.
 *
 * @public
 */
export interface ErrorSearchFacts {
  fingerprint: string;
  /** As in `KNV1021`. */
  code?: string;
  headline: string;
  /** Namespace of the package syncs that have the error. */
  namespace: string;
  /** Entity ref of their owner. */
  owner?: string;
  /** ISO 8601 */
  firstSeenAt: string;
}
