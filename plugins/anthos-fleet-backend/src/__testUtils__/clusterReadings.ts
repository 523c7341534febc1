import {
  countObjects,
  packageSyncKey,
  type ClusterReading,
  type ManagedObject,
  type ObservedAuthorizationPolicy,
  type ObservedEgress,
  type ObservedInventory,
  type ObservedNamespace,
  type ObservedPackageSync,
  type ObservedPeerAuthentication,
  type ObservedQuota,
  type ObservedSyncError,
  type PackageSyncKey,
  type PartReading,
} from 'backstage-plugin-anthos-fleet-common';

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

/** A RepoSync in a namespace, synced unless told otherwise. */
export function observedSync(
  values: Partial<ObservedPackageSync> = {},
): ObservedPackageSync {
  const errors = values.errors ?? [];
  const step = { state: 'done', errorCount: 0, commit: COMMIT } as const;
  return {
    kind: 'RepoSync',
    namespace: 'cadastre-main',
    name: 'repo-sync',
    state: 'synced',
    sourceType: 'git',
    repository: 'https://github.com/acme/cadastre-config',
    revision: 'main',
    commit: COMMIT,
    sourceCommit: COMMIT,
    steps: { source: step, rendering: step, sync: step },
    errorCount: errors.length,
    shownErrorCount: errors.length,
    truncated: false,
    ...values,
    errors,
  };
}

/** The RootSync of a cluster. */
export function rootSync(
  values: Partial<ObservedPackageSync> = {},
): ObservedPackageSync {
  return observedSync({
    kind: 'RootSync',
    namespace: 'config-management-system',
    name: 'root-sync',
    repository: 'https://github.com/acme/platform-config',
    ...values,
  });
}

/** One error of a fingerprint; with a namespace it speaks of a Deployment there. */
export function syncError(
  fingerprint: string,
  {
    namespace,
    ...values
  }: Partial<ObservedSyncError> & { namespace?: string } = {},
): ObservedSyncError {
  return {
    fingerprint,
    code: 'KNV2009',
    headline: 'The cluster refused an object',
    message: `KNV2009: failed to apply, ${fingerprint}`,
    step: 'sync',
    resources: namespace
      ? [
          {
            sourcePath: 'prod/api/deployment.yaml',
            group: 'apps',
            version: 'v1',
            kind: 'Deployment',
            namespace,
            name: 'api',
          },
        ]
      : [],
    commit: COMMIT,
    ...values,
  };
}

/** An inventory of so many healthy objects in a namespace. */
export function inventoryOf(
  namespace: string,
  total: number,
  more: ManagedObject[] = [],
): ObservedInventory {
  const healthy = Array.from({ length: total }, (_, at) => ({
    group: 'apps',
    kind: 'Deployment',
    namespace,
    name: `d-${at}`,
    status: 'current' as const,
    actuation: 'Succeeded',
    reconcile: 'Succeeded',
  }));
  const objects = [...more, ...healthy];
  return { statusOff: false, counts: countObjects(objects), objects };
}

export function namespaceOf(
  name: string,
  values: Partial<ObservedNamespace> = {},
): ObservedNamespace {
  return { name, labels: {}, meshInjection: 'none', ...values };
}

function ok<T>(data: T): PartReading<T> {
  return { outcome: 'ok', installed: true, data };
}

/** A reading in which the cluster answered for these package syncs. */
export function clusterReading(
  cluster: { ref: string },
  attemptedAt: string,
  packageSyncs: ObservedPackageSync[],
  parts: {
    inventories?: [PackageSyncKey, ObservedInventory][];
    namespaces?: ObservedNamespace[];
    policyConstraints?: NonNullable<
      ClusterReading['policyConstraints']
    >['data'];
    meshRevisions?: NonNullable<ClusterReading['meshRevisions']>['data'];
    quotas?: ObservedQuota[];
    peerAuthentications?: ObservedPeerAuthentication[];
    authorizationPolicies?: ObservedAuthorizationPolicy[];
    egress?: ObservedEgress[];
  } = {},
): ClusterReading {
  const { inventories, namespaces, policyConstraints, meshRevisions } = parts;
  const { quotas, peerAuthentications, authorizationPolicies, egress } = parts;
  return {
    ref: cluster.ref,
    attemptedAt,
    outcome: 'ok',
    requests: 3,
    packageSyncs: ok(packageSyncs),
    ...(inventories && {
      inventories: ok(
        new Map(inventories.map(([key, data]) => [packageSyncKey(key), data])),
      ),
    }),
    ...(namespaces && { namespaces: ok(namespaces) }),
    ...(policyConstraints && { policyConstraints: ok(policyConstraints) }),
    ...(meshRevisions && { meshRevisions: ok(meshRevisions) }),
    ...(quotas && { quotas: ok(quotas) }),
    ...(peerAuthentications && {
      peerAuthentications: ok(peerAuthentications),
    }),
    ...(authorizationPolicies && {
      authorizationPolicies: ok(authorizationPolicies),
    }),
    ...(egress && { egress: ok(egress) }),
  };
}

/** A reading that ended before the cluster said anything. */
export function failedClusterReading(
  cluster: { ref: string },
  attemptedAt: string,
  values: Partial<ClusterReading> = {},
): ClusterReading {
  return {
    ref: cluster.ref,
    attemptedAt,
    outcome: 'timeout',
    message: 'It did not answer.',
    requests: 1,
    ...values,
  };
}
