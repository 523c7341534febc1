import type { Knex } from 'knex';
import {
  clusterReading,
  inventoryOf,
  namespaceOf,
  observedSync,
  rootSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  fleetReading,
  FLEET,
  observedCluster,
} from '../__testUtils__/readings';
import { createStore, T0, T1, T2 } from './__testUtils__/sampleFleet';
import type { DatabaseFleetStore } from './DatabaseFleetStore';
import { EVERYTHING, type Visible } from './visibility';

jest.setTimeout(300_000);

const CLUSTERS = Number(process.env.BIG_FLEET_CLUSTERS ?? 60);
const SYNCS = 20;
const ERRORS = 5;
const clusters = Array.from({ length: CLUSTERS }, (_, at) =>
  observedCluster(`c-${String(at).padStart(4, '0')}`, {
    labels: { env: at % 2 ? 'prod' : 'dev' },
  }),
);

/** Every second sync is in error, with as many causes as it has errors. */
function syncsOf(broken: boolean) {
  return [
    rootSync(),
    ...Array.from({ length: SYNCS - 1 }, (_, at) =>
      observedSync({
        namespace: `team-${at}`,
        ...(broken && at % 2
          ? {
              state: 'error',
              errors: Array.from({ length: ERRORS }, (__, error) =>
                syncError(`cause-${at}-${error}`, { namespace: `team-${at}` }),
              ),
            }
          : {}),
      }),
    ),
  ];
}

describe('a big fleet', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    const writeAll = async (at: string, broken: boolean) => {
      const syncs = syncsOf(broken);
      for (const cluster of clusters) {
        await store.recordClusterReading(
          clusterReading(cluster, at, syncs, {
            namespaces: syncs.map(sync => namespaceOf(sync.namespace)),
            inventories: [[syncs[0], inventoryOf('team-1', 20)]],
          }),
          {
            ownerOf: ({ namespace }) => `group:default/${namespace}`,
            failures: 0,
          },
        );
      }
    };

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
      await store.recordReading(fleetReading(T0, clusters), {
        startedAt: T0,
        finishedAt: T0,
      });
      await writeAll(T1, true);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    it('is paged right to the end', async () => {
      const ids = new Set<string>();
      let cursor: string | undefined;
      do {
        const page = await store.listPackageSyncs(
          { sort: 'namespace', limit: 500, cursor },
          EVERYTHING,
        );
        expect(page.totalItems).toBe(CLUSTERS * SYNCS);
        page.items.forEach(sync => ids.add(sync.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(ids.size).toBe(CLUSTERS * SYNCS);
    });

    it('has its errors grouped, with the first few places of each', async () => {
      const causes = Math.floor((SYNCS - 1) / 2) * ERRORS;
      const list = await store.listErrorGroups({ limit: 500 }, EVERYTHING);
      expect(list).toMatchObject({
        totalItems: causes,
        totalClusters: CLUSTERS,
      });
      expect(list.items).toHaveLength(causes);
      for (const group of list.items) {
        expect(group).toMatchObject({
          totalClusters: CLUSTERS,
          totalErrors: CLUSTERS,
        });
        expect(group.clusters.map(({ name }) => name)).toEqual(
          clusters.slice(0, 10).map(({ name }) => name),
        );
      }
      const details = await store.getErrorGroup('cause-1-0', EVERYTHING);
      expect(details?.totalOccurrences).toBe(CLUSTERS);
      expect(details?.occurrences).toHaveLength(Math.min(CLUSTERS, 200));
    });

    it('counts completely what an entity shows in part', async () => {
      const selection = { refs: [], names: [], selectors: [[]] };
      const all = await store.getEntitySyncs(selection, [], EVERYTHING);
      expect(all.totalSyncs).toBe(CLUSTERS);
      const many = Array.from({ length: SYNCS }, (_, at) => `team-${at}`);
      const own = await store.getEntitySyncs(selection, many, EVERYTHING);
      expect(own.totalSyncs).toBe(CLUSTERS * SYNCS);
      expect(own.syncs).toHaveLength(200);
      expect(own.state).toBe('error');
      expect(own.totalObjects).toBe(CLUSTERS * 20);
      expect(own.objects).toHaveLength(500);
      expect(own.errors).toHaveLength(45);
      const dev: Visible = {
        ...EVERYTHING,
        clusters: { field: 'label', key: 'env', values: ['dev'] },
      };
      const less = await store.getEntitySyncs(selection, many, dev);
      expect(less.totalSyncs).toBe((CLUSTERS / 2) * SYNCS);
    });

    it('sums up many entities as it does each of them alone', async () => {
      const everywhere = { refs: [], names: [], selectors: [[]] };
      const choices = Array.from({ length: 500 }, (_, at) => ({
        selection: everywhere,
        namespaces: [`team-${at % SYNCS}`, `more-${at}`],
      }));
      const sums = await store.sumUpEntities(choices, EVERYTHING);
      expect(sums).toMatchObject({
        totalClusters: CLUSTERS,
        totalErrorGroups: Math.floor((SYNCS - 1) / 2) * ERRORS,
      });
      for (const at of [0, 1, 2]) {
        const { namespaces } = choices[at];
        const alone = await store.getEntitySyncs(
          everywhere,
          namespaces,
          EVERYTHING,
        );
        expect(sums.entities[at]).toMatchObject({
          state: alone.state,
          totalClusters: CLUSTERS,
          totalErrorGroups: alone.totalErrorGroups,
        });
      }
    });

    it('heals as a whole', async () => {
      await writeAll(T2, false);
      expect((await store.listErrorGroups({}, EVERYTHING)).totalItems).toBe(0);
      expect(
        await knex('error_groups').whereNull('closed_at').select('*'),
      ).toEqual([]);
      expect(await store.listClustersToRead(FLEET)).toHaveLength(CLUSTERS);
    });
  });
});
