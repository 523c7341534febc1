import type { Knex } from 'knex';
import {
  clusterReading,
  failedClusterReading,
  namespaceOf,
  observedSync,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
} from '../../__testUtils__/readings';
import { DatabaseFleetStore } from '../DatabaseFleetStore';
import { EVERYTHING } from '../visibility';

jest.setTimeout(60_000);

const AT = '2026-11-26T10:00:00.000Z';
const hall = observedCluster('hall', {
  hosting: 'on-prem',
  platform: 'gdc-vmware',
  connection: { state: 'connected' },
});
const cloud = observedCluster('cloud');
const silent = observedCluster('silent');
const gone = observedCluster('gone', { orphaned: true });

describe('namespaces of the store', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let now: Date;

    beforeAll(async () => {
      knex = await databases.init(id);
      now = new Date(AT);
      store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET],
          gateway: { fleets: [FLEET], requestsPerMinute: 100 },
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => now,
        },
      );
      await store.recordReading(fleetReading(AT, [hall, cloud, silent, gone]), {
        startedAt: AT,
        finishedAt: AT,
      });
      const ownerOf = () => 'group:default/team-maps';
      const context = { ownerOf, failures: 0 };
      const revision = {
        meshInjection: 'enabled',
        meshRevision: 'r1',
      } as const;
      await store.recordClusterReading(
        clusterReading(
          hall,
          AT,
          [observedSync({ namespace: 'maps', state: 'pending' })],
          {
            namespaces: [
              namespaceOf('maps', revision),
              namespaceOf('a', revision),
              namespaceOf('b', { meshInjection: 'enabled' }),
              namespaceOf('c', { meshInjection: 'conflicting' }),
              namespaceOf('default'),
            ],
          },
        ),
        context,
      );
      await store.recordClusterReading(
        clusterReading(cloud, AT, [], { namespaces: [namespaceOf('default')] }),
        context,
      );
      await store.recordClusterReading(
        failedClusterReading(silent, AT),
        context,
      );
    });
    afterAll(() => knex.destroy());

    it('says where one is, whose it is, and where that is not known', async () => {
      expect(await store.getNamespace('maps', EVERYTHING)).toEqual({
        name: 'maps',
        clusters: [
          {
            cluster: hall.ref,
            name: 'maps',
            state: 'pending',
            meshInjection: 'enabled',
            meshRevision: 'r1',
            owner: 'group:default/team-maps',
          },
        ],
        owners: ['group:default/team-maps'],
        unknownOn: [silent.ref],
        totalUnknown: 1,
      });
    });

    it('answers for one that is nowhere', async () => {
      expect(await store.getNamespace('nowhere', EVERYTHING)).toEqual({
        name: 'nowhere',
        clusters: [],
        owners: [],
        unknownOn: [silent.ref],
        totalUnknown: 1,
      });
    });

    it('says nothing of clusters that may not be seen', async () => {
      const onlyCloud = {
        clusters: { field: 'name' as const, values: ['cloud'] },
        packageSyncs: undefined,
      };
      expect(await store.getNamespace('maps', onlyCloud)).toMatchObject({
        clusters: [],
        owners: [],
        totalUnknown: 0,
      });
    });

    it('does not count on what is old, and still tells what it knows', async () => {
      now = new Date(Date.parse(AT) + 600_000);
      const { clusters, unknownOn } = await store.getNamespace(
        'maps',
        EVERYTHING,
      );
      now = new Date(AT);
      expect(clusters).toHaveLength(1);
      expect(unknownOn).toEqual([cloud.ref, silent.ref]);
    });

    it('counts the labels by which namespaces get the mesh', async () => {
      const labels = async (ref: string) =>
        (await store.getCluster(ref, EVERYTHING))?.injectionLabels;
      expect(await labels(hall.ref)).toEqual([
        { key: 'istio.io/rev', value: 'r1', namespaces: 2 },
        { key: 'istio-injection', value: 'enabled', namespaces: 1 },
      ]);
      expect(await labels(cloud.ref)).toEqual([]);
      expect(await labels(silent.ref)).toBeUndefined();
    });

    it('tells how a cluster is reached', async () => {
      expect(await store.getClusterAddress(hall.ref)).toMatchObject({
        ref: hall.ref,
        fleet: FLEET,
        name: 'hall',
        direct: false,
        orphaned: false,
      });
      expect(await store.getClusterAddress('a/b/c')).toBeUndefined();
    });
  });
});
