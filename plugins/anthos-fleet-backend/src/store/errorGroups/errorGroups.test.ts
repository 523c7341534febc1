import type { Knex } from 'knex';
import {
  clusterReading,
  observedSync,
  rootSync,
  syncError,
} from '../../__testUtils__/clusterReadings';
import { createTestDatabases } from '../../__testUtils__/databases';
import { fleetReading } from '../../__testUtils__/readings';
import type { DatabaseFleetStore } from '../DatabaseFleetStore';
import type { ErrorGroupQuery } from '../FleetStore';
import {
  createStore,
  dev,
  gke,
  IDS,
  namesOf,
  onprem,
  ownerOf,
  T1,
  T2,
  writeSampleFleet,
} from '../__testUtils__/sampleFleet';
import { EVERYTHING, type Visible } from '../visibility';

jest.setTimeout(60_000);

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const MAPS: Visible = {
  ...EVERYTHING,
  packageSyncs: { field: 'owner', values: ['group:default/team-maps'] },
};
const ON_GKE: Visible = {
  ...EVERYTHING,
  clusters: { field: 'name', values: ['gke-prod'] },
};

describe('error groups', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let store: DatabaseFleetStore;

    beforeEach(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
      await writeSampleFleet(store);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const list = async (query: ErrorGroupQuery, visible = EVERYTHING) =>
      (await store.listErrorGroups(query, visible)).items.map(
        group => group.fingerprint,
      );

    it('counts and samples one cause over clusters and syncs', async () => {
      const result = await store.listErrorGroups({}, EVERYTHING);
      expect(result).toMatchObject({
        totalItems: 3,
        totalPackageSyncs: 3,
        totalClusters: 2,
      });
      expect(result.items[0]).toEqual({
        fingerprint: 'quota',
        code: 'KNV2009',
        headline: 'The cluster refused an object',
        explanation: expect.objectContaining({ known: true }),
        message: expect.stringMatching(/^quota: maps/),
        open: true,
        firstSeenAt: T1,
        lastSeenAt: T1,
        totalClusters: 2,
        totalPackageSyncs: 2,
        totalErrors: 3,
        clusters: [
          expect.objectContaining({ ref: gke.ref }),
          expect.objectContaining({
            ref: onprem.ref,
            place: { site: 'Oslo DC1' },
          }),
        ],
        hostings: [
          { hosting: 'gcp', total: 1 },
          { hosting: 'on-prem', total: 1 },
        ],
        namespaces: ['maps'],
        repositories: ['https://github.com/acme/maps-config'],
        owners: ['group:default/team-maps'],
        shares: {
          owners: [{ name: 'group:default/team-maps', totalPackageSyncs: 2 }],
          totalOwners: 1,
          repositories: [
            {
              name: 'https://github.com/acme/maps-config',
              totalPackageSyncs: 2,
            },
          ],
          totalRepositories: 1,
        },
        // One object was not applied yet; the failing one is not held back by itself.
        heldBackObjects: 1,
        sample: {
          packageSyncId: IDS.gkeMaps,
          cluster: expect.objectContaining({ ref: gke.ref }),
          commit: COMMIT,
          resource: {
            sourcePath: 'prod/api/deployment.yaml',
            sourceUrl: `https://github.com/acme/maps-config/blob/${COMMIT}/prod/api/deployment.yaml`,
            group: 'apps',
            version: 'v1',
            kind: 'Deployment',
            namespace: 'maps',
            name: 'api',
          },
        },
      });
    });

    it('counts the syncs of each cluster, owner and repository, of what is visible', async () => {
      const shares = async (visible: Visible) => {
        const details = await store.getErrorGroup('quota', visible);
        return {
          clusters: details?.clusters.map(({ cluster, totalPackageSyncs }) => [
            cluster.ref,
            totalPackageSyncs,
          ]),
          owners: details?.owners,
          totalOwners: details?.totalOwners,
          repositories: details?.repositories,
          totalRepositories: details?.totalRepositories,
        };
      };
      expect(await shares(EVERYTHING)).toEqual({
        clusters: [
          [gke.ref, 1],
          [onprem.ref, 1],
        ],
        owners: [{ name: 'group:default/team-maps', totalPackageSyncs: 2 }],
        totalOwners: 1,
        repositories: [
          { name: 'https://github.com/acme/maps-config', totalPackageSyncs: 2 },
        ],
        totalRepositories: 1,
      });
      expect(await shares(ON_GKE)).toMatchObject({
        clusters: [[gke.ref, 1]],
        owners: [{ totalPackageSyncs: 1 }],
        repositories: [{ totalPackageSyncs: 1 }],
      });
    });

    it('counts the same in the list, of what is visible, healed ones among them', async () => {
      const shares = async (query: ErrorGroupQuery, visible: Visible) =>
        (await store.listErrorGroups(query, visible)).items.find(
          ({ fingerprint }) => fingerprint === 'quota',
        )?.shares;
      expect(await shares({}, ON_GKE)).toMatchObject({
        owners: [{ totalPackageSyncs: 1 }],
        repositories: [{ totalPackageSyncs: 1 }],
      });
      expect(await shares({ cluster: [onprem.ref] }, EVERYTHING)).toMatchObject(
        { owners: [{ totalPackageSyncs: 1 }] },
      );
      // It comes and goes on one of them, which is one sync for all that.
      const maps = (errors: boolean) => [
        rootSync({}),
        observedSync({
          namespace: 'maps',
          ...(errors && {
            state: 'error' as const,
            errors: [syncError('quota', { namespace: 'maps' })],
          }),
        }),
      ];
      const observe = (ref: string, at: string, errors: boolean) =>
        store.recordClusterReading(clusterReading({ ref }, at, maps(errors)), {
          ownerOf,
          failures: 0,
        });
      await observe(gke.ref, T2, false);
      await observe(gke.ref, '2026-11-23T11:10:00.000Z', true);
      await observe(gke.ref, '2026-11-23T11:20:00.000Z', false);
      await observe(onprem.ref, '2026-11-23T11:20:00.000Z', false);
      expect(await shares({ open: false }, EVERYTHING)).toMatchObject({
        owners: [{ name: 'group:default/team-maps', totalPackageSyncs: 2 }],
        totalOwners: 1,
      });
    });

    it('samples the file of the error whose text it gives', async () => {
      const { items } = await store.listErrorGroups({}, EVERYTHING);
      const group = (fingerprint: string) =>
        items.find(item => item.fingerprint === fingerprint)!;
      expect(group('unknown-kind')).toMatchObject({
        message: 'about geodesy',
        sample: {
          packageSyncId: IDS.onpremRoot,
          resource: { namespace: 'geodesy' },
        },
      });
      // It speaks of no object.
      expect(group('source')).not.toHaveProperty('sample');
    });

    it('samples what the caller may see, and nothing of what has healed', async () => {
      const sampleFor = async (visible: Visible) =>
        (await store.getErrorGroup('quota', visible))?.group.sample;
      const onOnprem: Visible = {
        ...EVERYTHING,
        clusters: { field: 'name', values: ['onprem-prod'] },
      };
      expect(await sampleFor(onOnprem)).toMatchObject({
        packageSyncId: IDS.onpremMaps,
        cluster: { ref: onprem.ref },
      });
      expect(await sampleFor(ON_GKE)).toMatchObject({
        packageSyncId: IDS.gkeMaps,
      });
      const healed = [rootSync({}), observedSync({ namespace: 'maps' })];
      for (const { ref } of [onprem, gke]) {
        await store.recordClusterReading(clusterReading({ ref }, T2, healed), {
          ownerOf,
          failures: 0,
        });
      }
      expect(await store.getErrorGroup('quota', EVERYTHING)).toMatchObject({
        group: { open: false },
      });
      expect(await sampleFor(EVERYTHING)).toBeUndefined();
    });

    it('prefers an object with a file, and that of the error shown', async () => {
      const error = syncError('many', { message: 'the second' });
      const [file] = syncError('many', { namespace: 'maps' }).resources;
      await store.recordClusterReading(
        clusterReading(dev, T2, [
          observedSync({
            namespace: 'maps',
            state: 'error',
            errors: [
              {
                ...error,
                resources: [{ kind: 'Quota', name: 'compute' }, file],
              },
              {
                ...error,
                message: 'another',
                resources: [{ ...file, sourcePath: 'other.yaml' }],
              },
            ],
          }),
        ]),
        { ownerOf, failures: 0 },
      );
      expect(
        (await store.getErrorGroup('many', EVERYTHING))?.group,
      ).toMatchObject({
        message: 'the second',
        sample: { resource: { sourcePath: 'prod/api/deployment.yaml' } },
      });
    });

    it('tells somebody who sees less of what they see alone', async () => {
      const result = await store.listErrorGroups({}, ON_GKE);
      expect(result).toMatchObject({
        totalItems: 1,
        totalPackageSyncs: 1,
        totalClusters: 1,
        items: [
          {
            fingerprint: 'quota',
            totalErrors: 1,
            clusters: [{ ref: gke.ref }],
            hostings: [{ hosting: 'gcp', total: 1 }],
          },
        ],
      });
      expect(result.items[0]).not.toHaveProperty('heldBackObjects');
      expect(await list({}, MAPS)).toEqual(['quota']);
      expect(await list({}, { ...EVERYTHING, packageSyncs: 'none' })).toEqual(
        [],
      );
      expect(await store.getErrorGroup('unknown-kind', MAPS)).toBeUndefined();
      expect((await store.getOverview(MAPS)).openErrorGroups).toBe(1);
      expect((await store.getOverview(EVERYTHING)).openErrorGroups).toBe(3);
    });

    it('names the causes on most clusters, of what is visible', async () => {
      const { worstErrors } = await store.getOverview(EVERYTHING);
      expect(worstErrors).toHaveLength(3);
      expect(worstErrors[0]).toEqual({
        fingerprint: 'quota',
        code: 'KNV2009',
        headline: 'The cluster refused an object',
        totalClusters: 2,
      });
      expect((await store.getOverview(ON_GKE)).worstErrors).toMatchObject([
        { fingerprint: 'quota', totalClusters: 1 },
      ]);
      expect(
        (await store.getOverview({ ...EVERYTHING, packageSyncs: 'none' }))
          .worstErrors,
      ).toEqual([]);
    });

    it.each<[string, ErrorGroupQuery, string[]]>([
      ['a code', { code: ['KNV1021'] }, ['unknown-kind']],
      ['the number of a code', { code: ['1021'] }, ['unknown-kind']],
      ['a namespace of syncs', { namespace: ['maps'] }, ['quota']],
      ['kind', { kind: ['RootSync'] }, ['source', 'unknown-kind']],
      ['a cluster', { cluster: ['gke-prod'] }, ['quota']],
      ['hosting', { hosting: ['aws'] }, []],
      ['words', { q: 'about geodesy' }, ['unknown-kind']],
      ['a later time', { since: T2 }, []],
      ['an earlier time', { since: T1, kind: ['RepoSync'] }, ['quota']],
      [
        'being muted',
        { muted: { fingerprints: ['quota'], shown: true } },
        ['quota'],
      ],
      [
        'not being muted',
        { muted: { fingerprints: ['quota'], shown: false } },
        ['source', 'unknown-kind'],
      ],
      [
        'being muted while nothing is',
        { muted: { fingerprints: [], shown: true } },
        [],
      ],
      ['being healed', { open: false }, []],
    ])('filters by %s', async (_what, query, expected) => {
      expect((await list(query)).sort()).toEqual(expected);
    });

    it.each([
      'clusters',
      'packageSyncs',
      'code',
      'firstSeenAt',
      'lastSeenAt',
    ] as const)('pages by %s without a gap or a repeat', async sort => {
      for (const order of ['asc', 'desc'] as const) {
        const whole = await list({ sort, order });
        expect(whole).toHaveLength(3);
        const paged: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.listErrorGroups(
            { sort, order, limit: 1, cursor },
            EVERYTHING,
          );
          expect(page.totalItems).toBe(3);
          paged.push(...page.items.map(group => group.fingerprint));
          cursor = page.nextCursor;
        } while (cursor);
        expect(paged).toEqual(whole);
      }
    });

    it('gives every occurrence with its file', async () => {
      const details = await store.getErrorGroup('quota', EVERYTHING);
      expect(details).toMatchObject({
        totalOccurrences: 3,
        group: { fingerprint: 'quota', totalClusters: 2 },
      });
      expect(
        namesOf(details!.occurrences.map(({ packageSyncId: of }) => of)),
      ).toEqual(['gkeMaps', 'onpremMaps', 'onpremMaps']);
      expect(details!.occurrences[0]).toMatchObject({
        cluster: { ref: gke.ref },
        owner: 'group:default/team-maps',
        resources: [{ sourceUrl: expect.stringContaining('github.com') }],
      });
      const less = await store.getErrorGroup('quota', ON_GKE);
      expect(less?.occurrences).toHaveLength(1);
      expect(less?.totalOccurrences).toBe(1);
      expect(await store.getErrorGroup('never', EVERYTHING)).toBeUndefined();
    });

    it('remembers a group that has healed, and forgets it in time', async () => {
      const heal = (cluster: { ref: string }) =>
        store.recordClusterReading(
          clusterReading(cluster, T2, [
            rootSync({}),
            observedSync({ namespace: 'maps' }),
            observedSync({ namespace: 'geodesy' }),
          ]),
          { ownerOf, failures: 0 },
        );
      await heal(onprem);
      expect(await store.getErrorGroup('quota', EVERYTHING)).toMatchObject({
        group: { open: true, totalClusters: 1 },
      });
      await heal(gke);
      expect(await list({})).toEqual([]);
      expect((await list({ open: false })).sort()).toEqual([
        'quota',
        'source',
        'unknown-kind',
      ]);
      expect(await list({ open: false }, MAPS)).toEqual(['quota']);
      const healed = await store.getErrorGroup('quota', EVERYTHING);
      expect(healed).toMatchObject({
        group: { open: false, lastSeenAt: T2, totalClusters: 2 },
        occurrences: [],
        totalOccurrences: 0,
      });

      const later = '2027-02-23T10:00:00.000Z';
      await store.recordReading(fleetReading(later, [onprem, gke]), {
        startedAt: later,
        finishedAt: later,
      });
      expect(await store.getErrorGroup('quota', EVERYTHING)).toBeUndefined();
      expect(await knex('error_groups').select('*')).toEqual([]);
    });

    it('knows the sync that an error is on', async () => {
      const { items } = await store.listPackageSyncs(
        { fingerprint: 'source' },
        EVERYTHING,
      );
      expect(items.map(sync => sync.id)).toEqual([IDS.onpremRoot]);
    });
  });
});
