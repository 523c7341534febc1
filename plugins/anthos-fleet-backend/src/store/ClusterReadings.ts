import { createHash } from 'node:crypto';
import {
  packageSyncKey,
  type ClusterReading,
  type ConnectionState,
  type GatewayAddress,
  type ObservedNamespace,
  type Outcome,
  type PackageSyncKey,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';

/** A cluster as the sweep needs to know it to decide when and how to read it. */
export interface ClusterToRead extends GatewayAddress {
  fleet: string;
  location: string;
  name: string;
  connectionState: ConnectionState;
  /** Only the registration is left; there is nothing to reach. */
  orphaned: boolean;
  /** The state that holds now. */
  syncState: SyncState;
  /** Version of Config Sync, where the fleet's summary tells it. */
  configSyncVersion?: string;
  /** When the register, or its summary of Config Sync, last changed. */
  registerChangedAt?: string;
  /** When somebody last asked for this cluster; to be served while it is later than `attemptedAt`. */
  refreshRequestedAt?: string;
  attemptedAt?: string;
  /** Time of the data that is stored. */
  observedAt?: string;
  outcome?: Outcome;
  /** Readings in a row that did not end `ok`. */
  failures: number;
  nextAttemptAt?: string;
  /** Begin of the last reading that read policy constraints or mesh revisions. */
  slowPartsReadAt?: string;
  /** Keys (`packageSyncKey`) of package syncs that somebody looked at lately. */
  wantedInventories: string[];
}

/** What the store cannot know by itself when it writes a reading. */
export interface ClusterReadingContext {
  /** Entity ref of the owner. `namespace` is that of a RepoSync, when it is known. */
  ownerOf(
    sync: PackageSyncKey,
    namespace: ObservedNamespace | undefined,
  ): string | undefined;
  /** Readings in a row that did not end `ok`, this one included: 0 after one that did. */
  failures: number;
  /** When the next try is due after a failure. */
  nextAttemptAt?: string;
}

/** An error group that opened or closed with a reading, seen over all clusters. */
export interface ErrorGroupChange {
  fingerprint: string;
  open: boolean;
}

/** What writing the reading of one cluster changed. */
export interface RecordedClusterReading {
  /** False: a newer one is there already, or the cluster left the fleet. */
  recorded: boolean;
  /** Something other than the time of the observation changed. */
  changed: boolean;
  /**
   * The reading before said the same, and whoever observes had taken it in: there is nothing to
   * observe.
   */
  settled: boolean;
  /** The state of the cluster that holds now. */
  syncState: SyncState;
  /** `packageSyncKey` to ID, for every package sync that is stored of the cluster. */
  syncIds: Map<string, string>;
  /** Groups that opened with their first error, or closed with their last, in the whole portal. */
  errorGroups: ErrorGroupChange[];
}

/** Keeps what is read of the clusters themselves. Part of the store; for the sweep. */
export interface ClusterReadings {
  /** Every cluster of a fleet, in no order. */
  listClustersToRead(fleet: string): Promise<ClusterToRead[]>;

  /**
   * Writes one reading, all of it or nothing. Rows that did not change are not touched but for the
   * time of the observation; a part that failed, or that was not asked for, keeps its data.
   */
  recordClusterReading(
    reading: ClusterReading,
    context: ClusterReadingContext,
  ): Promise<RecordedClusterReading>;
}

/** Stable over sweeps, restarts and databases. */
export function packageSyncId(ref: string, key: PackageSyncKey): string {
  return createHash('sha256')
    .update(`${ref}\n${packageSyncKey(key)}`)
    .digest('hex')
    .slice(0, 24);
}
