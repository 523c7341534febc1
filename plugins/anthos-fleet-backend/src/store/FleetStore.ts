import type {
  Age,
  Cluster,
  ClusterDetails,
  ClusterList,
  ClusterSort,
  ConnectionState,
  EntityComponents,
  EntityStatus,
  EntitySummary,
  ErrorGroupDetails,
  ErrorGroupList,
  ErrorGroupSort,
  FleetReading,
  GatewayAddress,
  Hosting,
  HostingCount,
  LabelRequirement,
  NamespaceStatus,
  Overview,
  PackageSyncDetails,
  PackageSyncList,
  PackageSyncSort,
  Platform,
  SortOrder,
  SyncKind,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { PackageSyncPermissionSubject } from 'backstage-plugin-anthos-fleet-node';
import type { ClusterReadings } from './ClusterReadings';
import type { FleetLists } from './FleetLists';
import type { Visible, VisibleClusters } from './visibility';

/** Stands in a filter for what is not known of a cluster. */
export const UNKNOWN_VALUE = 'unknown';

export interface ClusterQuery {
  fleet?: string[];
  hosting?: Hosting[];
  platform?: Platform[];
  syncState?: SyncState[];
  connection?: ConnectionState[];
  age?: Age[];
  /** Locations of the registration. */
  location?: string[];
  /** Here and below {@link UNKNOWN_VALUE} stands for what is not known. */
  site?: string[];
  region?: string[];
  kubernetesVersion?: string[];
  configSyncVersion?: string[];
  meshRevision?: string[];
  policyControllerVersion?: string[];
  /** Days on which the platform ends. */
  endOfLife?: string[];
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

/** What lists of package syncs and of error groups may both be narrowed to. */
export interface PackageSyncFilters {
  fleet?: string[];
  hosting?: Hosting[];
  /** Names or refs. */
  cluster?: string[];
  namespace?: string[];
  kind?: SyncKind[];
  state?: SyncState[];
  repo?: string[];
  owner?: string[];
}

export interface PackageSyncQuery extends PackageSyncFilters {
  /** The commit that is live, or its beginning. */
  commit?: string;
  /** ID of a rollout: one repository, revision and directory. */
  source?: string;
  /** An error group that it has an open error of. */
  fingerprint?: string;
  /** Words that must all be in its name, place, source or owner. */
  q?: string;
  sort?: PackageSyncSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

export interface ErrorGroupQuery extends PackageSyncFilters {
  code?: string[];
  /** Only what was first seen at this time or later. */
  since?: string;
  /** True, the default: what is open; false: what has healed. */
  open?: boolean;
  /** Fingerprints that are muted, and whether to show those or the others. */
  muted?: { fingerprints: string[]; shown: boolean };
  q?: string;
  sort?: ErrorGroupSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

/** An error group as the store knows it: mutes and history are joined by whoever answers. */
export type StoredErrorGroupDetails = Omit<
  ErrorGroupDetails,
  'mayMute' | 'timeline'
>;

/** What the store knows of an entity's namespaces on its clusters. */
export type EntitySyncs = Pick<
  EntityStatus,
  | 'state'
  | 'namespacesOnClusters'
  | 'syncs'
  | 'totalSyncs'
  | 'errors'
  | 'totalErrorGroups'
  | 'objects'
  | 'totalObjects'
  | 'objectCounts'
  | 'policyViolations'
  | 'unreadParts'
>;

/** Clusters chosen by any of these. */
export interface ClusterSelection {
  refs: string[];
  names: string[];
  selectors: LabelRequirement[][];
}

/** What an entity says of its clusters and namespaces. */
export interface EntityChoice {
  selection: ClusterSelection;
  namespaces: string[];
}

/** How several entities are, each for itself and all together. */
export interface EntitySums
  extends Pick<EntityComponents, 'totalClusters' | 'totalErrorGroups'> {
  /** In the order asked. */
  entities: Omit<EntitySummary, 'entityRef' | 'title'>[];
}

export interface SelectedClusters {
  totalClusters: number;
  hostings: HostingCount[];
  /** Those in need of attention first. */
  clusters: Cluster[];
}

/** What is known of a cluster that is to be reached through the gateway. */
export interface ClusterAddress extends GatewayAddress {
  fleet: string;
  location: string;
  name: string;
  /** Only the registration is left; there is nothing to reach. */
  orphaned: boolean;
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
export interface FleetStore extends ClusterReadings, FleetLists {
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

  /** @throws InputError when the cursor is not one of this query */
  listPackageSyncs(
    query: PackageSyncQuery,
    visible: Visible,
  ): Promise<PackageSyncList>;

  /** One package sync. That somebody asks makes the next sweeps read its objects. */
  getPackageSync(
    id: string,
    visible: Visible,
  ): Promise<PackageSyncDetails | undefined>;

  /** What permission rules are decided on, in the order asked; undefined for what is gone. */
  getPackageSyncs(
    ids: string[],
  ): Promise<Array<PackageSyncPermissionSubject | undefined>>;

  /**
   * Error groups, with counts and samples of the visible package syncs alone.
   *
   * @throws InputError when the cursor is not one of this query
   */
  listErrorGroups(
    query: ErrorGroupQuery,
    visible: Visible,
  ): Promise<ErrorGroupList>;

  /** One error group; when it has healed, as it was. */
  getErrorGroup(
    fingerprint: string,
    visible: Visible,
  ): Promise<StoredErrorGroupDetails | undefined>;

  /** Where a namespace exists on visible clusters, and on which of them that is not known. */
  getNamespace(name: string, visible: Visible): Promise<NamespaceStatus>;

  /** How to reach one cluster; undefined when it is not in the fleet. */
  getClusterAddress(ref: string): Promise<ClusterAddress | undefined>;

  /**
   * What is live of an entity: the package syncs about its namespaces on the clusters that it
   * chose, or those of the whole clusters when it names no namespace. That somebody asks makes the
   * next sweeps read their objects.
   */
  getEntitySyncs(
    selection: ClusterSelection,
    namespaces: string[],
    visible: Visible,
  ): Promise<EntitySyncs>;

  /**
   * How each of many entities is, judged as {@link getEntitySyncs} would. Nobody looks at their
   * objects, so that none are read for it.
   */
  sumUpEntities(choices: EntityChoice[], visible: Visible): Promise<EntitySums>;

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
