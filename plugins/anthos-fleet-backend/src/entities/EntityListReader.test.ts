import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  createStore,
  T2,
  writeSampleFleet,
} from '../store/__testUtils__/sampleFleet';
import { EVERYTHING, type FleetStore, type Visible } from '../store';
import { EntityListReader } from './EntityListReader';

jest.setTimeout(60_000);

const credentials = mockCredentials.user();
const TEAM = 'group:default/team-maps';

function component(
  name: string,
  annotations: Record<string, string>,
  { owner = TEAM, dependsOn = [] as string[] } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', title: `The ${name}`, annotations },
    spec: { type: 'service' },
    relations: [
      { type: 'ownedBy', targetRef: owner },
      ...dependsOn.map(targetRef => ({ type: 'dependsOn', targetRef })),
    ],
  };
}

const MAPS = { 'anthos-fleet/namespace': 'maps' };

const ENTITIES = [
  component('beside', {
    'anthos-fleet/cluster': 'onprem-prod',
    // Without a sync of its own: the cluster's state holds.
    'anthos-fleet/namespace': 'unmanaged',
  }),
  component('moving', { 'anthos-fleet/cluster': 'gke-dev', ...MAPS }),
  component('broken', { 'anthos-fleet/cluster-selector': 'env', ...MAPS }),
  component('of-nobody', {}),
  component('misspelt', { 'anthos-fleet/cluster': 'nowhere' }),
  component(
    'of-others',
    { 'anthos-fleet/cluster': 'gke-prod' },
    { owner: 'group:default/others' },
  ),
  component('related', MAPS, { dependsOn: ['resource:default/dev'] }),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: 'dev',
      namespace: 'default',
      annotations: {
        'anthos-fleet/cluster-ref': 'acme-fleet/europe-north1/gke-dev',
      },
    },
    spec: { type: 'kubernetes-cluster' },
  },
];

describe('EntityListReader', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: FleetStore;
    let now = new Date(T2);

    beforeAll(async () => {
      knex = await databases.init(id);
      const created = await createStore(knex, { now: () => now });
      await writeSampleFleet(created);
      store = created;
    });

    beforeEach(() => {
      now = new Date(T2);
    });

    afterAll(() => knex.destroy());

    const read = (
      owners: string[],
      {
        visible = EVERYTHING,
        limit,
      }: { visible?: Visible; limit?: number } = {},
    ) =>
      new EntityListReader({
        store,
        catalog: catalogServiceMock({ entities: ENTITIES }),
      }).read(owners, { credentials, visible, limit });

    const refs = ({ items }: { items: { entityRef: string }[] }) =>
      items.map(({ entityRef }) => entityRef.split('/')[1]);

    it('puts those first that need somebody, and says what holds them back', async () => {
      const list = await read([TEAM]);
      expect(refs(list).slice(0, 3)).toEqual(['broken', 'beside', 'moving']);
      expect(list.items[0]).toMatchObject({
        entityRef: 'component:default/broken',
        title: 'The broken',
        state: 'error',
        totalClusters: 3,
        syncedClusters: 0,
        clusters: [
          { name: 'gke-prod' },
          { name: 'onprem-prod' },
          { name: 'gke-dev' },
        ],
        error: {
          fingerprint: 'quota',
          code: 'KNV2009',
          headline: expect.any(String),
        },
      });
      expect(list).toMatchObject({ totalItems: 4, complete: true });
    });

    it('finds the cluster that a relation leads to', async () => {
      const { items } = await read([TEAM]);
      const of = (name: string) =>
        items.find(item => item.entityRef.endsWith(`/${name}`));
      expect(of('related')).toMatchObject({
        ...of('moving'),
        entityRef: expect.any(String),
        title: 'The related',
      });
    });

    it('counts all of them, and gives as many as are asked for', async () => {
      const list = await read([TEAM], { limit: 1 });
      expect(refs(list)).toEqual(['broken']);
      expect(list.totalItems).toBe(4);
      expect(list.states.reduce((sum, { total }) => sum + total, 0)).toBe(4);
    });

    it('leaves out what the owners do not own, and what runs nowhere', async () => {
      expect(refs(await read(['group:default/others']))).toEqual(['of-others']);
      expect(await read([])).toEqual({
        items: [],
        totalItems: 0,
        states: [],
        complete: true,
      });
    });

    it('tells of no cluster and no package sync that the caller may not see', async () => {
      const dev: Visible = {
        clusters: { field: 'name', values: ['gke-dev'] },
        packageSyncs: undefined,
      } as unknown as Visible;
      expect((await read([TEAM], { visible: dev })).items).toMatchObject([
        {
          entityRef: 'component:default/broken',
          state: 'pending',
          totalClusters: 1,
        },
        { entityRef: 'component:default/moving' },
        { entityRef: 'component:default/related' },
      ]);
      const list = await read([TEAM], {
        visible: { clusters: undefined, packageSyncs: 'none' },
      });
      expect(list.items.filter(({ error }) => error)).toEqual([]);
    });

    it('calls nothing synced that was not read lately', async () => {
      const before = await read(['group:default/others']);
      expect(before.states).toEqual([{ state: 'synced', total: 1 }]);
      now = new Date(Date.parse(T2) + 3_600_000);
      const after = await read(['group:default/others']);
      expect(after.states).toEqual([{ state: 'unknown', total: 1 }]);
    });
  });
});
