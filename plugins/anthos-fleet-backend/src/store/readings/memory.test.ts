import type {
  ClusterReading,
  SyncState,
} from 'backstage-plugin-anthos-fleet-common';
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
import { EVERYTHING } from '../visibility';

jest.setTimeout(60_000);

const at = (minute: number) =>
  new Date(
    Date.parse('2026-11-23T10:00:00.000Z') + minute * 60_000,
  ).toISOString();
const NEW = 'a'.repeat(40);
const OLD = 'b'.repeat(40);
const OLDER = 'c'.repeat(40);

const cluster = observedCluster('dc1-prod');
const key = 'europe-north1/dc1-prod';

describe('what the store remembers of a cluster', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    const open = (gatewayFleets: string[]) =>
      DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: gatewayFleets, requestsPerMinute: 1200 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => new Date(at(60)),
        },
      );

    const writeHub = (minute: number, state: SyncState, of = store) =>
      of.recordReading(
        fleetReading(at(minute), [cluster], {
          [key]: observedConfigSync(state, { reported: 'WORD' }),
        }),
        { startedAt: at(minute), finishedAt: at(minute) },
      );

    const record = (reading: ClusterReading, failures = 0) =>
      store.recordClusterReading(reading, {
        ownerOf: () => undefined,
        failures,
        ...(failures > 0 && { nextAttemptAt: at(59) }),
      });

    const shown = async () =>
      (await store.getCluster(cluster.ref, EVERYTHING))!;

    beforeEach(async () => {
      knex = await databases.init(id);
      store = await open([FLEET]);
      await writeHub(0, 'pending');
    });

    afterEach(async () => {
      await knex.destroy();
    });

    it('since when a state holds, and since when a sync is behind', async () => {
      const see = async (
        minute: number,
        state: SyncState,
        commit: string,
        sourceCommit: string,
      ) => {
        await record(
          clusterReading(cluster, at(minute), [
            observedSync({ state, commit, sourceCommit }),
          ]),
        );
        const [sync] = (await shown()).packageSyncs;
        return [sync.stateSince, sync.behind?.since];
      };
      expect(await see(1, 'synced', OLD, OLD)).toEqual([at(1), undefined]);
      expect(await see(2, 'pending', OLD, NEW)).toEqual([at(2), at(2)]);
      expect(await see(3, 'pending', OLDER, NEW)).toEqual([at(2), at(2)]);
      expect(await see(4, 'synced', NEW, NEW)).toEqual([at(4), undefined]);
      expect(await see(5, 'synced', NEW, OLD)).toEqual([at(4), at(5)]);
    });

    it('when an error was first seen, also when it was gone for a moment', async () => {
      const see = async (minute: number, broken: boolean) => {
        await record(
          clusterReading(cluster, at(minute), [
            observedSync(
              broken ? { state: 'error', errors: [syncError('f')] } : {},
            ),
          ]),
        );
        const details = await store.getErrorGroup('f', EVERYTHING);
        return [details?.group.open, details?.group.firstSeenAt];
      };
      expect(await see(1, true)).toEqual([true, at(1)]);
      expect(await see(2, false)).toEqual([false, at(1)]);
      expect(await see(3, true)).toEqual([true, at(1)]);
      expect(await see(4, false)).toEqual([false, at(1)]);
      // Long after it is another one.
      expect(await see(40, true)).toEqual([true, at(40)]);
      expect(await knex('sync_errors').select('*')).toHaveLength(2);
    });

    it('the errors of a sync of which nothing is known', async () => {
      const broken = { state: 'error', errors: [syncError('f')] } as const;
      await record(
        clusterReading(cluster, at(1), [
          observedSync({ ...broken, errors: [...broken.errors] }),
        ]),
      );
      await record(
        clusterReading(cluster, at(2), [observedSync({ state: 'unknown' })]),
      );
      expect(await store.getErrorGroup('f', EVERYTHING)).toMatchObject({
        group: { open: true },
      });
    });

    it('parts that failed, or were not asked for', async () => {
      await record(
        clusterReading(
          cluster,
          at(1),
          [observedSync({ state: 'error', errors: [syncError('f')] })],
          {
            namespaces: [namespaceOf('cadastre-main')],
            inventories: [[observedSync(), inventoryOf('cadastre-main', 4)]],
            meshRevisions: [{ name: 'asm', ready: 'true' }],
          },
        ),
      );
      await record({
        ...clusterReading(cluster, at(2), [
          observedSync({ state: 'error', errors: [syncError('f')] }),
        ]),
        namespaces: {
          outcome: 'forbidden',
          installed: true,
          message: 'No.',
          remedy: 'Apply this.',
          refusedBy: 'rbac',
        },
        meshRevisions: { outcome: 'timeout', installed: true },
      });
      expect(await knex('namespaces').select('name')).toEqual([
        { name: 'cadastre-main' },
      ]);
      const details = await shown();
      expect(details.meshRevisions).toEqual([{ name: 'asm', ready: 'true' }]);
      expect(details.packageSyncs[0].objects?.total).toBe(4);
      expect(details.cluster.freshness.gateway).toEqual({
        outcome: 'ok',
        age: expect.any(String),
        attemptedAt: at(2),
        observedAt: at(2),
        message: 'No.',
        remedy: 'Apply this.',
        refusedBy: 'rbac',
      });
      await record(clusterReading(cluster, at(3), [observedSync()]));
      expect((await store.listClustersToRead(FLEET))[0].slowPartsReadAt).toBe(
        at(2),
      );
    });

    it('what a cluster does not have any more', async () => {
      const [maps, geodesy] = ['maps', 'geodesy'].map(namespace =>
        observedSync({
          namespace,
          state: 'error',
          errors: [syncError(`f-${namespace}`, { namespace })],
        }),
      );
      await record(
        clusterReading(cluster, at(1), [maps, geodesy], {
          namespaces: [namespaceOf('maps'), namespaceOf('geodesy')],
          inventories: [
            [maps, inventoryOf('maps', 1)],
            [geodesy, inventoryOf('geodesy', 1)],
          ],
        }),
      );
      const result = await record(
        clusterReading(cluster, at(2), [maps], {
          namespaces: [namespaceOf('maps')],
        }),
      );
      expect(result.errorGroups).toEqual([
        { fingerprint: 'f-geodesy', open: false },
      ]);
      expect([...result.syncIds.keys()]).toEqual(['RepoSync/maps/repo-sync']);
      for (const [table, column] of [
        ['package_syncs', 'namespace'],
        ['inventory_namespaces', 'namespace'],
        ['sync_error_namespaces', 'namespace'],
        ['namespaces', 'name'],
      ]) {
        expect(await knex(table).pluck(column)).toEqual(['maps']);
      }
      expect(await knex('inventories').pluck('sync_id')).toHaveLength(1);
    });

    it('nothing away that a list too long left out', async () => {
      await record(
        clusterReading(cluster, at(1), [
          observedSync({ name: 'a' }),
          observedSync({ name: 'b' }),
        ]),
      );
      const cut = clusterReading(cluster, at(2), [observedSync({ name: 'a' })]);
      await record({
        ...cut,
        packageSyncs: { ...cut.packageSyncs!, truncated: true },
      });
      const details = await shown();
      expect(details.totalPackageSyncs).toBe(2);
      // What was left out is not known, so the cluster is not green.
      expect(details.cluster.configSync.state).toBe('unknown');
    });

    it('nothing of a cluster that left the fleet', async () => {
      await record(
        clusterReading(
          cluster,
          at(1),
          [
            observedSync({
              state: 'error',
              errors: [syncError('f', { namespace: 'maps' })],
            }),
          ],
          {
            namespaces: [namespaceOf('maps')],
            inventories: [[observedSync(), inventoryOf('maps', 1)]],
            meshRevisions: [{ name: 'asm', ready: 'true' }],
          },
        ),
      );
      await store.recordReading(
        fleetReading(at(2), [observedCluster('another')]),
        { startedAt: at(2), finishedAt: at(2) },
      );
      for (const table of [
        'cluster_readings',
        'package_syncs',
        'sync_errors',
        'sync_error_namespaces',
        'inventories',
        'inventory_namespaces',
        'namespaces',
        'cluster_parts',
        'policy_constraints',
      ]) {
        expect([table, await knex(table).select('*')]).toEqual([table, []]);
      }
      const [group] = await knex('error_groups').select('closed_at');
      expect(group.closed_at).toBe(at(2));
    });

    describe('its state', () => {
      const state = async () => {
        const { configSync } = (await shown()).cluster;
        return [configSync.state, configSync.basis, configSync.errorCount];
      };
      const synced = (minute: number) =>
        clusterReading(cluster, at(minute), [rootSync(), observedSync()]);
      const broken = (minute: number) =>
        clusterReading(cluster, at(minute), [
          rootSync(),
          observedSync({ state: 'error', errors: [syncError('f')] }),
        ]);

      it("is the fleet's summary until the cluster is read", async () => {
        expect(await state()).toEqual(['pending', 'fleet-summary', 0]);
        await record(failedClusterReading(cluster, at(1)), 1);
        expect(await state()).toEqual(['pending', 'fleet-summary', 0]);
      });

      it('is the worst of its package syncs while it answers', async () => {
        await record(broken(1));
        expect(await state()).toEqual(['error', 'package-syncs', 1]);
        await writeHub(2, 'synced');
        expect(await state()).toEqual(['error', 'package-syncs', 1]);
        await record(synced(3));
        expect(await state()).toEqual(['synced', 'package-syncs', 0]);
        const { items } = await store.listClusters(
          { syncState: ['synced'] },
          EVERYTHING,
        );
        expect(items).toHaveLength(1);
      });

      it("keeps the summary's words only while it says the same", async () => {
        await record(broken(1));
        expect((await shown()).cluster.configSync.reported).toBeUndefined();
        await writeHub(2, 'error');
        expect((await shown()).cluster.configSync.reported).toBe('WORD');
      });

      it('holds for two readings that fail, and falls back with the third', async () => {
        await record(synced(1));
        await record(failedClusterReading(cluster, at(2)), 1);
        await record(failedClusterReading(cluster, at(3)), 2);
        expect(await state()).toEqual(['synced', 'package-syncs', 0]);
        const third = await record(failedClusterReading(cluster, at(4)), 3);
        expect(third).toMatchObject({ changed: true, syncState: 'pending' });
        expect(await state()).toEqual(['pending', 'fleet-summary', 0]);
        await writeHub(5, 'stalled');
        expect(await state()).toEqual(['stalled', 'fleet-summary', 0]);
        await record(synced(6));
        expect(await state()).toEqual(['synced', 'package-syncs', 0]);
      });

      it('is the summary where there is no package sync to judge from', async () => {
        await record({
          ...clusterReading(cluster, at(1), []),
          packageSyncs: { outcome: 'ok', installed: false },
        });
        expect(await state()).toEqual(['pending', 'fleet-summary', 0]);
        expect((await shown()).cluster.configSync.packageSyncs).toEqual([]);
      });

      it('is the summary again when the gateway is switched off', async () => {
        await record(synced(1));
        store = await open([]);
        await writeHub(2, 'pending');
        expect(await state()).toEqual(['pending', 'fleet-summary', 0]);
        const details = await shown();
        expect(details.cluster.freshness.gateway).toBeUndefined();
        expect(details.packageSyncs).toEqual([]);
        expect((await store.listPackageSyncs({}, EVERYTHING)).totalItems).toBe(
          0,
        );
        const { fleets } = await store.getOverview(EVERYTHING);
        expect(fleets[0].gateway).toEqual({
          enabled: false,
          totalClusters: 0,
          answering: 0,
          requestsPerMinute: 0,
        });
      });

      it('says who refused a reading, and when the next try is', async () => {
        await record(
          failedClusterReading(cluster, at(1), {
            outcome: 'forbidden',
            message: 'RBAC refused it.',
            remedy: 'Apply this.',
            refusedBy: 'rbac',
          }),
          1,
        );
        expect((await shown()).cluster.freshness.gateway).toEqual({
          outcome: 'forbidden',
          age: 'never',
          attemptedAt: at(1),
          message: 'RBAC refused it.',
          remedy: 'Apply this.',
          refusedBy: 'rbac',
          nextAttemptAt: at(59),
        });
        const { fleets } = await store.getOverview(EVERYTHING);
        expect(fleets[0].gateway).toMatchObject({
          enabled: true,
          totalClusters: 1,
          answering: 0,
          requestsPerMinute: 1200,
        });
      });

      it('does not take a probe for data', async () => {
        await record(synced(1));
        await record({
          ref: cluster.ref,
          attemptedAt: at(2),
          outcome: 'ok',
          requests: 1,
        });
        expect((await shown()).cluster.freshness.gateway).toMatchObject({
          outcome: 'ok',
          observedAt: at(1),
          attemptedAt: at(2),
        });
        expect(await state()).toEqual(['synced', 'package-syncs', 0]);
      });
    });

    it('says which objects a sync waits for while they are known', async () => {
      const pending = observedSync({
        state: 'pending',
        waitsFor: [{ kind: 'apply', message: 'Syncing' }],
      });
      const slow = {
        group: 'apps',
        kind: 'Deployment',
        namespace: 'maps',
        name: 'slow',
        status: 'in-progress',
      } as const;
      await record(
        clusterReading(cluster, at(1), [pending], {
          inventories: [[pending, inventoryOf('maps', 1, [slow])]],
        }),
      );
      const expected = [
        { kind: 'apply', message: 'Syncing' },
        { kind: 'objects', objects: [slow], totalObjects: 1 },
      ];
      expect((await shown()).packageSyncs[0].waitsFor).toEqual(expected);
      // Objects that were not read this time are as they were.
      expect(
        (await record(clusterReading(cluster, at(2), [pending]))).changed,
      ).toBe(false);
      expect((await shown()).packageSyncs[0].waitsFor).toEqual(expected);
    });

    it('reads the objects of a sync once more after its last change', async () => {
      const wanted = async () =>
        (await store.listClustersToRead(FLEET))[0].wantedInventories;
      const broken = observedSync({ state: 'error', errors: [syncError('f')] });
      await record(
        clusterReading(cluster, at(1), [broken], {
          inventories: [[broken, inventoryOf('maps', 1)]],
        }),
      );
      expect(await wanted()).toEqual([]);
      await record(clusterReading(cluster, at(2), [observedSync()]));
      expect(await wanted()).toEqual(['RepoSync/cadastre-main/repo-sync']);
      // Objects of before would contradict the state.
      expect((await shown()).packageSyncs[0].objects).toBeUndefined();
      await record(
        clusterReading(cluster, at(3), [observedSync()], {
          inventories: [[broken, inventoryOf('maps', 1)]],
        }),
      );
      expect(await wanted()).toEqual([]);
      expect((await shown()).packageSyncs[0].objects?.total).toBe(1);
    });
  });
});
