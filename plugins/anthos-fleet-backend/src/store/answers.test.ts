import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
  namespaceOf,
  observedSync,
  syncError,
} from '../__testUtils__/clusterReadings';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
} from '../__testUtils__/readings';
import { DatabaseFleetStore } from './DatabaseFleetStore';
import { EVERYTHING, type Visible } from './visibility';

jest.setTimeout(60_000);

const T0 = '2026-11-23T10:00:00.000Z';
const T1 = '2026-11-23T10:01:00.000Z';
const T2 = '2026-11-23T10:02:00.000Z';
const ONE = observedCluster('dc1-prod');
const TWO = observedCluster('dc2-prod');
const NAMESPACES = { namespaces: [namespaceOf('maps')] };
const synced = observedSync({ namespace: 'maps' });
const broken = observedSync({
  namespace: 'maps',
  state: 'error',
  errors: [syncError('f1')],
});

describe('answers that are kept', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let replica: DatabaseFleetStore;
    let statements: string[];
    let now: number;

    const create = () =>
      DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(now),
        },
      );
    const register = (at: string, clusters = [ONE, TWO]) =>
      replica.recordReading(fleetReading(at, clusters), {
        startedAt: at,
        finishedAt: at,
      });
    const read = (at: string, sync = synced) =>
      replica.recordClusterReading(
        clusterReading(ONE, at, [sync], NAMESPACES),
        {
          ownerOf: () => 'group:default/maps',
          failures: 0,
        },
      );

    beforeEach(async () => {
      knex = await databases.init(id);
      now = Date.parse(T2);
      store = await create();
      replica = await create();
      await register(T0);
      await read(T0);
      statements = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    });

    afterEach(async () => {
      await knex.destroy();
    });

    it('are given again for one statement', async () => {
      const first = await store.listErrorGroups({}, EVERYTHING);
      statements.length = 0;
      expect(await store.listErrorGroups({}, EVERYTHING)).toEqual(first);
      expect(statements).toHaveLength(1);
    });

    it('share what does not depend on the order and the page', async () => {
      await read(T1, broken);
      const { items: all, ...totals } = await store.listErrorGroups(
        {},
        EVERYTHING,
      );
      const cost = async (filters: {
        q?: string;
        sort?: 'code' | 'clusters';
      }) => {
        statements.length = 0;
        const list = await store.listErrorGroups(filters, EVERYTHING);
        expect(list).toEqual({ ...totals, items: all });
        return statements.length;
      };
      const sorted = await cost({ sort: 'code' });
      const searched = await cost({ q: 'f1' });
      expect(sorted).toBeLessThan(searched);
    });

    it('end with what another replica wrote', async () => {
      const groups = () => store.listErrorGroups({}, EVERYTHING);
      const states = async () =>
        (await store.getOverview(EVERYTHING)).packageSyncs;
      expect((await groups()).totalItems).toBe(0);
      expect(await states()).toEqual([{ state: 'synced', total: 1 }]);
      await read(T1, broken);
      expect((await groups()).totalItems).toBe(1);
      expect(await states()).toEqual([{ state: 'error', total: 1 }]);
    });

    it('end after some seconds where nothing changed but the time of a reading', async () => {
      const observedAt = async () =>
        (await store.listPackageSyncs({}, EVERYTHING)).items.map(
          ({ freshness }) => freshness.observedAt,
        );
      expect(await observedAt()).toEqual([T0]);
      expect(await read(T1)).toMatchObject({ changed: false });
      expect(await observedAt()).toEqual([T0]);
      now += 5_000;
      expect(await observedAt()).toEqual([T1]);
    });

    it('end with a reading that failed', async () => {
      const outcomes = async () =>
        (await store.listPackageSyncs({}, EVERYTHING)).items.map(
          ({ freshness }) => freshness.outcome,
        );
      expect(await outcomes()).toEqual(['ok']);
      await replica.recordClusterReading(failedClusterReading(ONE, T1), {
        ownerOf: () => undefined,
        failures: 1,
      });
      expect(await outcomes()).toEqual(['timeout']);
    });

    it('end with clusters that come and go, and with the time of the register', async () => {
      const list = async () => {
        const { items } = await store.listClusters({}, EVERYTHING);
        return items.map(
          ({ name, freshness }) => `${name} ${freshness.hub.attemptedAt}`,
        );
      };
      expect(await list()).toEqual([`dc1-prod ${T0}`, `dc2-prod ${T0}`]);
      await register(T1, [TWO]);
      expect(await list()).toEqual([`dc2-prod ${T1}`]);
      await register(T2);
      expect(await list()).toEqual([`dc1-prod ${T2}`, `dc2-prod ${T2}`]);
    });

    it('are of those alone who may see the same', async () => {
      const count = async (visible: Visible) =>
        (await store.listPackageSyncs({}, visible)).totalItems;
      const only = (...values: string[]): Visible => ({
        clusters: { field: 'name', values },
        packageSyncs: undefined,
      });
      expect(await count(EVERYTHING)).toBe(1);
      expect(await count(only('dc1-prod'))).toBe(1);
      expect(await count(only('dc2-prod'))).toBe(0);
      expect(await count({ clusters: undefined, packageSyncs: 'none' })).toBe(
        0,
      );
      expect(
        await count({
          clusters: undefined,
          packageSyncs: { field: 'owner', values: ['group:default/charts'] },
        }),
      ).toBe(0);
      expect(await count(EVERYTHING)).toBe(1);
    });
  });
});
