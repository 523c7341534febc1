import type {
  Cluster,
  FleetSweep,
  Outcome,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';

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
    consoleUrl: `https://console.cloud.google.com/kubernetes/${ref}`,
    configSync: { state: 'synced', errorCount: 0 },
    freshness: { hub: { outcome: 'ok', age: 'fresh', attemptedAt: NOW } },
    ...more,
  };
}

/** The last sweep of a fleet, that ended like this. */
export function makeSweep(
  fleet: string,
  outcome: Outcome = 'ok',
  more: Partial<FleetSweep> = {},
): FleetSweep {
  return {
    fleet,
    startedAt: NOW,
    finishedAt: NOW,
    sources: [
      {
        source: 'hub',
        enabled: true,
        freshness: { outcome, age: 'fresh', attemptedAt: NOW },
      },
    ],
    unansweredLocations: [],
    ...more,
  };
}

export function makeOverview(
  totalClusters: number,
  fleets: FleetSweep[],
  configured = true,
): Overview {
  return {
    configured,
    totalClusters,
    hostings: [],
    platforms: [],
    syncStates: [],
    ages: [],
    attention: [],
    connections: [],
    orphaned: 0,
    packageSyncs: [],
    openErrorGroups: 0,
    worstErrors: [],
    fleets,
  };
}
