import type { Entity } from '@backstage/catalog-model';
import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { FLEET } from '../__testUtils__/readings';
import { EVERYTHING, type DatabaseFleetStore, type Visible } from '../store';
import {
  createStore,
  dev,
  gke,
  onprem,
  T2,
  writeSampleFleet,
} from '../store/__testUtils__/sampleFleet';
import { EntityStatusReader } from './EntityStatusReader';

jest.setTimeout(60_000);

function entity(
  kind: string,
  name: string,
  relations: [type: string, ...targetRefs: string[]][] = [],
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service' },
    relations: relations.flatMap(([type, ...targetRefs]) =>
      targetRefs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

const component = (name: string, on: string, namespace?: string) =>
  entity('Component', name, [], {
    'anthos-fleet/cluster-selector': on,
    ...(namespace && { 'anthos-fleet/namespace': namespace }),
  });

const MAPS = component('maps', 'env', 'maps');
const GEODESY = component('geodesy', 'env=prod', 'geodesy');
const DEV = component('dev', 'env=dev', 'maps');
const LIBRARY = entity('Component', 'library');
const SYSTEM = entity('System', 'land', [
  [
    'hasPart',
    'component:default/maps',
    'component:default/geodesy',
    'component:default/dev',
    'component:default/library',
    'component:default/not-to-be-seen',
    'api:default/maps',
  ],
]);
const DOMAIN = entity('Domain', 'everything', [
  ['hasPart', 'system:default/land', 'domain:default/below'],
]);
const BELOW = entity('Domain', 'below', [
  ['hasPart', 'domain:default/everything', 'system:default/other'],
]);
const OTHER = entity('System', 'other', [
  ['hasPart', 'component:default/whole'],
]);
const WHOLE = component('whole', 'env=prod');
const PARENT = entity('Group', 'parent', [
  ['ownerOf', 'component:default/whole', 'system:default/land'],
  ['parentOf', 'group:default/child'],
]);
const CHILD = entity('Group', 'child', [
  ['ownerOf', 'component:default/dev'],
  ['parentOf', 'group:default/parent'],
]);
const CATALOG = [
  ...[MAPS, GEODESY, DEV, LIBRARY, WHOLE],
  ...[SYSTEM, OTHER, DOMAIN, BELOW, PARENT, CHILD],
];

describe('EntityStatusReader, components', () => {
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

    const read = async (
      kind: string,
      name: string,
      { visible = EVERYTHING, catalog = CATALOG } = {} as {
        visible?: Visible;
        catalog?: Entity[];
      },
    ) => {
      const service = catalogServiceMock({ entities: catalog });
      const status = await new EntityStatusReader({
        catalog: service,
        store,
      }).read(
        { kind, namespace: 'default', name },
        { credentials: mockCredentials.user(), visible },
      );
      return { ...status, parts: status.parts! };
    };
    const names = ({ parts }: { parts: { items: { entityRef: string }[] } }) =>
      parts.items.map(({ entityRef }) => entityRef.split('/')[1]).sort();

    it('sums up the components of a system, the worst first', async () => {
      const status = await read('system', 'land');
      expect(status).toMatchObject({
        annotated: false,
        totalClusters: 0,
        state: 'error',
        parts: {
          total: 4,
          read: 4,
          withoutClusters: 1,
          totalClusters: 3,
          totalErrorGroups: 3,
        },
      });
      expect(status.parts.items).toEqual([
        expect.objectContaining({
          entityRef: 'component:default/maps',
          state: 'error',
          totalClusters: 3,
          syncedClusters: 0,
          totalErrorGroups: 3,
          clusters: [
            expect.objectContaining({ ref: gke.ref }),
            expect.objectContaining({
              ref: onprem.ref,
              place: { site: 'Oslo DC1' },
            }),
            expect.objectContaining({ ref: dev.ref }),
          ],
        }),
        expect.objectContaining({
          entityRef: 'component:default/geodesy',
          state: 'error',
          totalErrorGroups: 2,
        }),
        expect.objectContaining({
          entityRef: 'component:default/dev',
          state: 'pending',
          totalClusters: 1,
          totalErrorGroups: 0,
        }),
      ]);
      expect(status.parts.states).toEqual([
        { state: 'pending', total: 1 },
        { state: 'error', total: 2 },
      ]);
    });

    it('agrees with what it says of each component alone', async () => {
      const { parts } = await read('domain', 'everything');
      expect(parts.items).toHaveLength(4);
      for (const item of parts.items) {
        const [, name] = item.entityRef.split('/');
        const alone = await read('component', name);
        expect([name, item.totalClusters, item.totalErrorGroups]).toEqual([
          name,
          alone.totalClusters,
          alone.totalErrorGroups,
        ]);
        expect([name, item.state]).toEqual([name, alone.state]);
        expect(alone.parts).toBeUndefined();
      }
    });

    it('goes down from a domain, and no circle twice', async () => {
      const status = await read('domain', 'everything');
      expect(names(status)).toEqual(['dev', 'geodesy', 'maps', 'whole']);
      expect(status.parts.total).toBe(5);
      expect(names(await read('system', 'other'))).toEqual(['whole']);
    });

    it('takes what a group owns, and what the groups below it own', async () => {
      expect(names(await read('group', 'parent'))).toEqual(['dev', 'whole']);
      expect(names(await read('group', 'child'))).toEqual(['dev', 'whole']);
    });

    it('counts clusters and errors that may be seen, and no others', async () => {
      const clusters = {
        field: 'name' as const,
        values: ['gke-dev'],
      };
      const narrow = await read('system', 'land', {
        visible: { clusters, packageSyncs: undefined },
      });
      expect(narrow.parts).toMatchObject({
        totalClusters: 1,
        totalErrorGroups: 0,
      });
      expect(
        narrow.parts.items.map(item => [
          item.entityRef.split('/')[1],
          item.state,
          item.totalClusters,
        ]),
      ).toEqual([
        ['geodesy', 'unknown', 0],
        ['dev', 'pending', 1],
        ['maps', 'pending', 1],
      ]);
      const blind = await read('system', 'land', {
        visible: { clusters: undefined, packageSyncs: 'none' },
      });
      expect(blind.parts.totalErrorGroups).toBe(0);
      const own = await read('system', 'land', {
        visible: {
          clusters: undefined,
          packageSyncs: { field: 'namespace', values: ['geodesy'] },
        },
      });
      expect(own.parts.totalErrorGroups).toBe(0);
    });

    it('calls nothing in sync that was not confirmed lately', async () => {
      const fine = entity('System', 'fine', [
        ['hasPart', 'component:default/quiet'],
      ]);
      const quiet = entity('Component', 'quiet', [], {
        'anthos-fleet/cluster': `${FLEET}/${gke.location}/${gke.name}`,
      });
      const catalog = [fine, quiet];
      expect(
        (await read('system', 'fine', { catalog })).parts.items,
      ).toMatchObject([{ state: 'synced', syncedClusters: 1 }]);
      now = new Date(Date.parse(T2) + 3_600_000);
      const later = await read('system', 'fine', { catalog });
      expect(later.parts.items).toMatchObject([
        { state: 'unknown', syncedClusters: 0 },
      ]);
      expect(later.state).toBe('unknown');
    });

    it('finds clusters by relations of components', async () => {
      const catalog = [
        entity('System', 'related', [['hasPart', 'component:default/related']]),
        entity('Component', 'related', [['dependsOn', 'resource:default/dev']]),
        {
          ...entity('Resource', 'dev', [], {
            'anthos-fleet/cluster-ref': dev.ref,
          }),
          spec: { type: 'kubernetes-cluster' },
        },
      ];
      const { parts } = await read('system', 'related', { catalog });
      expect(parts.items).toMatchObject([
        { totalClusters: 1, clusters: [{ ref: dev.ref }] },
      ]);
    });

    it('reads so many, and says how many there are', async () => {
      const many = Array.from({ length: 620 }, (_, index) =>
        component(`c${String(index).padStart(3, '0')}`, 'env=dev', 'maps'),
      );
      const { parts } = await read('system', 'large', {
        catalog: [
          entity('System', 'large', [
            [
              'hasPart',
              ...many.map(
                ({ metadata }) => `component:default/${metadata.name}`,
              ),
            ],
          ]),
          // The one that is not in the catalog was looked for.
          ...many.slice(1),
        ],
      });
      expect(parts).toMatchObject({ total: 619, read: 499 });
      expect(parts.items).toHaveLength(499);
      expect(parts.states).toEqual([{ state: 'pending', total: 499 }]);
    });

    it('says that a system without components has none', async () => {
      const catalog = [entity('System', 'empty')];
      const status = await read('system', 'empty', { catalog });
      expect(status.state).toBeUndefined();
      expect(status.parts).toMatchObject({ total: 0, items: [] });
    });
  });
});

it('reads the catalog in batches, with the rights of the caller', async () => {
  const credentials = mockCredentials.user('user:default/someone');
  const catalog = catalogServiceMock({ entities: CATALOG });
  const byRefs = jest.spyOn(catalog, 'getEntitiesByRefs');
  const store = {
    selectClusters: jest.fn(),
    getEntitySyncs: jest.fn(),
    sumUpEntities: jest.fn(async (choices: unknown[]) => ({
      entities: choices.map(() => ({
        state: 'synced',
        clusters: [],
        totalClusters: 1,
        syncedClusters: 1,
        totalErrorGroups: 0,
      })),
      totalClusters: 1,
      totalErrorGroups: 0,
    })),
  };
  await new EntityStatusReader({ catalog, store: store as never }).read(
    { kind: 'domain', namespace: 'default', name: 'everything' },
    { credentials, visible: EVERYTHING },
  );
  expect(
    byRefs.mock.calls.map(([{ entityRefs }]) => entityRefs.length),
  ).toEqual(
    // The systems and domains below, those below them, and all components.
    [2, 1, 6],
  );
  for (const [, options] of byRefs.mock.calls) {
    expect(options).toEqual({ credentials });
  }
});
