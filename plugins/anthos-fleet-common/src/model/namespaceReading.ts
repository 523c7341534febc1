/**
 * A ResourceQuota as a cluster reports it.
 *
 * @public
 */
export interface ObservedQuota {
  namespace: string;
  name: string;
  /** What narrows it to some objects, as in `BestEffort`; at most 10. */
  scopes: string[];
  /** At most 50, in the order of their names. */
  resources: Array<{
    resource: string;
    /** The limit, as Kubernetes writes amounts. */
    hard: string;
    /** Absent until it was counted. */
    used?: string;
  }>;
}

/**
 * A PeerAuthentication of a mesh.
 *
 * @public
 */
export interface ObservedPeerAuthentication {
  namespace: string;
  name: string;
  /** ISO 8601: of several that say the same, the oldest holds. */
  createdAt?: string;
  /** Labels of the workloads that it is about, at most 20; empty: all of them. */
  selector: Record<string, string>;
  /** As it came: `STRICT`, for example. Absent, or `UNSET`, where what is above it holds. */
  mode?: string;
  /** At most 20. */
  ports: Array<{ port: number; mode: string }>;
  /** Stands for what its namespace has and was not read. */
  truncated?: boolean;
}

/**
 * Where calls come from, by one entry of a policy. All of its fields have to fit.
 *
 * @public
 */
export interface ObservedCallSource {
  /** Each list has at most 50 entries. */
  principals?: string[];
  notPrincipals?: string[];
  serviceAccounts?: string[];
  namespaces?: string[];
  notNamespaces?: string[];
  addresses?: string[];
  /** Subjects of tokens. */
  tokens?: string[];
  /** It has fields that are not read: it is narrower than it looks. */
  narrowed?: boolean;
}

/**
 * An AuthorizationPolicy of a mesh.
 *
 * @public
 */
export interface ObservedAuthorizationPolicy {
  namespace: string;
  name: string;
  action: 'allow' | 'deny' | 'custom' | 'unknown';
  /** Labels of the workloads that it is about, at most 20; empty: all of them. */
  selector: Record<string, string>;
  /** It is about these objects instead, as in `Service/api`; at most 10. */
  targets?: string[];
  /** At most 50. A policy without rules fits no call. */
  rules: Array<{
    /** Empty: any. */
    sources: ObservedCallSource[];
    /** Only some paths, methods or ports, or under further conditions. */
    conditional?: boolean;
  }>;
  /** It has more rules, or longer ones, than were read. */
  truncated?: boolean;
}

/**
 * What a namespace tells its sidecars of those whom it calls: a Sidecar, or a ServiceEntry.
 *
 * @public
 */
export interface ObservedEgress {
  kind: 'Sidecar' | 'ServiceEntry';
  namespace: string;
  name: string;
  /** ISO 8601. */
  createdAt?: string;
  /** Labels of the workloads that it is about, at most 20; empty: all of them. */
  selector: Record<string, string>;
  /** At most 100: `namespace/host` of a Sidecar, host of a ServiceEntry. */
  hosts: string[];
  /** Of a Sidecar, as it came: `REGISTRY_ONLY`, for example. */
  outbound?: string;
  /** Stands for what its namespace has and was not read. */
  truncated?: boolean;
}
