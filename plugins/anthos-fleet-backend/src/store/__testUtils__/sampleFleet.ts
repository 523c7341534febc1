import type { Knex } from 'knex';
import {
  clusterReading,
  inventoryOf,
  namespaceOf,
  observedSync,
  rootSync,
  syncError,
} from '../../__testUtils__/clusterReadings';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
} from '../../__testUtils__/readings';
import { DatabaseFleetStore } from '../DatabaseFleetStore';
import { packageSyncId } from '../ClusterReadings';

export const T0 = '2026-11-23T10:00:00.000Z';
export const T1 = '2026-11-23T10:01:00.000Z';
export const T2 = '2026-11-23T10:02:00.000Z';

export const onprem = observedCluster('onprem-prod', {
  location: 'europe-west1',
  hosting: 'on-prem',
  platform: 'gdc-vmware',
  place: { site: 'Oslo DC1' },
  labels: { env: 'prod' },
  connection: { state: 'connected' },
});
export const gke = observedCluster('gke-prod', { labels: { env: 'prod' } });
export const dev = observedCluster('gke-dev', { labels: { env: 'dev' } });

const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const QUOTA = syncError('quota', { namespace: 'maps', message: 'quota: maps' });

/** RepoSyncs of two teams and RootSyncs on three clusters, with two causes of errors. */
export const SYNCS = {
  onpremRoot: rootSync({
    state: 'error',
    errors: [
      syncError('unknown-kind', {
        code: 'KNV1021',
        headline: 'Unknown kind',
        namespace: 'geodesy',
        message: 'about geodesy',
      }),
      syncError('unknown-kind', {
        code: 'KNV1021',
        headline: 'Unknown kind',
        namespace: 'maps',
        message: 'about maps',
      }),
      syncError('source', {
        code: 'KNV2004',
        headline: 'Source',
        step: 'source',
        message: 'about no namespace',
      }),
    ],
  }),
  onpremMaps: observedSync({
    namespace: 'maps',
    state: 'error',
    commit: OLD,
    repository: 'https://github.com/acme/maps-config',
    errors: [QUOTA, { ...QUOTA, message: 'quota: maps again' }],
  }),
  onpremGeodesy: observedSync({ namespace: 'geodesy' }),
  gkeRoot: rootSync({}),
  gkeMaps: observedSync({
    namespace: 'maps',
    state: 'error',
    repository: 'https://github.com/acme/maps-config',
    errors: [QUOTA],
  }),
  devMaps: observedSync({
    namespace: 'maps',
    state: 'pending',
    repository: 'https://git.example.com/maps-config',
  }),
};

export const IDS = {
  onpremRoot: packageSyncId(onprem.ref, SYNCS.onpremRoot),
  onpremMaps: packageSyncId(onprem.ref, SYNCS.onpremMaps),
  onpremGeodesy: packageSyncId(onprem.ref, SYNCS.onpremGeodesy),
  gkeRoot: packageSyncId(gke.ref, SYNCS.gkeRoot),
  gkeMaps: packageSyncId(gke.ref, SYNCS.gkeMaps),
  devMaps: packageSyncId(dev.ref, SYNCS.devMaps),
};

/** Which of the syncs these are, in their order. */
export function namesOf(ids: string[]): string[] {
  const names = new Map(Object.entries(IDS).map(([name, id]) => [id, name]));
  return ids.map(id => names.get(id) ?? id);
}

export function createStore(
  knex: Knex,
  options: { now?: () => Date } = {},
): Promise<DatabaseFleetStore> {
  return DatabaseFleetStore.create(
    { getClient: async () => knex },
    {
      fleets: [FLEET],
      gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
      frequencyMs: 60_000,
      configSyncDefaults,
      now: () => new Date(T2),
      ...options,
    },
  );
}

export const ownerOf = ({ namespace }: { namespace: string }) =>
  namespace === 'maps' ? 'group:default/team-maps' : undefined;

/** Writes the fleet into a store. */
export async function writeSampleFleet(store: DatabaseFleetStore) {
  await store.recordReading(fleetReading(T0, [onprem, gke, dev]), {
    startedAt: T0,
    finishedAt: T0,
  });
  const context = { ownerOf, failures: 0 };
  const { onpremRoot, onpremMaps, onpremGeodesy, gkeRoot, gkeMaps, devMaps } =
    SYNCS;
  await store.recordClusterReading(
    clusterReading(onprem, T1, [onpremRoot, onpremMaps, onpremGeodesy], {
      inventories: [
        [
          onpremMaps,
          inventoryOf('maps', 3, [
            {
              group: 'apps',
              kind: 'Deployment',
              namespace: 'maps',
              name: 'api',
              status: 'failed',
              actuation: 'Failed',
            },
            {
              group: 'apps',
              kind: 'Deployment',
              namespace: 'maps',
              name: 'later',
              status: 'unknown',
              actuation: 'Pending',
            },
          ]),
        ],
        [onpremRoot, inventoryOf('geodesy', 2)],
      ],
      namespaces: [
        namespaceOf('maps', { meshInjection: 'enabled', meshRevision: 'asm' }),
        namespaceOf('geodesy'),
      ],
      policyConstraints: [
        {
          kind: 'A',
          name: 'a',
          enforcement: 'deny',
          violations: [],
          totalViolations: 1,
        },
        {
          kind: 'B',
          name: 'b',
          bundle: 'cis',
          enforcement: 'warn',
          violations: [
            { kind: 'Pod', namespace: 'maps', name: 'api-1', message: 'root' },
            { kind: 'Pod', namespace: 'geodesy', name: 'api-1' },
            { kind: 'Namespace', name: 'maps' },
          ],
          totalViolations: 7,
        },
        {
          kind: 'C',
          name: 'none',
          enforcement: 'warn',
          violations: [],
          totalViolations: 0,
        },
      ],
      meshRevisions: [{ name: 'asm-managed', ready: 'true' }],
    }),
    context,
  );
  await store.recordClusterReading(
    clusterReading(gke, T1, [gkeRoot, gkeMaps], {
      inventories: [[gkeRoot, inventoryOf('maps', 1)]],
      namespaces: [namespaceOf('maps')],
    }),
    context,
  );
  await store.recordClusterReading(clusterReading(dev, T1, [devMaps]), context);
}
