import type {
  ClusterReading,
  GatewayAddress,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetAccess } from '../config';
import type { Credentials } from '../google/Credentials';

export interface ClusterReaderOptions {
  fleet: FleetAccess;
  /** Longest time that one call may take, retries included. Default: 10,000. */
  callDeadlineMs?: number;
  /** Longest time that one cluster may take, without the waits for the fleet's budget. */
  clusterDeadlineMs: number;
  /** Largest answer that is read; answers of clusters are held to 8 MiB anyhow. */
  maxResponseBytes: number;
  /** Connections to one host of the gateway at the same time. Default: 64. */
  connections?: number;
  /** Share these with the reader of the fleet's register, so that one token serves both. */
  credentials?: Credentials;
  now?: () => Date;
  /** Time before the first retry; each of the next waits twice as long. Default: 250. */
  retryDelayMs?: number;
}

export interface ClusterReadRequest {
  address: GatewayAddress & { fleet: string; location: string; name: string };
  /** One small request with a short deadline and no retry, for clusters that failed before. */
  probe?: boolean;
  /** `packageSyncKey`s of syncs whose objects are wanted, beside those of unhealthy syncs. */
  inventories: string[];
  /** Version of Config Sync on the cluster, where the fleet tells it: its status is read by that. */
  configSyncVersion?: string;
  /**
   * Also read what takes more requests and changes seldom: constraints of Policy Controller, revisions
   * and policies of the mesh, and quotas.
   */
  slowParts: boolean;
  /** Waits until the fleet's request budget has room for one more request. */
  takeRequest: (signal: AbortSignal) => Promise<void>;
  signal?: AbortSignal;
}

export interface ClusterReadResult {
  reading: ClusterReading;
  /** Present when the gateway's quota is used up and it says when to come back. */
  retryAfterMs?: number;
}

/** Reads the clusters of one fleet through the Connect Gateway. */
export interface ClusterReader {
  /**
   * Reads one cluster. Never rejects: the reading and each of its parts say how they ended.
   *
   * A probe ends as `ok` without parts, or as the failure. Where RootSyncs could be read and
   * RepoSyncs could not (or the other way round), the reading is `ok`, and both it and the part
   * `packageSyncs` carry the message; the part is marked as truncated, because syncs that it
   * leaves out are unknown, not absent.
   */
  read(request: ClusterReadRequest): Promise<ClusterReadResult>;
  /** Closes the connections. */
  close(): Promise<void>;
}
