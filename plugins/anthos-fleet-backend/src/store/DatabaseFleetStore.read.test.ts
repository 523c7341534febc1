import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  configSyncDefaults,
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../__testUtils__/readings';
import { DatabaseFleetStore } from './DatabaseFleetStore';
import type { ClusterQuery } from './FleetStore';
import { EVERYTHING, type Visible, type VisibleClusters } from './visibility';

jest.setTimeout(60_000);

const T0 = '2026-11-22T10:00:00.000Z';
const T1 = '2026-11-22T10:10:00.000Z';
const sweepAt = (time: string) => ({ startedAt: time, finishedAt: time });

const clusters = [
  observedCluster('dc1-prod', {
    location: 'europe-west1',
    hosting: 'on-prem',
    platform: 'gdc-vmware',
    place: { site: 'Oslo DC1' },
    labels: { env: 'prod', team: 'maps' },
    connection: { state: 'connected' },
    kubernetesVersion: 'v1.9.2',
    nodeCount: 14,
    externalId: 'uid-1',
  }),
  observedCluster('dc1-prod-again', {
    location: 'global',
    hosting: 'on-prem',
    platform: 'gdc-vmware',
    place: { site: 'Oslo DC1' },
    labels: { env: 'prod' },
    connection: { state: 'disconnected', lastSeenAt: T0 },
    externalId: 'uid-1',
  }),
  observedCluster('gke-dev', { labels: { env: 'dev' }, nodeCount: 3 }),
  observedCluster('gke-prod', {
    labels: { env: 'prod', note: '100%_safe' },
    kubernetesVersion: 'v1.33.5-gke.1',
  }),
  observedCluster('gke-prod', {
    location: 'us-east4',
    labels: { env: 'prod', team: 'geodesy' },
    kubernetesVersion: 'v1.10.0',
  }),
  observedCluster('lost', {
    location: 'europe-west4',
    hosting: 'azure',
    platform: 'gke-on-azure',
    place: {},
    orphaned: true,
    connection: { state: 'unknown' },
  }),
];
const configSync = {
  'europe-west1/dc1-prod': observedConfigSync('error', {}, [
    { code: 'KNV1021', message: 'unknown kind' },
    { message: 'another' },
  ]),
  'europe-north1/gke-dev': observedConfigSync('pending'),
  'europe-north1/gke-prod': observedConfigSync('synced'),
  'us-east4/gke-prod': observedConfigSync('stalled'),
};

describe('DatabaseFleetStore, reading', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let now = new Date(T1);

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await DatabaseFleetStore.create(
        { getClient: async () => knex },
        {
          fleets: [FLEET, 'empty-fleet'],
          frequencyMs: 60_000,
          configSyncDefaults,
          now: () => now,
        },
      );
      await store.recordReading(
        fleetReading(T0, clusters, configSync),
        sweepAt(T0),
      );
      const second = fleetReading(T1, clusters, configSync);
      second.clusters.unansweredLocations = ['us-east4'];
      await store.recordReading(second, sweepAt(T1));
      await store.recordReading(
        fleetReading(T1, [observedCluster('hidden', { fleet: 'old-fleet' })]),
        sweepAt(T1),
      );
    });

    beforeEach(() => {
      now = new Date(T1);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const refs = (items: Cluster[]) =>
      items.map(({ location, name }) => `${location}/${name}`);
    const list = async (query: ClusterQuery, visible: Visible = EVERYTHING) => {
      const { items, totalItems } = await store.listClusters(query, visible);
      expect(totalItems).toBe(items.length);
      return refs(items);
    };

    it.each<[string, ClusterQuery, string[]]>([
      ['a fleet', { fleet: ['other'] }, []],
      ['hosting', { hosting: ['azure'] }, ['europe-west4/lost']],
      [
        'several values of one filter',
        { hosting: ['azure', 'on-prem'] },
        ['europe-west1/dc1-prod', 'global/dc1-prod-again', 'europe-west4/lost'],
      ],
      ['platform', { platform: ['gke-on-azure'] }, ['europe-west4/lost']],
      [
        'sync state',
        { syncState: ['error', 'stalled'] },
        ['europe-west1/dc1-prod', 'us-east4/gke-prod'],
      ],
      [
        'connection',
        { connection: ['disconnected'] },
        ['global/dc1-prod-again'],
      ],
      ['age', { age: ['stale'] }, ['us-east4/gke-prod']],
      ['no such age', { age: ['never'] }, []],
      ['left over', { orphaned: true }, ['europe-west4/lost']],
      [
        'a label',
        { label: [{ key: 'team' }] },
        ['europe-west1/dc1-prod', 'us-east4/gke-prod'],
      ],
      [
        'several labels',
        { label: [{ key: 'team' }, { key: 'env', value: 'prod' }] },
        ['europe-west1/dc1-prod', 'us-east4/gke-prod'],
      ],
      ['a place', { q: 'oslo again' }, ['global/dc1-prod-again']],
      ['a word with wildcards', { q: '100%_s' }, ['europe-north1/gke-prod']],
      ['a wildcard that is none', { q: 'g%prod' }, []],
      ['quotes', { q: `'; drop table clusters; --` }, []],
      [
        'different filters together',
        { hosting: ['gcp'], syncState: ['synced'], q: 'prod' },
        ['europe-north1/gke-prod'],
      ],
    ])('filters by %s', async (_what, query, expected) => {
      expect(await list(query)).toEqual(expected);
    });

    it('takes everything that is not stale as fresh', async () => {
      expect(await list({ age: ['fresh'] })).toHaveLength(5);
      expect(await list({ age: ['fresh', 'stale'] })).toHaveLength(6);
      now = new Date('2026-11-22T12:00:00.000Z');
      expect(await list({ age: ['stale'] })).toHaveLength(6);
    });

    it.each<[ClusterQuery, string]>([
      [{ sort: 'kubernetesVersion', order: 'desc' }, 'europe-north1/gke-prod'],
      [{ sort: 'nodeCount', order: 'desc' }, 'europe-west1/dc1-prod'],
      [{ sort: 'syncState' }, 'europe-west1/dc1-prod'],
      [{ sort: 'errorCount', order: 'desc' }, 'europe-west1/dc1-prod'],
      [{ sort: 'site', order: 'desc' }, 'global/dc1-prod-again'],
      [{ sort: 'name', order: 'desc' }, 'europe-west4/lost'],
    ])('sorts by %j', async (query, first) => {
      expect((await list(query))[0]).toBe(first);
    });

    it.each([
      'name',
      'fleet',
      'location',
      'hosting',
      'platform',
      'site',
      'syncState',
      'kubernetesVersion',
      'nodeCount',
      'errorCount',
      'connection',
    ] as const)('pages by %s without a gap or a repeat', async sort => {
      for (const order of ['asc', 'desc'] as const) {
        const whole = await list({ sort, order, limit: 100 });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.listClusters(
            { sort, order, limit: 2, cursor },
            EVERYTHING,
          );
          expect(page.totalItems).toBe(6);
          paged.push(...refs(page.items));
          cursor = page.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole);
      }
    });

    it('refuses a cursor that is not one of this query', async () => {
      const { nextCursor } = await store.listClusters({ limit: 1 }, EVERYTHING);
      await expect(
        store.listClusters({ cursor: nextCursor, sort: 'site' }, EVERYTHING),
      ).rejects.toThrow(/cursor belongs to sort=name&order=asc/);
      await fc.assert(
        fc.asyncProperty(fc.string(), async text => {
          const garbage = Buffer.from(text).toString('base64url');
          await expect(
            store.listClusters({ cursor: garbage }, EVERYTHING),
          ).rejects.toThrow(/cursor/);
        }),
        { numRuns: 30 },
      );
    });

    it.each<[string, VisibleClusters, string[]]>([
      [
        'a fleet',
        { field: 'fleet', values: [FLEET] },
        refs(clusters as Cluster[]).sort(),
      ],
      [
        'hosting',
        { field: 'hosting', values: ['on-prem'] },
        ['europe-west1/dc1-prod', 'global/dc1-prod-again'],
      ],
      [
        'a label with a value',
        { field: 'label', key: 'team', values: ['maps'] },
        ['europe-west1/dc1-prod'],
      ],
      [
        'a name',
        { field: 'name', values: ['gke-prod', `${FLEET}/europe-west4/lost`] },
        ['europe-north1/gke-prod', 'europe-west4/lost', 'us-east4/gke-prod'],
      ],
      [
        'all of, any of and not',
        {
          allOf: [
            {
              anyOf: [
                { field: 'hosting', values: ['gcp'] },
                { field: 'hosting', values: ['azure'] },
              ],
            },
            { not: { field: 'label', key: 'env' } },
          ],
        },
        ['europe-west4/lost'],
      ],
      ['nothing', { not: { field: 'fleet', values: [FLEET] } }, []],
      [
        'a condition it does not know',
        { field: 'moon', values: ['full'] } as never,
        [],
      ],
    ])(
      'shows and counts what %s allows and no more',
      async (_what, visibleClusters, expected) => {
        const visible = { ...EVERYTHING, clusters: visibleClusters };
        expect((await list({}, visible)).sort()).toEqual([...expected].sort());
        const overview = await store.getOverview(visible);
        expect(overview.totalClusters).toBe(expected.length);
        const total = (counts: { total: number }[]) =>
          counts.reduce((sum, { total: n }) => sum + n, 0);
        for (const counts of [
          overview.hostings,
          overview.platforms,
          overview.syncStates,
          overview.ages,
          overview.connections,
        ]) {
          expect(total(counts)).toBe(expected.length);
        }
        const selected = await store.selectClusters(
          { refs: [], names: [], selectors: [[]] },
          visible,
          100,
        );
        expect(refs(selected.clusters).sort()).toEqual([...expected].sort());
        expect(selected.totalClusters).toBe(expected.length);
        for (const cluster of clusters) {
          const found = await store.getCluster(cluster.ref, visible);
          expect(Boolean(found)).toBe(
            expected.includes(`${cluster.location}/${cluster.name}`),
          );
        }
      },
    );

    it('names the other registration of a cluster only to those who may see it', async () => {
      const ref = `${FLEET}/europe-west1/dc1-prod`;
      expect(await store.getCluster(ref, EVERYTHING)).toMatchObject({
        alsoRegisteredAs: [`${FLEET}/global/dc1-prod-again`],
      });
      expect(
        await store.getCluster(ref, {
          ...EVERYTHING,
          clusters: { field: 'name', values: ['dc1-prod'] },
        }),
      ).toMatchObject({ alsoRegisteredAs: [] });
    });

    it('gives an overview that adds up', async () => {
      expect(await store.getOverview(EVERYTHING)).toMatchObject({
        totalClusters: 6,
        orphaned: 1,
        hostings: [
          {
            hosting: 'on-prem',
            total: 2,
            syncStates: [
              { state: 'not-installed', total: 1 },
              { state: 'error', total: 1 },
            ],
          },
          { hosting: 'gcp', total: 3 },
          { hosting: 'azure', total: 1 },
        ],
        ages: [
          { age: 'fresh', total: 5 },
          { age: 'stale', total: 1 },
        ],
        attention: [
          { name: 'dc1-prod' },
          { name: 'gke-prod', location: 'us-east4' },
          { name: 'dc1-prod-again' },
          { name: 'lost' },
        ],
        fleets: [
          {
            fleet: FLEET,
            startedAt: T1,
            unansweredLocations: ['us-east4'],
            sources: [{ source: 'hub', enabled: true }, {}, {}, {}],
          },
          { fleet: 'empty-fleet', sources: [], unansweredLocations: [] },
        ],
      });
    });

    it('hides fleets without a visible cluster from those who may not see all', async () => {
      const { fleets } = await store.getOverview({
        ...EVERYTHING,
        clusters: { field: 'hosting', values: ['gcp'] },
      });
      expect(fleets.map(({ fleet }) => fleet)).toEqual([FLEET]);
    });

    it('selects by ref, name and labels, those in need of attention first', async () => {
      const selected = await store.selectClusters(
        {
          refs: [`${FLEET}/europe-west4/lost`],
          names: ['gke-prod'],
          selectors: [
            [
              { key: 'env', operator: 'in', values: ['dev', 'test'] },
              { key: 'team', operator: 'absent', values: [] },
            ],
          ],
        },
        EVERYTHING,
        10,
      );
      expect(refs(selected.clusters)).toEqual([
        'us-east4/gke-prod',
        'europe-west4/lost',
        'europe-north1/gke-dev',
        'europe-north1/gke-prod',
      ]);
      expect(selected.hostings).toEqual([
        {
          hosting: 'gcp',
          total: 3,
          syncStates: expect.arrayContaining([{ state: 'synced', total: 1 }]),
        },
        {
          hosting: 'azure',
          total: 1,
          syncStates: [{ state: 'not-installed', total: 1 }],
        },
      ]);
    });

    it.each([
      ['notin', ['prod'], 2],
      ['exists', [], 5],
      ['absent', [], 1],
      ['in', ['prod', 'dev'], 5],
    ] as const)('selects labels %s %j', async (operator, values, expected) => {
      const { totalClusters } = await store.selectClusters(
        {
          refs: [],
          names: [],
          selectors: [[{ key: 'env', operator, values: [...values] }]],
        },
        EVERYTHING,
        10,
      );
      expect(totalClusters).toBe(expected);
    });

    it('counts all clusters that were selected, although it gives the first few', async () => {
      const selected = await store.selectClusters(
        { refs: [], names: [], selectors: [[]] },
        EVERYTHING,
        2,
      );
      expect(selected.clusters).toHaveLength(2);
      expect(selected.totalClusters).toBe(6);
    });

    it('never shows a fleet that is not configured any more', async () => {
      expect(
        await store.getCluster('old-fleet/europe-north1/hidden', EVERYTHING),
      ).toBeUndefined();
      expect(await list({ q: 'hidden' })).toEqual([]);
    });
  });
});
