import type { ClusterObjects } from '../../cluster/ClusterObjects';
import { installConfigSync } from '../../cluster/installations';
import type { ClusterDefinition } from '../../fleet/clusterSchema';
import type { ConfigSync } from '../../fleet/featureSchemas';
import { CONTROLLER_NAMESPACE } from '../identity';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];

/** States in which no part of Config Sync is in the cluster. */
const ABSENT: ReadonlyArray<ConfigSync['status']> = [
  'not-installed',
  'install-failed',
  'installing',
  'assigned',
];

function role(name: string, rules: object[]) {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

const ROLES = [
  role('configsync.gke.io:ns-reconciler', [
    { apiGroups: ['configsync.gke.io'], resources: ['reposyncs'], verbs: READ },
    { apiGroups: ['kpt.dev'], resources: ['resourcegroups'], verbs: ['*'] },
  ]),
  role('configsync.gke.io:root-reconciler', [
    { apiGroups: ['configsync.gke.io'], resources: ['rootsyncs'], verbs: READ },
    { apiGroups: ['kpt.dev'], resources: ['resourcegroups'], verbs: ['*'] },
  ]),
];

function deployment(name: string, namespace: string, version: string) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { app: name } },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name, image: `config-sync/${name}:v${version}` }],
        },
      },
    },
  };
}

/** Whether Config Sync's kinds and controllers are in the cluster. */
export function hasConfigSync({ configSync }: ClusterDefinition): boolean {
  return configSync !== undefined && !ABSENT.includes(configSync.status);
}

/** Installs Config Sync: its namespaces, kinds, roles and controllers, and no sync. */
export function seedConfigSync(cluster: ClusterObjects, version: string): void {
  installConfigSync(cluster);
  if (
    cluster.find('deployments.apps', 'reconciler-manager', CONTROLLER_NAMESPACE)
  ) {
    return;
  }
  ROLES.forEach(object => cluster.create(object));
  cluster.create(
    deployment('reconciler-manager', CONTROLLER_NAMESPACE, version),
  );
  cluster.create(
    deployment('otel-collector', 'config-management-monitoring', version),
  );
  cluster.create(
    deployment(
      'resource-group-controller-manager',
      'resource-group-system',
      version,
    ),
  );
}
