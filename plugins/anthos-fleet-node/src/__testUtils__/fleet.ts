import type { Cluster } from 'backstage-plugin-anthos-fleet-common';

const NOW = '2026-11-22T10:00:00.000Z';

/** A cluster as the API gives it. */
export function makeCluster(
  ref = 'acme-fleet/europe-north1/gke-prod-1',
  more: Partial<Cluster> = {},
): Cluster {
  const [fleet, location, name] = ref.split('/');
  return {
    ref,
    fleet,
    location,
    name,
    hosting: 'gcp',
    platform: 'gke',
    place: { region: location },
    lifecycle: 'ready',
    labels: {},
    orphaned: false,
    connection: { state: 'direct' },
    configSync: { state: 'synced', errorCount: 0 },
    freshness: { hub: { outcome: 'ok', age: 'fresh', attemptedAt: NOW } },
    ...more,
  };
}
