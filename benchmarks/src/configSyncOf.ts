import type { FleetEmulator } from 'fleet-emulator';

const RESOURCES = [
  'rootsyncs.configsync.gke.io',
  'reposyncs.configsync.gke.io',
];

/** The RootSyncs and RepoSyncs that the clusters of a fleet have, counted, and their namespaces. */
export function configSyncOf({ fleet, clusters }: FleetEmulator) {
  const syncs = fleet
    .listClusters()
    .map(({ location, name }) => clusters.get(`${location}/${name}`))
    .flatMap(cluster =>
      RESOURCES.flatMap(resource => {
        try {
          return cluster?.list(resource).items ?? [];
        } catch {
          // Without Config Sync a cluster does not know the kinds.
          return [];
        }
      }),
    );
  const namespaces = syncs.flatMap(({ metadata }) => metadata.namespace ?? []);
  return { total: syncs.length, namespaces: [...new Set(namespaces)].sort() };
}
