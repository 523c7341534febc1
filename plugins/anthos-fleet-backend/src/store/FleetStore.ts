import type {
  Age,
  Cluster,
  ClusterDetails,
  ClusterList,
  ClusterSort,
  ConnectionState,
  FleetReading,
  Hosting,
  HostingCount,
  LabelRequirement,
  Overview,
  Platform,
  SortOrder,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterReadings } from './ClusterReadings';
import type { Visible, VisibleClusters } from './visibility';

export interface ClusterQuery {
  fleet?: string[];
  hosting?: Hosting[];
  platform?: Platform[];
  syncState?: SyncState[];
  connection?: ConnectionState[];
  age?: Age[];
  /** All of them must match; without a value the label must only be there. */
  label?: { key: string; value?: string }[];
  orphaned?: boolean;
  /** Words that must all be in the name, place, platform or labels. */
  q?: string;
  sort?: ClusterSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

/** Clusters chosen by any of these. */
export interface ClusterSelection {
  refs: string[];
  names: string[];
  selectors: LabelRequirement[][];
}

export interface SelectedClusters {
  totalClusters: number;
  hostings: HostingCount[];
  /** Those in need of attention first. */
  clusters: Cluster[];
}

/** What writing one reading changed. */
export interface RecordedReading {
  /** False when a newer reading had already been written, so this one was dropped. */
  recorded: boolean;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

export interface RefreshClaim {
  /** True for the one caller that has to start the reading of the cluster. */
  granted: boolean;
  /** True for the one caller that has to start a sweep of the fleet's register as well. */
  register: boolean;
  /** Time of the request that counts, ISO 8601. */
  requestedAt: string;
}

/** Keeps what sweeps read, and answers every question of the service from that. */
export interface FleetStore extends ClusterReadings {
  /**
   * Writes one reading of a fleet: rows that did not change are not touched, a source that failed
   * leaves its last good data in place, and a cluster is removed only when a complete listing of
   * its location no longer has it.
   */
  recordReading(
    reading: FleetReading,
    sweep: { startedAt: string; finishedAt: string },
  ): Promise<RecordedReading>;

  /** @throws InputError when the cursor is not one of this query */
  listClusters(query: ClusterQuery, visible: Visible): Promise<ClusterList>;

  getCluster(
    ref: string,
    visible: Visible,
  ): Promise<ClusterDetails | undefined>;

  /** Which of these clusters are visible, in the order asked; for permission decisions. */
  getClusters(
    refs: string[],
    visible: VisibleClusters,
  ): Promise<Array<Cluster | undefined>>;

  selectClusters(
    selection: ClusterSelection,
    visible: Visible,
    limit: number,
  ): Promise<SelectedClusters>;

  getOverview(visible: Visible): Promise<Omit<Overview, 'configured'>>;

  /**
   * Grants one refresh per cluster and interval, over all replicas; the cluster comes first in the
   * next sweep of its shard.
   */
  claimRefresh(
    cluster: { fleet: string; ref: string },
    now: Date,
    minIntervalMs: number,
  ): Promise<RefreshClaim>;
}
