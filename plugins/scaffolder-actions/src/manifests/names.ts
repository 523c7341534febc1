import { DEFAULT_REPO_SYNC_NAME } from 'backstage-plugin-anthos-fleet-common';

/** Namespace of Config Sync and of all its reconcilers. */
export const CONFIG_SYNC_NAMESPACE = 'config-management-system';

/**
 * What Config Sync calls the reconciler of a RepoSync. The length at the end keeps `a` in `b-c` and
 * `b-a` in `c` apart.
 */
export function reconcilerName(namespace: string, repoSync: string): string {
  return repoSync === DEFAULT_REPO_SYNC_NAME
    ? `ns-reconciler-${namespace}`
    : `ns-reconciler-${namespace}-${repoSync}-${repoSync.length}`;
}

/** The whole name of a Service: a short one would mean another Service in another namespace. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** Who a workload is in the mesh. */
export function principalOf(
  trustDomain: string,
  { namespace, serviceAccount }: { namespace: string; serviceAccount: string },
): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

/** A name for an object about a host. A service has no dot in its name, so no two are the same. */
export function nameForHost(
  service: string,
  host: string,
  port: number,
): string {
  return `${service}.${host}${port === 443 ? '' : `.${port}`}`;
}
