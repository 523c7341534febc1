import type {
  Cluster,
  ClusterDetails,
  ConfigSync,
  Mesh,
  MeshCondition,
  NamedState,
  Outcome,
  PolicyController,
  SourceName,
  SyncError,
} from '../schema/openapi';

/**
 * What the fleet's register says of one cluster: everything but the features on it.
 *
 * @public
 */
export interface ObservedCluster
  extends Omit<
      Cluster,
      'configSync' | 'mesh' | 'policyController' | 'freshness'
    >,
    Pick<
      ClusterDetails,
      | 'externalId'
      | 'vcpuCount'
      | 'memoryMb'
      | 'createdAt'
      | 'workloadIdentityPool'
    > {
  /** Number of the fleet host project, when the register has told it. */
  projectNumber?: string;
}

/**
 * What the fleet says of Config Sync on one cluster.
 *
 * @public
 */
export interface ObservedConfigSync {
  summary: ConfigSync;
  errors: SyncError[];
}

/**
 * What the fleet says of the service mesh on one cluster.
 *
 * @public
 */
export interface ObservedMesh {
  summary: Mesh;
  conditions: MeshCondition[];
}

/**
 * What the fleet says of Policy Controller on one cluster.
 *
 * @public
 */
export interface ObservedPolicyController {
  summary: PolicyController;
  components: NamedState[];
  bundles: NamedState[];
}

/**
 * How one read of one source ended, with its data when it ended well.
 *
 * @public
 */
export interface SourceReading<T> {
  source: SourceName;
  outcome: Outcome;
  /** Time at which the read began, ISO 8601 in UTC. */
  attemptedAt: string;
  /** What went wrong, in words; absent when all is well. */
  message?: string;
  /** What to do about it: the missing permission and the role that gives it, for example. */
  remedy?: string;
  /** False when the fleet does not use the feature that is the source. */
  enabled: boolean;
  /** Locations that did not answer although the read ended `ok`. */
  unansweredLocations: string[];
  /**
   * True when something in the answer could not be read, so that a cluster's absence from it
   * proves nothing.
   */
  incomplete?: boolean;
  /** The data; present if and only if the outcome is `ok` and the source is enabled. */
  data?: T;
}

/**
 * One reading of a whole fleet. Features are keyed by `location/name` of the cluster; a cluster
 * that a feature does not mention has no entry there.
 *
 * @public
 */
export interface FleetReading {
  /** Fleet host project, as configured. */
  fleet: string;
  clusters: SourceReading<ObservedCluster[]>;
  configSync: SourceReading<Map<string, ObservedConfigSync>>;
  mesh: SourceReading<Map<string, ObservedMesh>>;
  policyController: SourceReading<Map<string, ObservedPolicyController>>;
}

/**
 * A site of machines that are not in a cloud, and how to recognise its clusters.
 *
 * @public
 */
export interface SiteRule {
  /** Name that people read. */
  name: string;
  /** Value of the site label that means this site. */
  label?: string;
  /** Clusters on this site: `project/location/name`, `location/name` or a name. */
  clusters?: string[];
}
