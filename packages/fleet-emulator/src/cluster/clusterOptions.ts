import { Kind } from './Kind';
import { KubeObject } from './objects';
import type { KubeUser } from './rbac/Authorizer';

/** @public */
export interface WriteOptions {
  /** Who writes, for `managedFields`. Default: `fleet-emulator`. */
  manager?: string;
  /** Checks everything and answers the result, and keeps nothing of it. */
  dryRun?: boolean;
  /** Writes this part only. `scale` is the caller's business. */
  subresource?: 'status';
  /** On whose behalf. Default: the cluster's own, who may give anybody any right. */
  user?: KubeUser;
  /** Told what admission warns of. */
  onWarning?: (message: string) => void;
  /** `create` only: keeps the status that the object has, which Kubernetes would drop. */
  withStatus?: boolean;
}

/** @public */
export interface ApplyOptions extends WriteOptions {
  manager: string;
  /** Takes fields that others manage. */
  force?: boolean;
}

/** @public */
export interface ListOptions {
  /** Default: all namespaces. */
  namespace?: string;
  /** `app=api,env in (dev, test)` */
  labelSelector?: string;
  /** `metadata.name=api,status.phase!=Running` */
  fieldSelector?: string;
  limit?: number;
  /** From the page before. */
  continue?: string;
}

/** @public */
export interface DeleteOptions {
  dryRun?: boolean;
  /** What becomes of the objects that it owns. Default: `Background`. */
  propagation?: 'Background' | 'Foreground' | 'Orphan';
  user?: KubeUser;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/**
 * Looks at every write before it is kept, like an admission webhook. Throws a {@link KubeError} to
 * refuse it.
 *
 * @public
 */
export type Admission = (request: {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  kind: Kind;
  /** What is written; on DELETE what is there. */
  object: KubeObject;
  before?: KubeObject;
  subresource?: string;
  /** Absent when the cluster itself writes. */
  user?: KubeUser;
  /** Takes what somebody should know though nothing is refused. */
  warn?: (message: string) => void;
}) => void;

/** @public */
export interface ClusterObjectsOptions {
  /** Default: the time of day. */
  now?: () => number;
  /** Milliseconds until a pod is ready. 0: at once. Default: 400. */
  podStart?: number;
  /** Milliseconds that a list can be continued. Default: five minutes. */
  continueLifetime?: number;
  /** A version of Kubernetes such as `v1.32.4-gke.100`. */
  version?: string;
  /** How many nodes there are. Default: 3. */
  nodes?: number;
  /** The `uid` of the namespace kube-system, which identifies a cluster. Default: random. */
  uid?: string;
}
