import type {
  ErrorStep,
  ManagedObject,
  MeshInjection,
  MeshRevision,
  ObjectCounts,
  Outcome,
  PackageSync,
  PolicyConstraint,
  RefusedBy,
  SyncErrorResource,
  SyncKind,
} from '../schema/openapi';
import type {
  ObservedAuthorizationPolicy,
  ObservedEgress,
  ObservedPeerAuthentication,
  ObservedQuota,
} from './namespaceReading';

/**
 * One error of a package sync, as a cluster reports it.
 *
 * @public
 */
export interface ObservedSyncError {
  /** Stable over clusters, syncs, sweeps and restarts; see `fingerprintOf`. */
  fingerprint: string;
  /** Normalised code, as in `KNV1021`. */
  code?: string;
  /** What is wrong, in a few plain words, the same for every error of the fingerprint. */
  headline: string;
  /** Text of the product without its trailers, at most 4,096 characters. */
  message: string;
  step: ErrorStep;
  /** At most 20. */
  resources: SyncErrorResource[];
  /** Commit that the error is about. */
  commit?: string;
}

/**
 * Identifies a package sync within its cluster.
 *
 * @public
 */
export interface PackageSyncKey {
  kind: SyncKind;
  namespace: string;
  name: string;
}

/**
 * One RootSync or RepoSync as a cluster reports it, judged. What only memory can tell (since when,
 * whose) is added by the store; links are added when it is answered.
 *
 * @public
 */
export interface ObservedPackageSync
  extends PackageSyncKey,
    Omit<
      PackageSync,
      | 'id'
      | 'cluster'
      | 'kind'
      | 'namespace'
      | 'name'
      | 'behind'
      | 'owner'
      | 'stateSince'
      | 'links'
      | 'freshness'
      | 'objects'
    > {
  /** At most 500; `errorCount` tells how many there are in truth. */
  errors: ObservedSyncError[];
}

/**
 * The objects that one package sync manages, as its ResourceGroup reports them.
 *
 * @public
 */
export interface ObservedInventory {
  /** True when the sync is told not to report the state of its objects: `objects` is empty then. */
  statusOff: boolean;
  counts: ObjectCounts;
  /** At most 5,000, unhealthy ones first. */
  objects: ManagedObject[];
}

/**
 * A namespace of a cluster, from its metadata alone.
 *
 * @public
 */
export interface ObservedNamespace {
  name: string;
  /** At most 64, each key and value at most 512 characters. */
  labels: Record<string, string>;
  meshInjection: MeshInjection;
  /** Revision of the mesh that the labels name. */
  meshRevision?: string;
}

/**
 * How the reading of one part of a cluster ended.
 *
 * @public
 */
export interface PartReading<T> {
  outcome: Outcome;
  /** What went wrong, in words; absent when all is well. */
  message?: string;
  /** The exact role to grant, or the exact RBAC to apply, for example. */
  remedy?: string;
  refusedBy?: RefusedBy;
  /** False when the cluster does not have the kinds at all: their CRDs are missing. */
  installed: boolean;
  /** The data was longer than the limits; what is left out is unknown, not absent. */
  truncated?: boolean;
  /** Present if and only if the outcome is `ok` and the kinds are installed. */
  data?: T;
}

/**
 * What one sweep read of one cluster through the Connect Gateway. A part that is absent was not
 * asked for this time, which says nothing of it.
 *
 * @public
 */
export interface ClusterReading {
  /** `project/location/name`. */
  ref: string;
  /** Time at which the read began, ISO 8601 in UTC. */
  attemptedAt: string;
  /**
   * How the reading as a whole ended: `ok` when the cluster answered for its package syncs, be it
   * that it has none. Any other outcome leaves the last good data in place.
   */
  outcome: Outcome;
  message?: string;
  remedy?: string;
  refusedBy?: RefusedBy;
  /** Requests that were sent, retries included. */
  requests: number;
  packageSyncs?: PartReading<ObservedPackageSync[]>;
  /** Keys by `packageSyncKey`; only the inventories that were asked for. */
  inventories?: PartReading<Map<string, ObservedInventory>>;
  namespaces?: PartReading<ObservedNamespace[]>;
  policyConstraints?: PartReading<PolicyConstraint[]>;
  meshRevisions?: PartReading<MeshRevision[]>;
  quotas?: PartReading<ObservedQuota[]>;
  peerAuthentications?: PartReading<ObservedPeerAuthentication[]>;
  authorizationPolicies?: PartReading<ObservedAuthorizationPolicy[]>;
  egress?: PartReading<ObservedEgress[]>;
}

/**
 * Writes a package sync's identity within its cluster as `RepoSync/namespace/name`.
 *
 * @public
 */
export function packageSyncKey({
  kind,
  namespace,
  name,
}: PackageSyncKey): string {
  return `${kind}/${namespace}/${name}`;
}

/**
 * What the Connect Gateway needs to know of a cluster to reach it.
 *
 * @public
 */
export interface GatewayAddress {
  ref: string;
  /** Number of the fleet host project, when the fleet's register has told it. */
  projectNumber?: string;
  /** The cluster is GKE in Google Cloud: the gateway reaches it without an agent. */
  direct: boolean;
}
