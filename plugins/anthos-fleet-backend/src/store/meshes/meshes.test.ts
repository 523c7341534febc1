import type { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { MeshQuery } from '../FleetLists';
import {
  createStore,
  T1,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import type { VisibleClusters } from '../visibility';

jest.setTimeout(60_000);

describe('meshes', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
      await writeSampleFleet(store);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const list = (query: MeshQuery = {}, visible?: VisibleClusters) =>
      store.listMeshes(query, visible);
    const names = async (query: MeshQuery) =>
      (await list(query)).items.map(({ cluster }) => cluster.name);

    it('has every cluster, with or without a mesh', async () => {
      const { items, totalItems, managements } = await list();
      expect(totalItems).toBe(3);
      expect(items.map(item => [item.cluster.name, item.management])).toEqual([
        ['gke-dev', 'unknown'],
        ['gke-prod', 'none'],
        ['onprem-prod', 'managed'],
      ]);
      expect(managements).toEqual([
        { management: 'managed', total: 1 },
        { management: 'none', total: 1 },
        { management: 'unknown', total: 1 },
      ]);
    });

    it('tells of control planes and namespaces as the cluster has them', async () => {
      const { items } = await list({ q: 'onprem' });
      expect(items).toEqual([
        expect.objectContaining({
          revisions: [{ name: 'asm-managed', ready: 'true' }],
          namespaces: { enabled: 1, disabled: 0, none: 1, conflicting: 0 },
          freshness: expect.objectContaining({
            gateway: expect.objectContaining({ observedAt: T1 }),
          }),
        }),
      ]);
    });

    it('does not take namespaces that were not read for none', async () => {
      const { items } = await list({ q: 'gke-dev' });
      expect(items[0]).not.toHaveProperty('namespaces');
    });

    it.each<[string, MeshQuery, string[]]>([
      ['a fleet', { fleet: ['other'] }, []],
      ['hosting', { hosting: ['on-prem'] }, ['onprem-prod']],
      [
        'management',
        { management: ['none', 'unknown'] },
        ['gke-dev', 'gke-prod'],
      ],
      ['words', { q: 'PROD onprem' }, ['onprem-prod']],
      ['the state of a mesh that nobody has', { state: ['failed'] }, []],
    ])('filters by %s', async (_what, query, expected) => {
      expect(await names(query)).toEqual(expected);
      expect((await list(query)).totalItems).toBe(expected.length);
    });

    it('shows and counts visible clusters alone', async () => {
      const { items, totalItems, managements } = await list(
        {},
        { field: 'name', values: ['gke-prod'] },
      );
      expect(items.map(({ cluster }) => cluster.name)).toEqual(['gke-prod']);
      expect(totalItems).toBe(1);
      expect(managements).toEqual([{ management: 'none', total: 1 }]);
    });

    it.each(['name', 'management', 'state', 'enabled'] as const)(
      'pages through all of them sorted by %s, both ways',
      async sort => {
        const whole = await names({ sort });
        for (const order of ['asc', 'desc'] as const) {
          const found: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await list({ sort, order, limit: 1, cursor });
            found.push(...page.items.map(({ cluster }) => cluster.name));
            cursor = page.nextCursor;
          } while (cursor);
          expect(order === 'asc' ? found : found.reverse()).toEqual(whole);
        }
      },
    );

    it('refuses the cursor of another list', async () => {
      const { nextCursor } = await store.listPolicyConstraints(
        { limit: 1 },
        undefined,
      );
      await expect(list({ cursor: nextCursor })).rejects.toThrow(
        /cursor cannot be read/,
      );
    });
  });
});
