import { mockCredentials } from '@backstage/backend-test-utils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  anthosFleetClusterConditions,
  anthosFleetPackageSyncConditions,
} from 'backstage-plugin-anthos-fleet-node';
import request from 'supertest';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  gke,
  IDS,
  namesOf,
  onprem,
  T2,
  writeSampleFleet,
} from '../store/__testUtils__/sampleFleet';
import { DENY, TestRouter, when } from './__testUtils__/TestRouter';

jest.setTimeout(60_000);

const CLUSTER_READ = 'anthosFleet.cluster.read';
const SYNC_READ = 'anthosFleet.packageSync.read';
const ENTITY = '/entities/component/default/api';
const SYSTEM = '/entities/system/default/land';

describe('routes to what is live', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let router: TestRouter;
    let now = new Date(T2);

    beforeAll(async () => {
      knex = await databases.init(id);
      router = await TestRouter.create(knex, {
        now: () => now,
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'api',
              namespace: 'default',
              annotations: {
                'anthos-fleet/cluster-selector': 'env',
                'anthos-fleet/namespace': 'maps',
              },
            },
            relations: [{ type: 'ownedBy', targetRef: 'user:default/mock' }],
          },
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'System',
            metadata: { name: 'land', namespace: 'default' },
            relations: [
              { type: 'hasPart', targetRef: 'component:default/api' },
            ],
          },
        ],
      });
      await writeSampleFleet(router.store);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    beforeEach(async () => {
      now = new Date(T2);
      router.reset();
      await knex('mutes').delete();
    });

    const get = async (path: string, token = mockCredentials.user.header()) => {
      const { status, body } = await request(router.app)
        .get(path)
        .set('Authorization', token);
      return { status, body };
    };

    it('answers everything as the contract says', async () => {
      for (const [path, expected] of [
        [
          '/overview',
          {
            openErrorGroups: 3,
            changes: { worse: 0, new: 0, better: 0, items: [] },
          },
        ],
        ['/package-syncs', { totalItems: 6 }],
        [`/package-syncs/${IDS.onpremMaps}`, { totalObjects: 5 }],
        [
          '/sync-errors',
          {
            totalItems: 3,
            totalPackageSyncs: 3,
            items: Array(3).fill({
              course: Array(28).fill(expect.any(Number)),
            }),
          },
        ],
        [
          '/sync-errors/quota',
          { totalOccurrences: 3, mayMute: true, group: { totalClusters: 2 } },
        ],
        ['/transitions', { items: [] }],
        ['/mutes', { items: [] }],
        [ENTITY, { totalSyncs: 5, state: 'error' }],
        [SYSTEM, { state: 'error', parts: { total: 1, totalErrorGroups: 3 } }],
        ['/entities', { totalItems: 1, items: [{ state: 'error' }] }],
        ['/entities?owner=group:default/nobody', { totalItems: 0 }],
        [`/clusters/${onprem.ref}`, { totalPackageSyncs: 3 }],
      ] as const) {
        const { status, body } = await get(path);
        expect([path, status, body.error]).toEqual([path, 200, undefined]);
        expect(body).toMatchObject(expected);
      }
    });

    it('filters, sorts and pages', async () => {
      const first = await get(
        `/package-syncs?namespace=maps&kind=RepoSync&sort=cluster&order=desc&limit=2`,
      );
      expect(
        namesOf(first.body.items.map((s: { id: string }) => s.id)),
      ).toEqual(['onpremMaps', 'gkeMaps']);
      const second = await get(
        `/package-syncs?namespace=maps&kind=RepoSync&sort=cluster&order=desc&limit=2&cursor=${first.body.nextCursor}`,
      );
      expect(
        namesOf(second.body.items.map((s: { id: string }) => s.id)),
      ).toEqual(['devMaps']);
      const errors = await get('/sync-errors?code=1021&cluster=onprem-prod');
      expect(errors.body.items).toMatchObject([{ code: 'KNV1021' }]);
    });

    it.each([
      ['/package-syncs?state=green', /state/],
      ['/package-syncs?kind=Sync', /kind/],
      ['/package-syncs?limit=0', /limit/],
      ['/package-syncs?sort=mood', /sort/],
      ['/package-syncs?commit=abc', /commit/],
      ['/package-syncs?cursor=garbage', /cursor/],
      ['/package-syncs?colour=red', /colour/],
      [`/package-syncs?q=${'w%20'.repeat(20)}`, /q has 20 words/],
      [`/package-syncs?namespace=${'n'.repeat(64)}`, /namespace/],
      ['/sync-errors?since=yesterday', /since/],
      ['/sync-errors?open=perhaps', /open/],
      ['/sync-errors?muted=perhaps', /muted/],
      ['/sync-errors?sort=mood', /sort/],
      ['/sync-errors?cursor=e30', /cursor/],
      ['/transitions?subject=moon', /subject/],
      ['/transitions?cursor=garbage', /cursor/],
    ])('refuses %s and names the field', async (path, field) => {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body.error.name).toBe('InputError');
      expect(body.error.message).toMatch(field);
    });

    it.each([
      '/package-syncs?q=%25',
      `/package-syncs?q=${encodeURIComponent(`'; drop table clusters; --`)}`,
      `/package-syncs?repo=${encodeURIComponent(`' or 1=1 --`)}`,
      `/package-syncs?commit=${encodeURIComponent('%_%_%_%_')}`,
      `/package-syncs?owner=${encodeURIComponent('\\')}`,
      `/sync-errors?q=${encodeURIComponent('\\%_')}`,
      `/sync-errors?code=${encodeURIComponent(`'`)}`,
      `/sync-errors?${Array.from(
        { length: 50 },
        (_, n) => `cluster=c${n}`,
      ).join('&')}`,
    ])('finds nothing for %s, and takes no harm', async path => {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body.items).toEqual([]);
      expect((await get('/package-syncs')).body.totalItems).toBe(6);
    });

    it('says 304 while nothing changed', async () => {
      for (const path of [
        '/package-syncs',
        `/package-syncs/${IDS.gkeMaps}`,
        '/sync-errors',
        '/sync-errors/quota',
        '/transitions',
        ENTITY,
        SYSTEM,
        '/entities',
      ]) {
        const first = await request(router.app).get(path);
        expect(first.headers['cache-control']).toBe('private, no-cache');
        const again = await request(router.app)
          .get(path)
          .set('If-None-Match', first.headers.etag);
        expect([path, again.status, again.text]).toEqual([path, 304, '']);
      }
    });

    it('asks whose components a service means, which owns none itself', async () => {
      const service = mockCredentials.service.header();
      expect((await get('/entities', service)).status).toBe(403);
      const { status } = await get('/entities?owner=user:default/a', service);
      expect(status).toBe(200);
    });

    it.each([
      ['/package-syncs/none', /'none'/],
      ['/sync-errors/none', /'none'/],
    ])('answers 404 for %s', async (path, message) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body.error.message).toMatch(message);
    });

    describe('permissions', () => {
      const rows: [string, Record<string, PolicyDecision>, string[]][] = [
        [
          'a namespace',
          {
            [SYNC_READ]: when(
              anthosFleetPackageSyncConditions.isInNamespace({
                namespaces: ['maps'],
              }),
            ),
          },
          ['devMaps', 'gkeMaps', 'onpremMaps'],
        ],
        [
          'an owner',
          {
            [SYNC_READ]: when(
              anthosFleetPackageSyncConditions.hasOwner({
                owners: ['Group:default/team-maps'],
              }),
            ),
          },
          ['devMaps', 'gkeMaps', 'onpremMaps'],
        ],
        [
          'a cluster',
          {
            [SYNC_READ]: when(
              anthosFleetPackageSyncConditions.isOnCluster({
                clusters: [gke.ref],
              }),
            ),
          },
          ['gkeMaps', 'gkeRoot'],
        ],
        [
          'another fleet',
          {
            [SYNC_READ]: when(
              anthosFleetPackageSyncConditions.isInFleet({ fleets: ['b'] }),
            ),
          },
          [],
        ],
        [
          'some clusters, and not a namespace on them',
          {
            [CLUSTER_READ]: when(
              anthosFleetClusterConditions.hasHosting({ hostings: ['gcp'] }),
            ),
            [SYNC_READ]: when({
              not: anthosFleetPackageSyncConditions.isInNamespace({
                namespaces: ['config-management-system'],
              }),
            }),
          },
          ['devMaps', 'gkeMaps'],
        ],
      ];

      it.each(rows)(
        'shows, counts and samples nothing but %s',
        async (_what, decisions, expected) => {
          router.decide(decisions);
          const list = (await get('/package-syncs')).body;
          expect(
            namesOf(list.items.map((s: { id: string }) => s.id)).sort(),
          ).toEqual(expected);
          expect(list.totalItems).toBe(expected.length);
          for (const [name, syncId] of Object.entries(IDS)) {
            const { status } = await get(`/package-syncs/${syncId}`);
            expect([name, status]).toEqual([
              name,
              expected.includes(name) ? 200 : 404,
            ]);
          }

          const withQuota = expected.filter(name =>
            ['onpremMaps', 'gkeMaps'].includes(name),
          );
          const errors = (await get('/sync-errors')).body;
          const quota = await get('/sync-errors/quota');
          expect(quota.status).toBe(withQuota.length > 0 ? 200 : 404);
          expect(
            errors.items.filter(
              (e: { fingerprint: string }) => e.fingerprint === 'quota',
            ),
          ).toMatchObject(
            withQuota.slice(0, 1).map(() => ({
              totalPackageSyncs: withQuota.length,
              shares: {
                owners: [{ totalPackageSyncs: withQuota.length }],
                repositories: [{ totalPackageSyncs: withQuota.length }],
              },
            })),
          );
          for (const shares of ['clusters', 'owners', 'repositories']) {
            expect(
              (quota.body[shares] ?? []).reduce(
                (sum: number, share: { totalPackageSyncs: number }) =>
                  sum + share.totalPackageSyncs,
                0,
              ),
            ).toBe(withQuota.length);
          }
          const occurrences: { packageSyncId: string }[] =
            quota.body.occurrences ?? [];
          expect(
            new Set(namesOf(occurrences.map(o => o.packageSyncId))),
          ).toEqual(new Set(withQuota));
          expect(quota.body.totalOccurrences ?? 0).toBe(occurrences.length);

          const entity = (await get(ENTITY)).body;
          expect(
            namesOf(entity.syncs.map((s: { id: string }) => s.id)).every(name =>
              expected.includes(name),
            ),
          ).toBe(true);
          // None of these may see the sync that speaks of it.
          expect(
            JSON.stringify([list, errors, quota.body, entity.errors]),
          ).not.toMatch(/about geodesy|about no namespace/);
          const overview = (await get('/overview')).body;
          const total = overview.packageSyncs.reduce(
            (sum: number, row: { total: number }) => sum + row.total,
            0,
          );
          expect(total).toBe(expected.length);
          expect(overview.openErrorGroups).toBe(errors.totalItems);
        },
      );

      it('shows clusters without their syncs to somebody who may see no sync', async () => {
        router.decide({ [SYNC_READ]: DENY });
        for (const path of [
          '/package-syncs',
          `/package-syncs/${IDS.gkeMaps}`,
          '/sync-errors',
          '/sync-errors/quota',
        ]) {
          const { status, body } = await get(path);
          expect([path, status]).toEqual([path, 403]);
          expect(body.error.message).toContain(SYNC_READ);
        }
        const overview = (await get('/overview')).body;
        expect(overview).toMatchObject({
          totalClusters: 3,
          packageSyncs: [],
          openErrorGroups: 0,
        });
        const cluster = (await get(`/clusters/${onprem.ref}`)).body;
        expect(cluster).toMatchObject({
          packageSyncs: [],
          totalPackageSyncs: 0,
          cluster: { configSync: { state: 'error' } },
        });
        expect(cluster.cluster.configSync).not.toHaveProperty('packageSyncs');
        const entity = (await get(ENTITY)).body;
        expect(entity).toMatchObject({
          totalClusters: 3,
          syncs: [],
          errors: [],
          objects: [],
          totalSyncs: 0,
          totalErrorGroups: 0,
          totalObjects: 0,
        });
        expect(entity.state).toBeUndefined();
        const system = (await get(SYSTEM)).body;
        expect(system.parts).toMatchObject({ totalErrorGroups: 0 });
        expect((await get('/transitions')).status).toBe(200);
        expect((await get('/mutes')).status).toBe(200);
      });

      it('refuses everything to somebody who may see no cluster', async () => {
        router.decide({ [CLUSTER_READ]: DENY });
        for (const path of [
          '/overview',
          '/clusters',
          '/package-syncs',
          '/sync-errors',
          '/transitions',
          '/mutes',
          ENTITY,
          SYSTEM,
          '/entities',
        ]) {
          const { status, body } = await get(path);
          expect([path, status]).toEqual([path, 403]);
          expect(body.error.message).toContain(CLUSTER_READ);
        }
      });
    });

    describe('mutes', () => {
      const TOMORROW = '2026-11-24T10:00:00.000Z';
      const mute = (body: object, token = mockCredentials.user.header()) =>
        request(router.app)
          .post('/mutes')
          .set('Authorization', token)
          .send(body);
      const quota = {
        target: { fingerprint: 'quota' },
        reason: 'Quota is being raised.',
        expiresAt: TOMORROW,
      };

      it('mutes a group, marks it everywhere and unmutes it, with an audit trail', async () => {
        const made = await mute(
          quota,
          mockCredentials.user.header('user:default/ada'),
        );
        expect(made.status).toBe(201);
        expect(made.body).toEqual({
          id: expect.any(String),
          ...quota,
          author: 'user:default/ada',
          createdAt: T2,
        });
        expect((await get('/mutes')).body.items).toEqual([made.body]);
        const { items } = (await get('/sync-errors?muted=true')).body;
        expect(items).toMatchObject([
          { fingerprint: 'quota', mute: made.body },
        ]);
        expect((await get('/sync-errors?muted=false')).body.totalItems).toBe(2);
        expect((await get('/sync-errors/quota')).body.group.mute).toEqual(
          made.body,
        );
        const entity = (await get(ENTITY)).body;
        expect(
          entity.errors.filter((e: { mute?: unknown }) => e.mute),
        ).toMatchObject([{ fingerprint: 'quota' }]);

        const gone = await request(router.app).delete(`/mutes/${made.body.id}`);
        expect(gone.status).toBe(204);
        expect((await get('/mutes')).body.items).toEqual([]);
        const again = await request(router.app).delete(
          `/mutes/${made.body.id}`,
        );
        expect(again.status).toBe(404);
        expect(
          router.auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
        ).toEqual(['mute-create', 'mute-delete', 'mute-delete']);
        expect(router.auditEvent.success).toHaveBeenCalledTimes(2);
        expect(router.auditEvent.fail).toHaveBeenCalledTimes(1);
      });

      it('does not call a group muted that is muted in part', async () => {
        await mute({
          ...quota,
          target: { fingerprint: 'quota', cluster: gke.ref },
        });
        expect((await get('/sync-errors?muted=true')).body.items).toEqual([]);
        expect((await get('/sync-errors/quota')).body.group).not.toHaveProperty(
          'mute',
        );
      });

      it.each([
        ['no target', { ...quota, target: {} }, /target/],
        [
          'an unknown target',
          { ...quota, target: { moon: 'x' } },
          /moon|target/,
        ],
        ['no reason', { ...quota, reason: '' }, /reason/],
        ['a reason of spaces', { ...quota, reason: '      ' }, /reason/],
        ['a time that is over', { ...quota, expiresAt: T2 }, /expiresAt/],
        [
          'a time too far away',
          { ...quota, expiresAt: '2027-11-24T10:00:00.000Z' },
          /expiresAt.*90 days/,
        ],
        ['no time', { ...quota, expiresAt: 'never' }, /expiresAt/],
        ['another field', { ...quota, author: 'user:default/eve' }, /body/],
      ])('refuses %s and names the field', async (_what, body, field) => {
        const response = await mute(body);
        expect(response.status).toBe(400);
        expect(response.body.error.message).toMatch(field);
        expect((await get('/mutes')).body.items).toEqual([]);
      });

      it('takes a permission to mute, another to unmute, and a person', async () => {
        const made = await mute(quota);
        router.decide({
          'anthosFleet.mute.create': DENY,
          'anthosFleet.mute.delete': DENY,
        });
        const refused = await mute(quota);
        expect(refused.status).toBe(403);
        expect(refused.body.error.message).toContain('anthosFleet.mute.create');
        const kept = await request(router.app).delete(`/mutes/${made.body.id}`);
        expect(kept.status).toBe(403);
        expect(kept.body.error.message).toContain('anthosFleet.mute.delete');
        expect((await get('/sync-errors/quota')).body.mayMute).toBe(false);

        router.decide({});
        const byService = await mute(quota, mockCredentials.service.header());
        expect(byService.status).toBe(403);
        expect((await get('/mutes')).body.items).toHaveLength(1);
      });
    });
  });
});
