import type { ClusterObjects } from '../../cluster/ClusterObjects';
import { installGatewayApi } from '../../cluster/installations';
import type { ClusterDefinition } from '../../fleet/clusterSchema';
import type { FleetDefinition } from '../../fleet/fleetSchema';
import type { FleetHead } from '../../hub/wire';
import { describedObjects } from '../describedSyncs';
import { packageSyncObject } from '../packageSyncs';
import { hasConfigSync, seedConfigSync } from './seedConfigSync';
import { seedMesh } from './seedMesh';
import { seedNamespace } from './seedNamespace';
import { seedTenantRoles } from './seedTenantRoles';
import { seedPolicyController } from './seedPolicyController';

export interface ClusterSeed {
  fleet: FleetHead;
  definition: ClusterDefinition;
  /** The scopes that the cluster belongs to. */
  scopes: FleetDefinition['scopes'];
  /** Where the repositories are served. */
  gitUrl: string;
}

/** Namespaces that the fleet hands out, and those of the cluster itself. */
function seedNamespaces(cluster: ClusterObjects, seed: ClusterSeed): void {
  const { definition, scopes } = seed;
  // What a live cluster has comes from its syncs.
  const handedOut =
    definition.configSync?.status === 'live'
      ? []
      : scopes.flatMap(scope =>
          scope.namespaces.map(namespace => ({
            name: namespace.name,
            labels: {
              ...namespace.labels,
              ...namespace.namespaceLabels,
              ...scope.namespaceLabels,
              'fleet.gke.io/fleet-scope': scope.name,
            },
            quota: undefined,
          })),
        );
  [...definition.namespaces, ...handedOut].forEach(namespace =>
    seedNamespace(cluster, namespace),
  );
}

/** RootSyncs and RepoSyncs: what a live cluster begins with, or the whole story of another. */
function seedSyncs(cluster: ClusterObjects, seed: ClusterSeed): void {
  const { fleet, definition, gitUrl } = seed;
  const { configSync } = definition;
  if (!configSync || !hasConfigSync(definition)) {
    return;
  }
  seedConfigSync(
    cluster,
    configSync.version ??
      fleet.features.configSync?.default?.version ??
      '1.22.0',
  );
  if (configSync.status === 'live') {
    configSync.syncs.forEach(sync => {
      if (sync.namespace) {
        seedNamespace(cluster, { name: sync.namespace });
      }
      cluster.create(
        packageSyncObject(sync, { gitUrl, repo: 'acme/fleet-config' }),
      );
    });
    return;
  }
  for (const { sync, group } of describedObjects(fleet, definition, gitUrl)) {
    const { namespace } = sync.metadata;
    if (sync.kind === 'RepoSync' && namespace) {
      seedNamespace(cluster, {
        name: namespace,
        labels: { team: namespace.replace(/-[^-]*$/, '') },
      });
      cluster.create({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings', namespace },
        data: {},
      });
    }
    cluster.create(sync, { withStatus: true });
    cluster.create(group, { withStatus: true });
  }
}

/** Puts into a new cluster what the fleet file says of it. */
export function seedCluster(cluster: ClusterObjects, seed: ClusterSeed): void {
  seedNamespaces(cluster, seed);
  const { platform, tenantRoles } = seed.definition;
  const mesh = seedMesh(cluster, seed.definition);
  const gatewayApi = platform === 'gke';
  if (gatewayApi) {
    installGatewayApi(cluster);
  }
  if (tenantRoles) {
    seedTenantRoles(cluster, { mesh, gatewayApi });
  }
  seedPolicyController(cluster, seed);
  seedSyncs(cluster, seed);
}
