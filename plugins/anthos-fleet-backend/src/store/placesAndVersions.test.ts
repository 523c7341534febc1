import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../__testUtils__/readings';
import { DatabaseFleetStore } from './DatabaseFleetStore';
import type { ClusterQuery } from './FleetStore';
import { EVERYTHING, type Visible } from './visibility';

jest.setTimeout(60_000);

const T0 = '2026-11-22T10:00:00.000Z';
const T1 = '2026-11-22T10:10:00.000Z';
const sweepAt = (time: string) => ({ startedAt: time, finishedAt: time });

const clusters = [
  observedCluster('dc1', {
    location: 'global',
    hosting: 'on-prem',
    place: { site: 'Oslo DC1' },
    kubernetesVersion: 'v1.31.8-gke.200',
  }),
  observedCluster('gke-a', {
    place: { region: 'europe-north1', zone: 'europe-north1-a' },
    kubernetesVersion: 'v1.33.5-gke.1080000',
  }),
  observedCluster('gke-b', {
    place: { region: 'europe-north1' },
    kubernetesVersion: 'v1.33.5-gke.300',
  }),
  observedCluster('aws', {
    location: 'europe-west1',
    hosting: 'aws',
    platform: 'gke-on-aws',
    place: {},
    kubernetesVersion: undefined,
    endOfLife: '2027-03-17',
  }),
];
const configSync = {
  'global/dc1': observedConfigSync('error', { version: '1.21.3' }),
  'europe-north1/gke-a': observedConfigSync('synced', { version: '1.22.0' }),
  'europe-north1/gke-b': observedConfigSync('synced'),
};

function reading(time: string) {
  const result = fleetReading(time, clusters, configSync);
  result.mesh.data?.set('europe-north1/gke-a', {
    summary: {
      state: 'active',
      revision: 'asm-managed',
      errorCount: 0,
      warningCount: 0,
    },
    conditions: [],
  });
  result.mesh.data?.set('global/dc1', {
    summary: { state: 'not-managed', errorCount: 0, warningCount: 0 },
    conditions: [],
  });
  result.policyController.data?.set('global/dc1', {
    summary: { state: 'active', version: '1.23.1' },
    components: [],
    bundles: [],
  });
  return result;
}

describe('places and versions', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(T1),
        },
      );
      await store.recordReading(reading(T0), sweepAt(T0));
      const second = reading(T1);
      second.clusters.unansweredLocations = ['europe-west1'];
      await store.recordReading(second, sweepAt(T1));
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const names = async (query: ClusterQuery, visible: Visible = EVERYTHING) =>
      (await store.listClusters(query, visible)).items.map(({ name }) => name);

    it('counts clusters by site, by region, and those of which nobody said', async () => {
      const { places, totalPlaces } = await store.getOverview(EVERYTHING);
      expect(totalPlaces).toBe(3);
      expect(places).toEqual([
        {
          hosting: 'gcp',
          region: 'europe-north1',
          total: 2,
          syncStates: [{ state: 'synced', total: 2 }],
        },
        {
          hosting: 'aws',
          total: 1,
          syncStates: [{ state: 'not-installed', total: 1 }],
        },
        {
          hosting: 'on-prem',
          site: 'Oslo DC1',
          total: 1,
          syncStates: [{ state: 'error', total: 1 }],
        },
      ]);
    });

    it('counts versions, how far they are apart, and those that are not known', async () => {
      const { versions, endOfLife } = await store.getOverview(EVERYTHING);
      expect(versions).toEqual([
        {
          component: 'kubernetes',
          total: 4,
          unknown: 1,
          distinct: 3,
          minorsApart: 2,
          versions: [
            { version: 'v1.33.5-gke.1080000', total: 1, minorsBehind: 0 },
            { version: 'v1.33.5-gke.300', total: 1, minorsBehind: 0 },
            { version: 'v1.31.8-gke.200', total: 1, minorsBehind: 2 },
          ],
        },
        {
          component: 'configSync',
          total: 3,
          unknown: 1,
          distinct: 2,
          minorsApart: 1,
          versions: [
            { version: '1.22.0', total: 1, minorsBehind: 0 },
            { version: '1.21.3', total: 1, minorsBehind: 1 },
          ],
        },
        {
          component: 'mesh',
          total: 1,
          unknown: 0,
          distinct: 1,
          versions: [{ version: 'asm-managed', total: 1 }],
        },
        {
          component: 'policyController',
          total: 1,
          unknown: 0,
          distinct: 1,
          versions: [{ version: '1.23.1', total: 1, minorsBehind: 0 }],
        },
      ]);
      expect(endOfLife).toEqual([{ date: '2027-03-17', total: 1 }]);
    });

    it.each<[ClusterQuery, string[]]>([
      [{ site: ['Oslo DC1'] }, ['dc1']],
      [{ region: ['europe-north1'] }, ['gke-a', 'gke-b']],
      [{ site: ['unknown'], region: ['unknown'] }, ['aws']],
      [{ location: ['global'] }, ['dc1']],
      [{ kubernetesVersion: ['v1.33.5-gke.300'] }, ['gke-b']],
      [{ kubernetesVersion: ['unknown'] }, ['aws']],
      [{ configSyncVersion: ['1.22.0', 'unknown'] }, ['gke-a', 'gke-b']],
      [{ meshRevision: ['asm-managed'] }, ['gke-a']],
      [{ meshRevision: ['unknown'] }, []],
      [{ policyControllerVersion: ['1.23.1'] }, ['dc1']],
      [{ endOfLife: ['2027-03-17'] }, ['aws']],
    ])('lists the clusters of a number: %j', async (query, expected) => {
      expect(await names(query)).toEqual(expected);
    });

    it('counts only what may be seen', async () => {
      const { places, versions, endOfLife } = await store.getOverview({
        ...EVERYTHING,
        clusters: { field: 'hosting', values: ['on-prem'] },
      });
      expect(places).toMatchObject([{ site: 'Oslo DC1', total: 1 }]);
      expect(
        versions?.map(({ component, total }) => [component, total]),
      ).toEqual([
        ['kubernetes', 1],
        ['configSync', 1],
        ['policyController', 1],
      ]);
      expect(endOfLife).toEqual([]);
    });

    it('names the oldest data, and what did not answer since when', async () => {
      const { oldest, fleets } = await store.getOverview(EVERYTHING);
      expect(oldest).toEqual([
        {
          source: 'hub',
          fleet: FLEET,
          location: 'europe-west1',
          observedAt: T0,
        },
        { source: 'configSync', fleet: FLEET, observedAt: T1 },
        { source: 'mesh', fleet: FLEET, observedAt: T1 },
        { source: 'policyController', fleet: FLEET, observedAt: T1 },
      ]);
      expect(fleets[0].unanswered).toEqual([
        {
          location: 'europe-west1',
          source: 'hub',
          freshness: expect.objectContaining({
            outcome: 'unreachable',
            observedAt: T0,
            attemptedAt: T1,
          }),
        },
      ]);
    });

    it('names no location to whoever sees no cluster there', async () => {
      const { oldest, fleets } = await store.getOverview({
        ...EVERYTHING,
        clusters: { field: 'hosting', values: ['on-prem'] },
      });
      expect(oldest?.map(({ location }) => location)).toEqual(
        Array(4).fill(undefined),
      );
      expect(fleets).toMatchObject([
        { fleet: FLEET, unanswered: [], unansweredLocations: [] },
      ]);
    });

    it('fills in what was stored before', async () => {
      const columns = [
        'region',
        'kubernetes_version',
        'config_sync_version',
        'mesh_revision',
        'policy_version',
        'end_of_life',
      ];
      const read = () => knex('clusters').orderBy('ref').select(columns);
      const before = await read();
      const migration = jest.requireActual(
        '../../migrations/20261127100000_places_and_versions',
      );
      await migration.down(knex);
      await migration.up(knex);
      expect(await read()).toEqual(before);
    });
  });
});
