import type { Knex } from 'knex';
import {
  observedSync,
  clusterReading,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { RolloutQuery } from '../FleetLists';
import {
  createStore,
  dev,
  gke,
  T1,
  T2,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import { EVERYTHING, type Visible } from '../visibility';

jest.setTimeout(60_000);

const GITHUB = 'https://github.com/acme/maps-config';
const EXAMPLE = 'https://git.example.com/maps-config';
const NEW = '0a1b2c3';

describe('rollouts', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;
    let now = new Date(T2);

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex, { now: () => now });
      await writeSampleFleet(store);
    });

    beforeEach(() => {
      now = new Date(T2);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    const list = (query: RolloutQuery = {}, visible: Visible = EVERYTHING) =>
      store.listRollouts(query, visible);
    const states = async (query: RolloutQuery, visible?: Visible) =>
      (await list(query, visible)).items.map(
        ({ repository, state }) => `${repository} ${state}`,
      );

    it('says which commit is where, and who is behind since when', async () => {
      const { items, totalItems } = await list({ repo: [GITHUB] });
      expect(totalItems).toBe(1);
      expect(items).toEqual([
        expect.objectContaining({
          repository: GITHUB,
          repositoryUrl: GITHUB,
          state: 'held-back',
          totalClusters: 2,
          totalPackageSyncs: 2,
          totalCommits: 2,
          newestCommit: expect.stringContaining(NEW),
          behindClusters: 1,
          behindSince: T1,
          lastKnownClusters: 0,
          states: [{ state: 'error', total: 2 }],
        }),
      ]);
      expect(items[0].commits).toEqual([
        {
          commit: items[0].newestCommit,
          totalClusters: 1,
          totalPackageSyncs: 1,
          newest: true,
          url: `${GITHUB}/commit/${items[0].newestCommit}`,
        },
        expect.objectContaining({
          commit: expect.stringContaining('9f8e7d6'),
          totalClusters: 1,
          newest: false,
        }),
      ]);
    });

    it('gives the syncs behind its numbers', async () => {
      const [{ id: source, commits }] = (await list({ repo: [GITHUB] })).items;
      const syncs = await store.listPackageSyncs(
        { source, commit: commits[1].commit },
        EVERYTHING,
      );
      expect(syncs.items.map(sync => sync.cluster.name)).toEqual([
        'onprem-prod',
      ]);
    });

    it('puts those first that differ between clusters', async () => {
      const { items, states: counted } = await list();
      expect(items[0].state).toBe('held-back');
      expect(items.at(-1)!.state).toBe('same');
      expect(counted.reduce((sum, { total }) => sum + total, 0)).toBe(
        items.length,
      );
    });

    it.each<[string, RolloutQuery, string[]]>([
      ['a fleet', { fleet: ['other'] }, []],
      ['words', { q: 'ACME maps' }, [`${GITHUB} held-back`]],
      ['words of nothing', { q: 'maps %' }, []],
      [
        'state',
        { state: ['held-back'], repo: [GITHUB, EXAMPLE] },
        [`${GITHUB} held-back`],
      ],
      [
        'hosting, over whose clusters alone it then counts',
        { hosting: ['gcp'], repo: [GITHUB] },
        [`${GITHUB} same`],
      ],
    ])('filters by %s', async (_what, query, expected) => {
      expect(await states(query)).toEqual(expected);
    });

    it('counts nothing that the caller may not see', async () => {
      const visible: Visible = {
        clusters: { field: 'name', values: ['gke-prod'] },
        packageSyncs: { field: 'namespace', values: ['maps'] },
      };
      const { items, totalItems } = await list({}, visible);
      expect(totalItems).toBe(1);
      expect(items).toEqual([
        expect.objectContaining({
          repository: GITHUB,
          state: 'same',
          totalClusters: 1,
          totalCommits: 1,
        }),
      ]);
      expect(await list({}, { ...EVERYTHING, packageSyncs: 'none' })).toEqual({
        items: [],
        totalItems: 0,
        states: [],
      });
    });

    it.each([
      'state',
      'repository',
      'clusters',
      'commits',
      'behindSince',
    ] as const)(
      'pages through all of them sorted by %s, both ways',
      async sort => {
        const all = (await list()).items.map(item => item.id).sort();
        for (const order of ['asc', 'desc'] as const) {
          const found: string[] = [];
          let cursor: string | undefined;
          do {
            const page = await list({ sort, order, limit: 1, cursor });
            found.push(...page.items.map(item => item.id));
            cursor = page.nextCursor;
          } while (cursor);
          expect(found.sort()).toEqual(all);
        }
      },
    );

    it('does not call the same what was not read lately', async () => {
      expect(await states({ hosting: ['gcp'], repo: [GITHUB] })).toEqual([
        `${GITHUB} same`,
      ]);
      now = new Date('2026-11-23T12:00:00.000Z');
      const { items } = await list({ hosting: ['gcp'], repo: [GITHUB] });
      expect(items).toEqual([
        expect.objectContaining({ state: 'unknown', lastKnownClusters: 1 }),
      ]);
    });

    it('remembers when a commit was first seen', async () => {
      const read = (cluster: typeof dev, at: string, commit: string) =>
        store.recordClusterReading(
          clusterReading(cluster, at, [
            observedSync({
              namespace: 'late',
              state: 'synced',
              repository: 'https://github.com/acme/late',
              commit,
              sourceCommit: commit,
            }),
          ]),
          { ownerOf: () => undefined, failures: 0 },
        );
      const repo = ['https://github.com/acme/late'];
      const minute = (at: number) => `2026-11-23T10:0${at}:00.000Z`;
      await read(dev, minute(3), 'a'.repeat(40));
      await read(gke, minute(3), 'a'.repeat(40));
      now = new Date(minute(6));
      expect((await list({ repo })).items[0].state).toBe('same');
      await read(dev, minute(4), 'b'.repeat(40));
      await read(gke, minute(5), 'a'.repeat(40));
      now = new Date(minute(7));
      const { items } = await list({ repo });
      expect(items).toEqual([
        expect.objectContaining({
          state: 'rolling-out',
          newestCommit: 'b'.repeat(40),
          behindClusters: 1,
          totalClusters: 2,
        }),
      ]);
      expect(items[0]).not.toHaveProperty('behindSince');
    });
  });
});
