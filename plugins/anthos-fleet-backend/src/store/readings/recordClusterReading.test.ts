import type { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  clusterReading,
  failedClusterReading,
  inventoryOf,
  namespaceOf,
  observedSync,
  syncError,
} from '../../__testUtils__/clusterReadings';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../../__testUtils__/readings';
import { DatabaseFleetStore } from '../DatabaseFleetStore';

jest.setTimeout(60_000);

const T0 = '2026-11-23T10:00:00.000Z';
const T1 = '2026-11-23T10:01:00.000Z';
const T2 = '2026-11-23T10:02:00.000Z';
const T3 = '2026-11-23T10:03:00.000Z';

const cluster = observedCluster('dc1-prod');
const other = observedCluster('dc2-prod');

describe('recordClusterReading', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: [FLEET], requestsPerMinute: 1200 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(T3),
        },
      );
      await store.recordReading(
        fleetReading(T0, [cluster, other], {
          'europe-north1/dc1-prod': observedConfigSync('pending'),
        }),
        { startedAt: T0, finishedAt: T0 },
      );
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const record = (
      reading: Parameters<DatabaseFleetStore['recordClusterReading']>[0],
      failures = reading.outcome === 'ok' ? 0 : 1,
    ) =>
      store.recordClusterReading(reading, {
        ownerOf: ({ namespace }) => `group:default/${namespace}`,
        failures,
      });

    it('writes what was read, and says it is synced', async () => {
      const sync = observedSync({ name: 'repo-sync', namespace: 'maps' });
      const result = await record(clusterReading(cluster, T1, [sync]));
      expect(result).toMatchObject({
        recorded: true,
        changed: true,
        syncState: 'synced',
        errorGroups: [],
      });
      expect([...result.syncIds.keys()]).toEqual(['RepoSync/maps/repo-sync']);
      const [row] = await knex('package_syncs').select('*');
      expect(row).toMatchObject({
        id: result.syncIds.get('RepoSync/maps/repo-sync'),
        state: 'synced',
        state_since: T1,
        owner: 'group:default/maps',
      });
    });

    it('opens a group with its first error and closes it with its last, over all clusters', async () => {
      const broken = observedSync({
        state: 'error',
        errors: [syncError('f1'), syncError('f1'), syncError('f2')],
      });
      const healthy = observedSync({});
      expect(
        (await record(clusterReading(cluster, T1, [broken]))).errorGroups,
      ).toEqual([
        { fingerprint: 'f1', open: true },
        { fingerprint: 'f2', open: true },
      ]);
      expect(
        (await record(clusterReading(other, T1, [broken]))).errorGroups,
      ).toEqual([]);
      expect(
        (await record(clusterReading(cluster, T2, [healthy]))).errorGroups,
      ).toEqual([]);
      expect(
        (await record(clusterReading(other, T3, [healthy]))).errorGroups,
      ).toEqual([
        { fingerprint: 'f1', open: false },
        { fingerprint: 'f2', open: false },
      ]);
    });

    it('agrees with others that write at the same time', async () => {
      const many = Array.from({ length: 12 }, (_, at) =>
        observedCluster(`many-${at}`),
      );
      const register = (at: string) =>
        store.recordReading(fleetReading(at, [cluster, other, ...many]), {
          startedAt: at,
          finishedAt: at,
        });
      const all = async (at: string, errors: string[]) => {
        const results = await Promise.all([
          ...many.map((one, index) =>
            record(
              clusterReading(one, at, [
                observedSync({
                  errors: (index % 2 ? errors : [...errors].reverse()).map(
                    fingerprint => syncError(fingerprint),
                  ),
                }),
              ]),
            ),
          ),
          register(at).then(() => undefined),
        ]);
        return results
          .flatMap(result => result?.errorGroups ?? [])
          .map(({ fingerprint, open }) => `${fingerprint} ${open}`)
          .sort();
      };
      await register(T1);
      expect(await all(T1, ['a', 'b', 'c'])).toEqual([
        'a true',
        'b true',
        'c true',
      ]);
      expect(await all(T2, ['c', 'd'])).toEqual([
        'a false',
        'b false',
        'd true',
      ]);
      expect(await all(T3, [])).toEqual(['c false', 'd false']);
    });

    it('rewrites no row but the observation when nothing changed', async () => {
      const sync = observedSync({
        state: 'error',
        errors: [syncError('f1', { namespace: 'maps' })],
      });
      const reading = (at: string) =>
        clusterReading(cluster, at, [sync], {
          inventories: [[sync, inventoryOf('maps', 3)]],
          namespaces: [namespaceOf('maps')],
        });
      await record(reading(T1));
      const before = await snapshot(knex);
      const result = await record(reading(T2));
      expect(result).toMatchObject({ recorded: true, changed: false });
      expect(await snapshot(knex)).toEqual(before);
      const [{ attempted_at, observed_at }] = await knex(
        'cluster_readings',
      ).select('*');
      expect([attempted_at, observed_at]).toEqual([T2, T2]);
    });

    it('keeps the last good data when a reading fails', async () => {
      await record(clusterReading(cluster, T1, [observedSync({})]));
      const before = await snapshot(knex);
      const result = await record(failedClusterReading(cluster, T2));
      expect(result).toMatchObject({
        recorded: true,
        changed: false,
        syncState: 'synced',
      });
      expect(await snapshot(knex)).toEqual(before);
    });

    it('goes on when the clock was put back', async () => {
      await record(
        clusterReading(cluster, '2026-12-24T10:00:00.000Z', [observedSync({})]),
      );
      expect(await record(clusterReading(cluster, T1, []))).toMatchObject({
        recorded: true,
        changed: true,
      });
    });

    it('drops a reading that began before the one it has, and one of a cluster that left', async () => {
      await record(clusterReading(cluster, T2, [observedSync({})]));
      expect(await record(clusterReading(cluster, T1, []))).toMatchObject({
        recorded: false,
      });
      const left = observedCluster('left');
      expect(await record(clusterReading(left, T2, []))).toMatchObject({
        recorded: false,
        syncState: 'unknown',
      });
      expect(await knex('package_syncs').select('id')).toHaveLength(1);
    });

    it('lists the version of Config Sync as long as the fleet tells it', async () => {
      const versionWith = async (
        time: string,
        ...summary: Parameters<typeof observedConfigSync>
      ) => {
        await store.recordReading(
          fleetReading(time, [cluster, other], {
            'europe-north1/dc1-prod': observedConfigSync(...summary),
          }),
          { startedAt: time, finishedAt: time },
        );
        const listed = await store.listClustersToRead(FLEET);
        expect(
          listed.find(({ ref }) => ref === other.ref)?.configSyncVersion,
        ).toBeUndefined();
        return listed.find(({ ref }) => ref === cluster.ref)?.configSyncVersion;
      };
      expect(await versionWith(T1, 'synced', { version: '1.9.2' })).toBe(
        '1.9.2',
      );
      expect(await versionWith(T2, 'synced', { version: '1.22.0' })).toBe(
        '1.22.0',
      );
      expect(await versionWith(T3, 'synced')).toBeUndefined();
    });

    it('lists clusters with what the sweep decides on', async () => {
      await record(failedClusterReading(cluster, T1), 2);
      await store.claimRefresh(other, new Date(T2), 10_000);
      const listed = await store.listClustersToRead(FLEET);
      expect(listed.sort((a, b) => (a.ref < b.ref ? -1 : 1))).toEqual([
        {
          ref: cluster.ref,
          fleet: FLEET,
          location: 'europe-north1',
          name: 'dc1-prod',
          direct: true,
          connectionState: 'direct',
          orphaned: false,
          syncState: 'pending',
          registerChangedAt: T0,
          attemptedAt: T1,
          outcome: 'timeout',
          failures: 2,
          wantedInventories: [],
        },
        expect.objectContaining({
          ref: other.ref,
          failures: 0,
          refreshRequestedAt: T2,
        }),
      ]);
    });
  });
});

/** Every row but the observations, with the place where the database keeps it. */
async function snapshot(knex: Knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const tables: Record<string, unknown[]> = {};
  for (const table of [
    'clusters',
    'package_syncs',
    'sync_errors',
    'sync_error_namespaces',
    'error_groups',
    'inventory_namespaces',
    'namespaces',
    'cluster_parts',
    'policy_constraints',
  ]) {
    tables[table] = await knex(table).select(
      '*',
      ...(isPostgres ? [knex.raw('xmin::text as version')] : []),
    );
  }
  return tables;
}
