import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';
import { EVERYTHING, type DatabaseFleetStore, type Visible } from '../store';
import {
  createStore,
  gke,
  IDS,
  namesOf,
  onprem,
  T2,
  writeSampleFleet,
} from '../store/__testUtils__/sampleFleet';
import { EntityStatusReader } from './EntityStatusReader';

jest.setTimeout(60_000);

function component(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'api', namespace: 'default', annotations },
    spec: { type: 'service' },
  };
}

const PROD = { 'anthos-fleet/cluster-selector': 'env=prod' };
const ALL = { 'anthos-fleet/cluster-selector': 'env' };
const MAPS = { 'anthos-fleet/namespace': 'maps' };

describe('EntityStatusReader, what is live', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let now: Date;

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex, { now: () => now });
      now = new Date(T2);
      await writeSampleFleet(store);
    });

    beforeEach(() => {
      now = new Date(T2);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const read = (
      annotations: Record<string, string>,
      visible: Visible = EVERYTHING,
    ) =>
      new EntityStatusReader({
        catalog: catalogServiceMock({ entities: [component(annotations)] }),
        store,
      }).read(
        { kind: 'component', namespace: 'default', name: 'api' },
        { credentials: mockCredentials.user(), visible },
      );
    const syncNames = ({ syncs }: { syncs: { id: string }[] }) =>
      namesOf(syncs.map(sync => sync.id)).sort();

    it('finds the syncs in its namespaces, and those of whole clusters that speak of them', async () => {
      const status = await read({ ...ALL, ...MAPS });
      // The one of gke manages it, the one of onprem fails on it.
      expect(syncNames(status)).toEqual([
        'devMaps',
        'gkeMaps',
        'gkeRoot',
        'onpremMaps',
        'onpremRoot',
      ]);
      expect(status).toMatchObject({ totalSyncs: 5, state: 'error' });
      expect(status.syncs[0].state).toBe('error');
    });

    it('stays on its clusters', async () => {
      const status = await read({ 'anthos-fleet/cluster': 'gke-dev', ...MAPS });
      expect(syncNames(status)).toEqual(['devMaps']);
      expect(status).toMatchObject({
        state: 'pending',
        errors: [],
        totalErrorGroups: 0,
      });
    });

    it('lists what violates policies in its namespaces, where they were read', async () => {
      const { policyViolations } = await read({ ...ALL, ...MAPS });
      expect(policyViolations).toEqual([
        {
          cluster: onprem.ref,
          constraintKind: 'B',
          constraint: 'b',
          bundle: 'cis',
          enforcement: 'warn',
          kind: 'Pod',
          namespace: 'maps',
          name: 'api-1',
          message: 'root',
        },
      ]);
      const many = await read({
        ...ALL,
        'anthos-fleet/namespace': 'a, b, c, d, e, f, maps',
      });
      expect(many.policyViolations).toEqual(policyViolations);
      const fine = await read({
        'anthos-fleet/cluster': 'onprem-prod',
        'anthos-fleet/namespace': 'fine',
      });
      expect(fine.policyViolations).toEqual([]);
      const unread = await read({ 'anthos-fleet/cluster': 'gke-dev', ...MAPS });
      expect(unread.policyViolations).toBeUndefined();
      const hidden = await read(
        { ...ALL, ...MAPS },
        {
          clusters: { field: 'name', values: ['gke-dev'] },
          packageSyncs: undefined,
        },
      );
      expect(hidden.policyViolations).toBeUndefined();
    });

    it('finds those of the whole clusters when it names no namespace', async () => {
      const status = await read(PROD);
      expect(syncNames(status)).toEqual(['gkeRoot', 'onpremRoot']);
      expect(
        status.errors.map(({ fingerprint }) => fingerprint).sort(),
      ).toEqual(['source', 'unknown-kind']);
      expect(status).toMatchObject({
        namespacesOnClusters: [],
        objects: [],
        totalObjects: 0,
      });
      expect(
        status.errors.find(({ code }) => code === 'KNV1021'),
      ).toMatchObject({ totalErrors: 2 });
    });

    it('counts the errors about its namespaces, and about none', async () => {
      const { errors, totalErrorGroups } = await read({ ...PROD, ...MAPS });
      expect(totalErrorGroups).toBe(3);
      const group = (fingerprint: string) =>
        errors.find(error => error.fingerprint === fingerprint);
      expect(group('quota')).toMatchObject({
        totalClusters: 2,
        totalPackageSyncs: 2,
        totalErrors: 3,
        namespaces: ['maps'],
      });
      // The same cause in somebody else's namespace is not its own.
      expect(group('unknown-kind')).toMatchObject({
        totalErrors: 1,
        namespaces: ['maps'],
        message: 'about maps',
        sample: { resource: { namespace: 'maps' } },
      });
      expect(group('source')).toMatchObject({
        totalErrors: 1,
        message: 'about no namespace',
      });
      const other = await read({
        'anthos-fleet/cluster': 'onprem-prod',
        'anthos-fleet/namespace': 'geodesy',
      });
      expect(other.errors.map(({ message }) => message).sort()).toEqual([
        'about geodesy',
        'about no namespace',
      ]);
    });

    it('gives its objects, unhealthy ones first', async () => {
      const status = await read({ ...PROD, ...MAPS });
      expect(status.totalObjects).toBe(6);
      expect(status.objectCounts).toMatchObject({
        total: 6,
        current: 4,
        failed: 1,
        unknown: 1,
      });
      expect(
        status.objects.map(({ packageSyncId, object }) => [
          ...namesOf([packageSyncId]),
          object.name,
          object.status,
        ]),
      ).toEqual([
        ['onpremMaps', 'api', 'failed'],
        ['onpremMaps', 'later', 'unknown'],
        expect.arrayContaining(['d-0', 'current']),
        expect.arrayContaining(['d-0', 'current']),
        ['onpremMaps', 'd-1', 'current'],
        ['onpremMaps', 'd-2', 'current'],
      ]);
    });

    it('tells the state and the mesh of its namespaces on each cluster', async () => {
      const status = await read({ ...PROD, ...MAPS });
      expect(status.namespacesOnClusters).toEqual([
        {
          cluster: gke.ref,
          name: 'maps',
          state: 'error',
          meshInjection: 'none',
          owner: 'group:default/team-maps',
        },
        {
          cluster: onprem.ref,
          name: 'maps',
          state: 'error',
          meshInjection: 'enabled',
          meshRevision: 'asm',
          owner: 'group:default/team-maps',
        },
      ]);
    });

    it.each<[string, Visible, string[], number]>([
      ['no sync', { ...EVERYTHING, packageSyncs: 'none' }, [], 0],
      [
        'those of a team',
        {
          ...EVERYTHING,
          packageSyncs: { field: 'owner', values: ['group:default/team-maps'] },
        },
        ['devMaps', 'gkeMaps', 'onpremMaps'],
        5,
      ],
      [
        'those on some clusters',
        { ...EVERYTHING, clusters: { field: 'name', values: ['gke-prod'] } },
        ['gkeMaps', 'gkeRoot'],
        1,
      ],
    ])(
      'shows and counts only what may be seen: %s',
      async (_what, visible, expected, objects) => {
        const status = await read({ ...ALL, ...MAPS }, visible);
        expect(syncNames(status)).toEqual(expected);
        expect(status.totalSyncs).toBe(expected.length);
        expect(status.totalObjects).toBe(objects);
        expect(status.objects).toHaveLength(objects);
        const broken = expected.some(name => /maps|onpremRoot/i.test(name));
        expect(status.totalErrorGroups > 0).toBe(
          broken && expected.some(name => name !== 'devMaps'),
        );
        for (const group of status.errors) {
          expect(group.totalPackageSyncs).toBeLessThanOrEqual(expected.length);
        }
      },
    );

    it('makes the next sweeps read the objects of what is looked at, and of what may be about it', async () => {
      now = new Date('2026-11-23T14:00:00.000Z');
      await read({ 'anthos-fleet/cluster': 'gke-prod', ...MAPS });
      const wanted = async () =>
        (await store.listClustersToRead(FLEET)).flatMap(cluster =>
          cluster.wantedInventories.map(key => `${cluster.name}: ${key}`),
        );
      expect((await wanted()).sort()).toEqual([
        'gke-prod: RepoSync/maps/repo-sync',
        'gke-prod: RootSync/config-management-system/root-sync',
      ]);
      await knex('package_syncs').update({ looked_at: null });
      await knex('inventories').where({ sync_id: IDS.onpremRoot }).delete();
      await read({
        'anthos-fleet/cluster': 'onprem-prod',
        'anthos-fleet/namespace': 'elsewhere',
      });
      expect(await wanted()).toEqual([
        'onprem-prod: RootSync/config-management-system/root-sync',
      ]);
    });
  });
});
