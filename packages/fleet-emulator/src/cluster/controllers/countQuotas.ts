import { Kind } from '../Kind';
import type { ClusterObjects } from '../ClusterObjects';
import { KubeObject } from '../objects';
import { formatUsage, Usage, usageOf } from '../quota';
import type { Controller } from './startControllers';

/** Writes into the status of every quota what it counts. */
export const countQuotas: Controller = ({ kind, object }, cluster) => {
  const { namespace } = object.metadata;
  if (!namespace) {
    return;
  }
  if (kind.groupResource === 'resourcequotas') {
    const quota = cluster.find(
      kind.groupResource,
      object.metadata.name,
      namespace,
    );
    if (quota) {
      count(cluster, quota);
    }
    return;
  }
  for (const quota of cluster.all('resourcequotas', namespace)) {
    if (concerns(quota, kind)) {
      count(cluster, quota);
    }
  }
};

function concerns({ spec }: KubeObject, kind: Kind): boolean {
  return Object.keys(spec?.hard ?? {}).some(name =>
    name.startsWith('count/')
      ? name === `count/${kind.groupResource}`
      : ['pods', 'services', 'persistentvolumeclaims', name].includes(
          kind.groupResource,
        ),
  );
}

function count(cluster: ClusterObjects, quota: KubeObject): void {
  const hard: Record<string, unknown> = quota.spec?.hard ?? {};
  const sum: Usage = {};
  for (const kind of cluster.kinds.list()) {
    if (!kind.namespaced || !concerns(quota, kind)) {
      continue;
    }
    for (const object of cluster.all(
      kind.groupResource,
      quota.metadata.namespace,
    )) {
      for (const [name, amount] of Object.entries(usageOf(kind, object))) {
        sum[name] = (sum[name] ?? 0) + amount;
      }
    }
  }
  const used = Object.fromEntries(
    Object.keys(hard).map(name => [name, formatUsage(name, sum[name] ?? 0)]),
  );
  cluster.updateStatus({ ...quota, status: { hard, used } });
}
