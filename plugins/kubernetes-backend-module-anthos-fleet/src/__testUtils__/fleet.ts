import type {
  Cluster,
  EntityStatus,
  Overview,
} from 'backstage-plugin-anthos-fleet-common';
import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import type { AnthosFleetService } from 'backstage-plugin-anthos-fleet-node';

const NOW = '2026-11-22T10:00:00.000Z';

export function makeCluster(ref: string, more: Partial<Cluster> = {}): Cluster {
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

const neverAsked = async (): Promise<never> => {
  throw new Error('The Kubernetes module has no use for this');
};

/** The anthos-fleet back end, with answers that a test sets. */
export class FakeFleet implements AnthosFleetService {
  clusters: Cluster[] = [];
  /** Names of clusters by entity ref. */
  entities: Record<string, string[]> = {};
  /** What every call ends with. */
  failure?: Error;
  listed: unknown[] = [];

  getOverview: AnthosFleetService['getOverview'] = async () => {
    this.#fail();
    return {
      fleets: [
        {
          fleet: 'acme-fleet',
          sources: [],
          unansweredLocations: [],
          projectNumber: '123456789012',
        },
      ],
    } as Partial<Overview> as Overview;
  };

  listClusters: AnthosFleetService['listClusters'] = async ({
    credentials,
  }) => {
    this.#fail();
    this.listed.push(credentials.principal);
    return {
      consistent: true,
      clusters: this.clusters.map(cluster => ({
        cluster,
        ref: parseClusterRef(cluster.ref)!,
      })),
    };
  };

  getEntityStatus: AnthosFleetService['getEntityStatus'] = async entityRef => {
    this.#fail();
    const names = this.entities[entityRef] ?? [];
    const clusters = this.clusters
      .filter(({ name }) => names.includes(name))
      .map(cluster => ({ cluster, chosenBy: [] }));
    return { entityRef, clusters } as Partial<EntityStatus> as EntityStatus;
  };

  getCluster = neverAsked;
  refreshCluster = neverAsked;
  getPackageSyncs = neverAsked;
  getPackageSync = neverAsked;
  getSyncErrors = neverAsked;
  getSyncError = neverAsked;
  getNamespace = neverAsked;
  dryRun = neverAsked;
  ensureFleetNamespace = neverAsked;

  #fail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
