import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { Json, KubeObject, KubeObjectInput } from '../cluster/objects';
import { CONTROLLER_NAMESPACE, reconcilerName, SyncId } from './identity';
import { syncIdOf } from './syncSpec';

const MANAGER = 'configsync-reconciler-manager';
const RBAC = 'rbac.authorization.k8s.io';

function labelsOf(id: SyncId, generation = 0): Record<string, string> {
  return {
    'configmanagement.gke.io/system': 'true',
    'configmanagement.gke.io/arch': 'csmr',
    'configsync.gke.io/reconciler': reconcilerName(id),
    'configsync.gke.io/sync-kind': id.kind,
    'configsync.gke.io/sync-name': id.name,
    'configsync.gke.io/sync-namespace': id.namespace,
    ...(generation
      ? { 'configsync.gke.io/sync-generation': String(generation) }
      : {}),
  };
}

function deployment(id: SyncId, generation?: number) {
  const name = reconcilerName(id);
  const labels = labelsOf(id);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace: CONTROLLER_NAMESPACE,
      labels: labelsOf(id, generation),
    },
    spec: {
      replicas: 1,
      selector: {
        matchLabels: { 'configsync.gke.io/deployment-name': name },
      },
      template: {
        metadata: {
          labels: { ...labels, 'configsync.gke.io/deployment-name': name },
        },
        spec: {
          serviceAccountName: name,
          containers: ['reconciler', 'git-sync'].map(container => ({
            name: container,
            image: `config-sync/${container}`,
            resources: { requests: { cpu: '50m', memory: '200Mi' } },
          })),
        },
      },
    },
  };
}

function binding(
  name: string,
  id: SyncId,
  roleRef: Json,
  namespace?: string,
): KubeObjectInput {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      labels: labelsOf(id),
    },
    roleRef: { apiGroup: RBAC, ...roleRef },
    subjects: [
      {
        kind: 'ServiceAccount',
        name: reconcilerName(id),
        namespace: CONTROLLER_NAMESPACE,
      },
    ],
  };
}

/** What a reconciler may do: everything, the roles that the sync names, or what is its own. */
function bindings(sync: KubeObject): KubeObjectInput[] {
  const id = syncIdOf(sync);
  const name = reconcilerName(id);
  if (id.kind === 'RepoSync') {
    const own = {
      kind: 'ClusterRole',
      name: 'configsync.gke.io:ns-reconciler',
    };
    return [binding(`configsync.gke.io:${name}`, id, own, id.namespace)];
  }
  const roleRefs: Json[] | undefined = sync.spec?.override?.roleRefs;
  const base = {
    kind: 'ClusterRole',
    name: 'configsync.gke.io:root-reconciler',
  };
  if (!roleRefs) {
    const all = { kind: 'ClusterRole', name: 'cluster-admin' };
    return [binding(`${name}-cluster-admin`, id, all)];
  }
  return [
    binding(`configsync.gke.io:${name}`, id, base),
    ...roleRefs.map((role, index) =>
      binding(
        `${name}-${index}`,
        id,
        { kind: role.kind, name: role.name },
        role.namespace,
      ),
    ),
  ];
}

/** Makes what the reconciler-manager makes of a sync: account, rights and Deployment. */
export function writeReconciler(cluster: ClusterObjects, sync: KubeObject) {
  const id = syncIdOf(sync);
  const rights = bindings(sync);
  const wanted = new Set(rights.map(({ metadata }) => metadata.name));
  for (const kind of ['rolebindings', 'clusterrolebindings']) {
    ownedBy(cluster, `${kind}.${RBAC}`, id)
      .filter(({ metadata }) => !wanted.has(metadata.name))
      .forEach(({ metadata }) =>
        cluster.delete(`${kind}.${RBAC}`, metadata.name, metadata.namespace),
      );
  }
  const account = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: reconcilerName(id),
      namespace: CONTROLLER_NAMESPACE,
      labels: labelsOf(id),
    },
  };
  for (const object of [
    account,
    ...rights,
    deployment(id, sync.metadata.generation),
  ]) {
    cluster.apply(object, { manager: MANAGER, force: true });
  }
}

function ownedBy(cluster: ClusterObjects, resource: string, id: SyncId) {
  return cluster
    .all(resource)
    .filter(
      ({ metadata: { labels = {} } }) =>
        labels['configsync.gke.io/reconciler'] === reconcilerName(id),
    );
}

/** Removes it again. */
export function removeReconciler(cluster: ClusterObjects, id: SyncId): void {
  for (const resource of [
    'deployments.apps',
    `rolebindings.${RBAC}`,
    `clusterrolebindings.${RBAC}`,
    'serviceaccounts',
  ]) {
    for (const { metadata } of ownedBy(cluster, resource, id)) {
      if (cluster.find(resource, metadata.name, metadata.namespace)) {
        cluster.delete(resource, metadata.name, metadata.namespace);
      }
    }
  }
}
