import fc from 'fast-check';
import type { Knex } from 'knex';
import { createTestDatabases } from '../../__testUtils__/databases';
import { FLEET } from '../../__testUtils__/readings';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { PackageSyncQuery } from '../FleetStore';
import {
  createStore,
  gke,
  IDS,
  namesOf,
  onprem,
  T1,
  T2,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import {
  EVERYTHING,
  type VisiblePackageSyncs,
  type Visible,
} from '../visibility';

jest.setTimeout(60_000);

describe('package syncs', () => {
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

    const list = async (query: PackageSyncQuery, visible = EVERYTHING) => {
      const result = await store.listPackageSyncs(query, visible);
      expect(result.totalItems).toBe(result.items.length);
      expect(result.states.reduce((sum, { total }) => sum + total, 0)).toBe(
        result.totalItems,
      );
      return namesOf(result.items.map(sync => sync.id));
    };

    it('gives everything that is known of one', async () => {
      const { items } = await store.listPackageSyncs(
        { namespace: ['maps'], cluster: ['onprem-prod'] },
        EVERYTHING,
      );
      expect(items).toEqual([
        expect.objectContaining({
          id: IDS.onpremMaps,
          cluster: {
            ref: onprem.ref,
            fleet: FLEET,
            location: 'europe-west1',
            name: 'onprem-prod',
            hosting: 'on-prem',
            platform: 'gdc-vmware',
            place: { site: 'Oslo DC1' },
          },
          kind: 'RepoSync',
          namespace: 'maps',
          name: 'repo-sync',
          state: 'error',
          behind: { since: T1 },
          stateSince: T1,
          owner: 'group:default/team-maps',
          errorCount: 2,
          objects: expect.objectContaining({ total: 5, current: 3, failed: 1 }),
          freshness: {
            outcome: 'ok',
            age: 'fresh',
            attemptedAt: T1,
            observedAt: T1,
          },
          links: {
            repository: 'https://github.com/acme/maps-config',
            commit: expect.stringMatching(/github.*commit\/9f8e/),
            sourceCommit: expect.stringMatching(/github.*commit\/0a1b/),
            compare: expect.stringMatching(/compare\/9f8e.*\.\.\.0a1b/),
          },
        }),
      ]);
      expect(items[0]).not.toHaveProperty('errors');
    });

    it.each<[string, PackageSyncQuery, string[]]>([
      [
        'nothing',
        {},
        [
          'onpremRoot',
          'onpremMaps',
          'gkeMaps',
          'devMaps',
          'onpremGeodesy',
          'gkeRoot',
        ],
      ],
      ['a fleet', { fleet: ['other'] }, []],
      [
        'hosting',
        { hosting: ['on-prem'] },
        ['onpremRoot', 'onpremMaps', 'onpremGeodesy'],
      ],
      ['a cluster by name', { cluster: ['gke-prod'] }, ['gkeMaps', 'gkeRoot']],
      ['a cluster by ref', { cluster: [gke.ref] }, ['gkeMaps', 'gkeRoot']],
      ['a namespace', { namespace: ['geodesy'] }, ['onpremGeodesy']],
      ['kind', { kind: ['RootSync'] }, ['onpremRoot', 'gkeRoot']],
      ['state', { state: ['pending'] }, ['devMaps']],
      [
        'a repository',
        { repo: ['https://git.example.com/maps-config'] },
        ['devMaps'],
      ],
      [
        'an owner in another case',
        { owner: ['Group:default/Team-Maps'], state: ['pending'] },
        ['devMaps'],
      ],
      ['the beginning of a commit', { commit: '9f8e7d6' }, ['onpremMaps']],
      ['a commit with wildcards', { commit: '%%%%%%%' }, []],
      ['an error group', { fingerprint: 'quota' }, ['onpremMaps', 'gkeMaps']],
      ['words', { q: 'ONPREM maps' }, ['onpremMaps']],
      ['hostile words', { q: `'; drop table package_syncs; --` }, []],
      [
        'different filters together',
        { state: ['error'], kind: ['RepoSync'], hosting: ['gcp'] },
        ['gkeMaps'],
      ],
    ])('filters by %s', async (_what, query, expected) => {
      expect((await list(query)).sort()).toEqual([...expected].sort());
    });

    it('puts the worst first', async () => {
      const states = (await store.listPackageSyncs({}, EVERYTHING)).items.map(
        sync => sync.state,
      );
      expect(states).toEqual([
        'error',
        'error',
        'error',
        'pending',
        'synced',
        'synced',
      ]);
    });

    it.each([
      'state',
      'cluster',
      'namespace',
      'name',
      'repository',
      'errorCount',
      'stateSince',
    ] as const)('pages by %s without a gap or a repeat', async sort => {
      for (const order of ['asc', 'desc'] as const) {
        const whole = await list({ sort, order });
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.listPackageSyncs(
            { sort, order, limit: 2, cursor },
            EVERYTHING,
          );
          expect(page.totalItems).toBe(6);
          paged.push(...namesOf(page.items.map(sync => sync.id)));
          cursor = page.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole);
      }
    });

    it('refuses cursors of other lists, of other sorts and of nobody', async () => {
      const { nextCursor } = await store.listPackageSyncs(
        { limit: 1, sort: 'name' },
        EVERYTHING,
      );
      const clusters = await store.listClusters({ limit: 1 }, EVERYTHING);
      for (const query of [
        { cursor: nextCursor, sort: 'state' },
        { cursor: nextCursor, sort: 'name', order: 'desc' },
        { cursor: clusters.nextCursor, sort: 'name' },
      ] as const) {
        await expect(store.listPackageSyncs(query, EVERYTHING)).rejects.toThrow(
          /^cursor /,
        );
      }
      await fc.assert(
        fc.asyncProperty(fc.jsonValue(), async value => {
          const cursor = Buffer.from(JSON.stringify(value)).toString(
            'base64url',
          );
          await expect(
            store.listPackageSyncs({ cursor }, EVERYTHING),
          ).rejects.toThrow(/^cursor /);
        }),
        { numRuns: 30 },
      );
    });

    const seen = (packageSyncs: VisiblePackageSyncs): Visible => ({
      ...EVERYTHING,
      packageSyncs,
    });
    it.each<[string, Visible, string[]]>([
      ['none', seen('none'), []],
      [
        'a namespace',
        seen({ field: 'namespace', values: ['geodesy'] }),
        ['onpremGeodesy'],
      ],
      [
        'an owner',
        seen({ field: 'owner', values: ['group:default/team-maps'] }),
        ['devMaps', 'gkeMaps', 'onpremMaps'],
      ],
      [
        'a cluster',
        seen({ field: 'cluster', values: ['gke-prod'] }),
        ['gkeMaps', 'gkeRoot'],
      ],
      ['a fleet', seen({ field: 'fleet', values: ['other'] }), []],
      [
        'what is not in a namespace',
        seen({ not: { field: 'namespace', values: ['maps', 'geodesy'] } }),
        ['gkeRoot', 'onpremRoot'],
      ],
      [
        'clusters and syncs together',
        {
          clusters: { field: 'hosting', values: ['gcp'] },
          packageSyncs: {
            anyOf: [
              { field: 'namespace', values: ['maps'] },
              { field: 'cluster', values: ['onprem-prod'] },
            ],
          },
        },
        ['devMaps', 'gkeMaps'],
      ],
      [
        'a condition it does not know',
        seen({ field: 'moon', values: [] } as never),
        [],
      ],
    ])(
      'shows and counts for %s no more than is allowed',
      async (_what, visible, expected) => {
        expect((await list({}, visible)).sort()).toEqual(expected);
        for (const [name, syncId] of Object.entries(IDS)) {
          const found = await store.getPackageSync(syncId, visible);
          expect(Boolean(found)).toBe(expected.includes(name));
        }
        const overview = await store.getOverview(visible);
        const total = overview.packageSyncs.reduce(
          (sum, row) => sum + row.total,
          0,
        );
        expect(total).toBe(expected.length);
        const details = await store.getCluster(gke.ref, visible);
        const onGke = expected.filter(name => name.startsWith('gke'));
        expect(details?.totalPackageSyncs).toBe(onGke.length);
        expect(details?.packageSyncs).toHaveLength(onGke.length);
      },
    );

    it('tells nobody of package syncs on the cluster who may see none', async () => {
      const stateCounts = async (visible: Visible) =>
        (await store.getCluster(onprem.ref, visible))?.cluster.configSync
          .packageSyncs;
      expect(await stateCounts(EVERYTHING)).toEqual([
        { state: 'synced', total: 1 },
        { state: 'error', total: 2 },
      ]);
      expect(
        await stateCounts(seen({ field: 'namespace', values: ['geodesy'] })),
      ).toEqual([{ state: 'synced', total: 1 }]);
      expect(await stateCounts(seen('none'))).toBeUndefined();
    });

    it('gives errors with their files, and objects with their errors', async () => {
      const details = await store.getPackageSync(IDS.onpremMaps, EVERYTHING);
      expect(details).toMatchObject({
        sync: { id: IDS.onpremMaps },
        errors: [
          {
            fingerprint: 'quota',
            packageSyncId: IDS.onpremMaps,
            firstSeenAt: T1,
            explanation: {
              known: true,
              cause: expect.stringMatching(/./),
              remedy: expect.stringMatching(/./),
            },
            resources: [
              {
                sourceUrl: expect.stringMatching(
                  /^https:\/\/github\.com\/acme\/maps-config\/blob\/0a1b\w+\/prod\/api\/deployment\.yaml$/,
                ),
              },
            ],
          },
          { message: 'quota: maps again' },
        ],
        totalObjects: 5,
        objectsObservedAt: T1,
      });
      expect(
        details?.objects.map(({ name, status, errorFingerprint }) => [
          name,
          status,
          errorFingerprint,
        ]),
      ).toEqual([
        ['api', 'failed', 'quota'],
        ['later', 'unknown', undefined],
        ['d-0', 'current', undefined],
        ['d-1', 'current', undefined],
        ['d-2', 'current', undefined],
      ]);
      expect(await store.getPackageSync('nothing', EVERYTHING)).toBeUndefined();
    });

    it('wants the objects of what somebody looks at, until a while after', async () => {
      const wanted = async () => {
        const clusters = await store.listClustersToRead(FLEET);
        return clusters.flatMap(cluster => cluster.wantedInventories);
      };
      await knex('package_syncs').update({ looked_at: null });
      expect(await wanted()).toEqual([]);
      now = new Date('2026-11-23T11:00:00.000Z');
      await store.getPackageSync(IDS.onpremGeodesy, EVERYTHING);
      expect(await wanted()).toEqual(['RepoSync/geodesy/repo-sync']);
      now = new Date('2026-11-23T12:00:00.000Z');
      expect(await wanted()).toEqual([]);
    });

    it('gives what rules are decided on, in the order asked', async () => {
      expect(
        await store.getPackageSyncs([IDS.gkeMaps, 'gone', IDS.gkeRoot]),
      ).toEqual([
        {
          kind: 'RepoSync',
          namespace: 'maps',
          name: 'repo-sync',
          owner: 'group:default/team-maps',
          cluster: { ref: gke.ref, fleet: FLEET, name: 'gke-prod' },
        },
        undefined,
        expect.objectContaining({ kind: 'RootSync' }),
      ]);
    });

    it('gives the slow parts with the cluster, most violations first', async () => {
      const details = await store.getCluster(onprem.ref, EVERYTHING);
      expect(details?.policyConstraints.map(({ name }) => name)).toEqual([
        'b',
        'a',
      ]);
      expect(details?.meshRevisions).toEqual([
        { name: 'asm-managed', ready: 'true' },
      ]);
    });
  });
});
