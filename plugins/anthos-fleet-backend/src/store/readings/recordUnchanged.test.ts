import type { ClusterReading } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
  inventoryOf,
  namespaceOf,
  observedSync,
  rootSync,
  syncError,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../../__testUtils__/readings';
import { DatabaseFleetStore } from '../DatabaseFleetStore';
import { markNoticed } from './noticed';

jest.setTimeout(60_000);

const T = Array.from(
  { length: 6 },
  (_, minute) => `2026-11-23T10:0${minute}:00.000Z`,
);
const NOW = '2026-11-23T11:00:00.000Z';
const cluster = observedCluster('dc1-prod');
const sync = observedSync({ namespace: 'maps', name: 'repo-sync' });
const KEY = { kind: 'RepoSync', namespace: 'maps', name: 'repo-sync' } as const;

describe('recordUnchanged', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let owner: string;
    let statements: string[];

    const register = (
      at: string,
      state: Parameters<typeof observedConfigSync>[0],
    ) =>
      store.recordReading(
        fleetReading(at, [cluster], {
          'europe-north1/dc1-prod': observedConfigSync(state),
        }),
        { startedAt: at, finishedAt: at },
      );

    beforeEach(async () => {
      owner = 'group:default/maps';
      knex = await databases.init(id);
      store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(NOW),
        },
      );
      await register(T[0], 'pending');
      statements = [];
      knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const parts = (): Parameters<typeof clusterReading>[3] => ({
      namespaces: [namespaceOf('maps')],
      inventories: [[KEY, inventoryOf('maps', 2)]],
    });
    const record = async (reading: ClusterReading, failures = 0) => {
      statements.length = 0;
      return store.recordClusterReading(reading, {
        ownerOf: () => owner,
        failures,
      });
    };
    const same = (minute: number, changed = parts()) =>
      clusterReading(cluster, T[minute], [sync], changed);
    const row = () => knex('cluster_readings').first('*');
    const comparedRowByRow = () => statements.length > 4;

    it('writes the time of what is as it was, and nothing else', async () => {
      await record(same(1));
      const before = await Promise.all(
        ['package_syncs', 'namespaces', 'clusters'].map(table => knex(table)),
      );
      const result = await record(same(2));
      expect(comparedRowByRow()).toBe(false);
      expect(result).toMatchObject({
        recorded: true,
        changed: false,
        settled: false,
        syncState: 'synced',
        errorGroups: [],
      });
      expect([...result.syncIds]).toEqual([
        ['RepoSync/maps/repo-sync', (await knex('package_syncs').first()).id],
      ]);
      const { parts_json, ...times } = await row();
      expect(times).toMatchObject({
        attempted_at: T[2],
        observed_at: T[2],
        outcome: 'ok',
        failures: 0,
      });
      expect(JSON.parse(parts_json).packageSyncs).toMatchObject({
        attemptedAt: T[2],
        observedAt: T[2],
      });
      expect(await knex('inventories').first()).toMatchObject({
        observed_at: T[2],
      });
      expect(
        await Promise.all(
          ['package_syncs', 'namespaces', 'clusters'].map(table => knex(table)),
        ),
      ).toEqual(before);
    });

    it('says that there is nothing to observe once it was observed', async () => {
      const first = same(1);
      await record(first);
      await knex.transaction(tx => markNoticed(tx, first));
      expect(await record(same(2))).toMatchObject({ settled: true });
      // What is compared is to be observed again.
      owner = 'group:default/charts';
      expect(await record(same(3))).toMatchObject({
        changed: true,
        settled: false,
      });
      expect(await record(same(4))).toMatchObject({
        changed: false,
        settled: false,
      });
    });

    it.each<[what: string, reading: () => ClusterReading]>([
      [
        'a package sync',
        () =>
          clusterReading(
            cluster,
            T[2],
            [{ ...sync, commit: 'ffffffff' }],
            parts(),
          ),
      ],
      [
        'an error',
        () =>
          clusterReading(
            cluster,
            T[2],
            [{ ...sync, errors: [syncError('f1')] }],
            parts(),
          ),
      ],
      [
        'one package sync more',
        () => clusterReading(cluster, T[2], [sync, rootSync()], parts()),
      ],
      ['one namespace less', () => same(2, { ...parts(), namespaces: [] })],
      [
        'the inventory',
        () =>
          same(2, {
            ...parts(),
            inventories: [[KEY, inventoryOf('maps', 3)]],
          }),
      ],
      [
        'policy constraints',
        () => same(2, { ...parts(), policyConstraints: [] }),
      ],
    ])('compares where %s is another', async (_, reading) => {
      await record(same(1));
      await record(reading());
      expect(comparedRowByRow()).toBe(true);
    });

    it('compares where the owner is another, and writes it', async () => {
      await record(same(1));
      owner = 'group:default/charts';
      await record(same(2));
      expect(await knex('package_syncs').first()).toMatchObject({ owner });
      expect(await knex('namespaces').first()).toMatchObject({ owner });
    });

    it('compares where the register says something new of the state', async () => {
      await record(same(1));
      await register(T[2], 'error');
      await record(same(3));
      expect(comparedRowByRow()).toBe(true);
      await record(same(4));
      expect(comparedRowByRow()).toBe(false);
    });

    it('compares after a reading that failed', async () => {
      await record(same(1));
      await record(failedClusterReading(cluster, T[2]), 1);
      await record(same(3));
      expect(comparedRowByRow()).toBe(true);
      expect(await row()).toMatchObject({ outcome: 'ok', attempted_at: T[3] });
    });

    it.each(['packageSyncs', 'namespaces'] as const)(
      'compares where some of %s is left out',
      async part => {
        const cut = (minute: number) => {
          const reading = same(minute);
          return { ...reading, [part]: { ...reading[part], truncated: true } };
        };
        await record(cut(1));
        await record(cut(2));
        expect(comparedRowByRow()).toBe(true);
      },
    );

    it('leaves a newer reading that is there', async () => {
      await record(same(2));
      expect(await record(same(1))).toMatchObject({ recorded: false });
      expect(await row()).toMatchObject({ attempted_at: T[2] });
    });

    it('believes no reading from the future', async () => {
      await record({ ...same(1), attemptedAt: '2026-11-24T00:00:00.000Z' });
      expect(await record(same(2))).toMatchObject({ recorded: true });
      expect(await row()).toMatchObject({ attempted_at: T[2] });
    });

    it('writes nothing of a cluster that left the fleet', async () => {
      await record(same(1));
      await store.recordReading(fleetReading(T[2], []), {
        startedAt: T[2],
        finishedAt: T[2],
      });
      expect(await record(same(3))).toMatchObject({ recorded: false });
      expect(await knex('cluster_readings')).toEqual([]);
    });
  });
});
