import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  configSyncDefaults,
  failedReading,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
  sourceReading,
} from '../__testUtils__/readings';
import { DatabaseFleetStore } from './DatabaseFleetStore';
import { EVERYTHING } from './visibility';

jest.setTimeout(60_000);

const T0 = '2026-11-22T10:00:00.000Z';
const T1 = '2026-11-22T10:01:00.000Z';
const T2 = '2026-11-22T10:02:00.000Z';
const sweepAt = (time: string) => ({ startedAt: time, finishedAt: time });

const north = observedCluster('gke-prod');
const west = observedCluster('dc1-prod', {
  location: 'europe-west1',
  hosting: 'on-prem',
  platform: 'gdc-vmware',
  place: { site: 'Oslo DC1' },
  labels: { env: 'prod' },
  connection: { state: 'connected' },
});
const synced = {
  'europe-north1/gke-prod': observedConfigSync('synced', { commit: 'abc' }),
  'europe-west1/dc1-prod': observedConfigSync('error', { commit: 'old' }, [
    { code: 'KNV1021', message: 'unknown kind' },
  ]),
};

describe('DatabaseFleetStore, writing', () => {
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
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(T2),
        },
      );
      await store.recordReading(
        fleetReading(T0, [north, west], synced),
        sweepAt(T0),
      );
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const cluster = async (ref: string) =>
      (await store.getCluster(ref, EVERYTHING))?.cluster;

    it('keeps what was read', async () => {
      const details = await store.getCluster(west.ref, EVERYTHING);
      expect(details).toMatchObject({
        cluster: {
          name: 'dc1-prod',
          hosting: 'on-prem',
          place: { site: 'Oslo DC1' },
          configSync: { state: 'error', commit: 'old', errorCount: 1 },
          freshness: {
            hub: { outcome: 'ok', age: 'fresh', observedAt: T0 },
          },
        },
        syncErrors: [{ code: 'KNV1021', message: 'unknown kind' }],
      });
    });

    it('rewrites no cluster when nothing changed, only the observation', async () => {
      const before = await snapshot(knex);
      const result = await store.recordReading(
        fleetReading(T1, [north, west], synced),
        sweepAt(T1),
      );
      expect(result).toEqual({
        recorded: true,
        added: 0,
        changed: 0,
        removed: 0,
        unchanged: 2,
      });
      expect(await snapshot(knex)).toEqual(before);
      expect((await cluster(north.ref))?.freshness.hub.observedAt).toBe(T1);
    });

    it('rewrites only the cluster that changed', async () => {
      const relabelled = { ...north, labels: { env: 'prod' } };
      const before = await snapshot(knex);
      const result = await store.recordReading(
        fleetReading(T1, [relabelled, west], synced),
        sweepAt(T1),
      );
      expect(result).toMatchObject({ changed: 1, unchanged: 1 });
      const after = await snapshot(knex);
      expect(after[west.ref]).toEqual(before[west.ref]);
      expect((await cluster(north.ref))?.labels).toEqual({ env: 'prod' });
      expect(
        await knex('cluster_labels').where({ ref: north.ref }).select('key'),
      ).toEqual([{ key: 'env' }]);
    });

    it.each([
      'timeout',
      'unauthenticated',
      'forbidden',
      'not-found',
      'rate-limited',
      'unreachable',
      'invalid',
    ] as const)(
      'changes nothing but the outcome when a reading ends %s',
      async outcome => {
        const before = await snapshot(knex);
        await store.recordReading(
          failedReading(T1, {
            outcome,
            message: 'It failed.',
            remedy: 'Mend it.',
          }),
          sweepAt(T1),
        );
        expect(await snapshot(knex)).toEqual(before);
        const { freshness } = (await cluster(west.ref))!;
        for (const source of [
          freshness.hub,
          freshness.configSync,
          freshness.mesh,
          freshness.policyController,
        ]) {
          expect(source).toEqual({
            outcome,
            age: 'fresh',
            observedAt: T0,
            attemptedAt: T1,
            message: 'It failed.',
            remedy: 'Mend it.',
          });
        }
      },
    );

    it('removes a cluster that a complete listing no longer has', async () => {
      const result = await store.recordReading(
        fleetReading(T1, [north], synced),
        sweepAt(T1),
      );
      expect(result.removed).toBe(1);
      expect(await cluster(west.ref)).toBeUndefined();
      expect(await knex('cluster_labels').select('ref')).toEqual([]);
    });

    it('keeps the clusters of a location that did not answer, and says so', async () => {
      const reading = fleetReading(T1, [north], synced);
      reading.clusters.unansweredLocations = ['europe-west1'];
      await store.recordReading(reading, sweepAt(T1));

      expect((await cluster(west.ref))?.freshness.hub).toEqual({
        outcome: 'unreachable',
        age: 'fresh',
        observedAt: T0,
        attemptedAt: T1,
        message: 'Google got no answer from europe-west1.',
      });
      expect((await cluster(north.ref))?.freshness.hub).toMatchObject({
        outcome: 'ok',
        observedAt: T1,
      });

      await store.recordReading(
        fleetReading(T2, [north, west], synced),
        sweepAt(T2),
      );
      expect((await cluster(west.ref))?.freshness.hub).toEqual({
        outcome: 'ok',
        age: 'fresh',
        observedAt: T2,
        attemptedAt: T2,
      });
    });

    it('removes nothing when part of the listing could not be read', async () => {
      const reading = fleetReading(T1, [north], synced);
      reading.clusters.incomplete = true;
      const result = await store.recordReading(reading, sweepAt(T1));
      expect(result.removed).toBe(0);
      expect(await cluster(west.ref)).toBeDefined();
    });

    it('keeps the last Config Sync when only that source fails', async () => {
      const reading = fleetReading(T1, [
        { ...north, kubernetesVersion: 'v1.34.0' },
        west,
      ]);
      reading.configSync = sourceReading<never>('configSync', T1, undefined, {
        outcome: 'forbidden',
        message: 'No.',
      });
      await store.recordReading(reading, sweepAt(T1));
      expect(await cluster(north.ref)).toMatchObject({
        kubernetesVersion: 'v1.34.0',
        configSync: { state: 'synced', commit: 'abc' },
        freshness: {
          hub: { outcome: 'ok', observedAt: T1 },
          configSync: { outcome: 'forbidden', observedAt: T0 },
        },
      });
    });

    it('takes what features say although the listing failed', async () => {
      const reading = failedReading(T1, { outcome: 'timeout' });
      reading.configSync = sourceReading(
        'configSync',
        T1,
        new Map([
          ['europe-north1/gke-prod', observedConfigSync('pending')],
          ['europe-west1/never-listed', observedConfigSync('synced')],
        ]),
      );
      const result = await store.recordReading(reading, sweepAt(T1));
      expect(result).toMatchObject({ added: 0, removed: 0 });
      expect((await cluster(north.ref))?.configSync.state).toBe('pending');
    });

    it('calls Config Sync unknown while it was never read, and not installed when the fleet does not use it', async () => {
      const fresh = observedCluster('new-one');
      const unread = fleetReading(T1, [north, west, fresh]);
      unread.configSync = sourceReading<never>('configSync', T1, undefined, {
        outcome: 'timeout',
      });
      await store.recordReading(unread, sweepAt(T1));
      expect((await cluster(fresh.ref))?.configSync.state).toBe('unknown');

      const off = fleetReading(T2, [north, west, fresh]);
      off.configSync = sourceReading<never>('configSync', T2, undefined, {
        enabled: false,
      });
      await store.recordReading(off, sweepAt(T2));
      const after = await cluster(north.ref);
      expect(after?.configSync).toEqual({
        ...configSyncDefaults.notManaged.summary,
        basis: 'fleet-summary',
      });
      expect(after?.freshness.configSync).toBeUndefined();
    });

    it('drops a reading that began before the one it already has', async () => {
      await store.recordReading(
        fleetReading(T2, [north, west], synced),
        sweepAt(T2),
      );
      const late = await store.recordReading(
        fleetReading(T1, [north]),
        sweepAt(T1),
      );
      expect(late.recorded).toBe(false);
      expect(await cluster(west.ref)).toBeDefined();
      expect((await cluster(north.ref))?.freshness.hub.observedAt).toBe(T2);
    });

    it('goes on when the clock was put back', async () => {
      const future = '2026-12-24T10:00:00.000Z';
      await store.recordReading(
        fleetReading(future, [north, west], synced),
        sweepAt(future),
      );
      const now = await store.recordReading(
        fleetReading(T1, [north], synced),
        sweepAt(T1),
      );
      expect(now.recorded).toBe(true);
      expect(await cluster(west.ref)).toBeUndefined();
    });

    it('writes all of a reading or none of it', async () => {
      const reading = fleetReading(T1, [north], synced);
      const broken = new Map([[`europe-north1/gke-prod`, null as never]]);
      reading.configSync = sourceReading('configSync', T1, broken);
      reading.mesh = {
        ...reading.mesh,
        // A row that the database refuses: the outcome may not be null.
        outcome: null as never,
      };
      const before = await snapshot(knex);
      await expect(store.recordReading(reading, sweepAt(T1))).rejects.toThrow();
      expect(await snapshot(knex)).toEqual(before);
      expect((await cluster(north.ref))?.freshness.hub.observedAt).toBe(T0);
    });

    it('answers on a replica that looked just before the first sweep was written', async () => {
      const options = {
        fleets: ['other-fleet'],
        frequencyMs: 60_000,
        configSyncDefaults,
        now: () => new Date(T2),
      };
      const database = { getClient: async () => knex };
      const writer = await DatabaseFleetStore.create(database, options);
      const reader = await DatabaseFleetStore.create(database, options);
      expect(await reader.listClusters({}, EVERYTHING)).toMatchObject({
        totalItems: 0,
      });
      const first = observedCluster('first', { fleet: 'other-fleet' });
      await writer.recordReading(fleetReading(T1, [first]), sweepAt(T1));
      const { items } = await reader.listClusters({}, EVERYTHING);
      expect(items).toMatchObject([
        { name: 'first', freshness: { hub: { outcome: 'ok', age: 'fresh' } } },
      ]);
    });

    it('has room for the longest texts that a translation lets through', async () => {
      const long = (length: number) => 'æ'.repeat(length);
      const widest = observedCluster('w'.repeat(63), {
        fleet: FLEET,
        location: 'l'.repeat(63),
        labels: { [long(256)]: long(256) },
        place: { site: long(256) },
        externalId: long(128),
        kubernetesVersion: '1'.repeat(64),
        nodeCount: 2 ** 31 - 1,
      });
      const result = await store.recordReading(
        fleetReading(T1, [north, west, widest], synced),
        sweepAt(T1),
      );
      expect(result.added).toBe(1);
      const { items } = await store.listClusters(
        { label: [{ key: long(256), value: long(256) }] },
        EVERYTHING,
      );
      expect(items.map(({ ref }) => ref)).toEqual([widest.ref]);
    });

    it('writes thousands of clusters in one reading', async () => {
      const many = Array.from({ length: 1500 }, (_, i) =>
        observedCluster(`c-${i}`, { labels: { a: '1', b: String(i) } }),
      );
      const result = await store.recordReading(
        fleetReading(T1, many),
        sweepAt(T1),
      );
      expect(result).toMatchObject({ added: 1500, removed: 2 });
      const { totalItems } = await store.listClusters({ limit: 1 }, EVERYTHING);
      expect(totalItems).toBe(1500);
    });

    it('grants one refresh per cluster and interval, and one of the register', async () => {
      const at = new Date(T1);
      const claims = await Promise.all(
        [0, 0, 0, 0].map(() => store.claimRefresh(north, at, 10_000)),
      );
      expect(claims.filter(claim => claim.granted)).toHaveLength(1);
      expect(claims.filter(claim => claim.register)).toHaveLength(1);
      expect(claims.map(claim => claim.requestedAt)).toEqual([T1, T1, T1, T1]);

      const neighbour = { ...north, ref: `${north.ref}-2` };
      expect(await store.claimRefresh(neighbour, at, 10_000)).toEqual({
        granted: true,
        requestedAt: T1,
        register: false,
      });

      const later = new Date(at.getTime() + 10_000);
      const granted = { granted: true, register: true };
      expect(await store.claimRefresh(north, later, 10_000)).toMatchObject(
        granted,
      );
      // The clock is put back by more than the interval.
      const earlier = new Date(at.getTime() - 60_000);
      expect(await store.claimRefresh(north, earlier, 10_000)).toMatchObject(
        granted,
      );
    });
  });
});

/** Every cluster row with the place where the database keeps it, which changes when it is rewritten. */
async function snapshot(knex: Knex) {
  const isPostgres = String(knex.client.config.client).includes('pg');
  const rows: { ref: string }[] = await knex('clusters').select(
    '*',
    ...(isPostgres ? [knex.raw('xmin::text as version')] : []),
  );
  return Object.fromEntries(rows.map(row => [row.ref, row]));
}
