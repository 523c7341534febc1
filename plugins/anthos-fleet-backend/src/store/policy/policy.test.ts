import type { Knex } from 'knex';
import { clusterReading } from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { PolicyConstraintQuery } from '../FleetLists';
import {
  createStore,
  dev,
  gke,
  T2,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import type { VisibleClusters } from '../visibility';

jest.setTimeout(60_000);

describe('policy constraints', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    const read = (
      cluster: typeof gke,
      at: string,
      policyConstraints: NonNullable<
        Parameters<typeof clusterReading>[3]
      >['policyConstraints'],
    ) =>
      store.recordClusterReading(
        clusterReading(cluster, at, [], { policyConstraints }),
        { ownerOf: () => undefined, failures: 0 },
      );

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
      await writeSampleFleet(store);
      await read(gke, T2, [
        {
          kind: 'A',
          name: 'a',
          bundle: 'pss-baseline',
          enforcement: 'dryrun',
          violations: ['one', 'two', 'three', 'four'].map(name => ({
            kind: 'Pod',
            namespace: 'maps',
            name,
          })),
          totalViolations: 40,
        },
        { kind: 'D', name: 'new', enforcement: 'deny', violations: [] },
      ]);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const list = (
      query: PolicyConstraintQuery = {},
      visible?: VisibleClusters,
    ) => store.listPolicyConstraints(query, visible);
    const ids = async (query: PolicyConstraintQuery) =>
      (await list(query)).items.map(item => item.id);

    it('counts each constraint over the clusters that have it', async () => {
      const { items, ...totals } = await list();
      expect(items.map(item => item.id)).toEqual([
        'A/a',
        'B/b',
        'D/new',
        'C/none',
      ]);
      expect(items[0]).toEqual({
        id: 'A/a',
        kind: 'A',
        name: 'a',
        bundle: 'pss-baseline',
        totalClusters: 2,
        violatingClusters: 2,
        unauditedClusters: 0,
        lastKnownClusters: 0,
        totalViolations: 41,
        enforcements: [
          { enforcement: 'deny', total: 1 },
          { enforcement: 'dryrun', total: 1 },
        ],
        samples: [
          expect.objectContaining({
            cluster: expect.objectContaining({ name: 'gke-prod' }),
            totalViolations: 40,
            violations: [
              { kind: 'Pod', namespace: 'maps', name: 'one' },
              { kind: 'Pod', namespace: 'maps', name: 'two' },
              { kind: 'Pod', namespace: 'maps', name: 'three' },
            ],
          }),
          expect.objectContaining({
            cluster: expect.objectContaining({ name: 'onprem-prod' }),
            totalViolations: 1,
          }),
        ],
      });
      expect(totals).toEqual({
        totalItems: 4,
        violatedItems: 2,
        totalViolations: 48,
        totalClusters: 2,
        violatingClusters: 2,
        withoutConstraints: expect.anything(),
        notRead: expect.anything(),
        lastKnown: { total: 0, clusters: [] },
      });
    });

    it('does not take what was not audited for clean', async () => {
      const { items } = await list({ q: 'new' });
      expect(items).toEqual([
        expect.objectContaining({ unauditedClusters: 1, totalViolations: 0 }),
      ]);
      expect(items[0].samples[0]).not.toHaveProperty('totalViolations');
    });

    it('names the clusters that say nothing, and does not count them', async () => {
      const before = await list();
      const silent = [
        ...before.withoutConstraints.clusters,
        ...before.notRead.clusters,
      ];
      expect(silent.map(cluster => cluster.name)).toEqual(['gke-dev']);
      await read(dev, T2, []);
      const after = await list();
      expect(after.withoutConstraints).toEqual({
        total: 1,
        clusters: [expect.objectContaining({ name: 'gke-dev' })],
      });
      expect(after.notRead.total).toBe(0);
      expect(after.totalClusters).toBe(2);
    });

    it.each<[string, PolicyConstraintQuery, string[]]>([
      ['a cluster', { cluster: ['gke-prod'] }, ['A/a', 'D/new']],
      ['hosting', { hosting: ['on-prem'] }, ['B/b', 'A/a', 'C/none']],
      ['a fleet', { fleet: ['other'] }, []],
      ['enforcement', { enforcement: ['warn'] }, ['B/b', 'C/none']],
      ['violations', { violated: true }, ['A/a', 'B/b']],
      ['no violations', { violated: false }, ['D/new', 'C/none']],
      ['words in the bundle', { q: 'PSS a' }, ['A/a']],
      ['hostile words', { q: `'; drop table policy_constraints; --` }, []],
    ])('filters by %s', async (_what, query, expected) => {
      expect(await ids(query)).toEqual(expected);
    });

    it('counts nothing of clusters that the caller may not see', async () => {
      const { items, ...totals } = await list(
        {},
        { field: 'name', values: ['onprem-prod'] },
      );
      expect(items.find(item => item.id === 'A/a')).toEqual(
        expect.objectContaining({
          totalClusters: 1,
          totalViolations: 1,
          samples: [expect.anything()],
        }),
      );
      expect(totals).toEqual(
        expect.objectContaining({
          totalItems: 3,
          totalViolations: 8,
          totalClusters: 1,
          withoutConstraints: { total: 0, clusters: [] },
          notRead: { total: 0, clusters: [] },
        }),
      );
    });

    it.each(['violations', 'clusters', 'name', 'enforcement'] as const)(
      'pages through all of them sorted by %s, both ways',
      async sort => {
        for (const order of ['asc', 'desc'] as const) {
          const found: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await list({ sort, order, limit: 1, cursor });
            found.push(...page.items.map(item => item.id));
            cursor = page.nextCursor;
          } while (cursor);
          expect(found.sort()).toEqual(['A/a', 'B/b', 'C/none', 'D/new']);
        }
      },
    );

    it('forgets what a cluster has no more', async () => {
      await read(gke, '2026-11-23T10:03:00.000Z', []);
      const { items } = await list({ cluster: ['gke-prod'] });
      expect(items).toEqual([]);
    });
  });
});
