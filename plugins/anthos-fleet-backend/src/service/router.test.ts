import { mockCredentials } from '@backstage/backend-test-utils';
import { anthosFleetClusterConditions } from 'backstage-plugin-anthos-fleet-node';
import express from 'express';
import request from 'supertest';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  fleetReading,
  FLEET,
  observedCluster,
  observedConfigSync,
} from '../__testUtils__/readings';
import {
  checkAnswers,
  DENY,
  TestRouter,
  when,
} from './__testUtils__/TestRouter';

jest.setTimeout(60_000);

const T0 = '2026-11-22T10:00:00.000Z';
describe('router', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let router: TestRouter;
  let app: express.Express;
  let now = new Date(T0);

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    router = await TestRouter.create(knex, {
      now: () => now,
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'api',
            namespace: 'default',
            annotations: { 'anthos-fleet/cluster-selector': 'env=prod' },
          },
        },
      ],
    });
    app = router.app;
    await router.store.recordReading(
      fleetReading(
        T0,
        [
          observedCluster('onprem-prod', {
            location: 'europe-west1',
            hosting: 'on-prem',
            platform: 'gdc-vmware',
            place: { site: 'Oslo DC1' },
            labels: { env: 'prod' },
          }),
          observedCluster('gke-prod', { labels: { env: 'prod' } }),
          observedCluster('gke-dev', { labels: { env: 'dev' } }),
        ],
        {
          'europe-west1/onprem-prod': observedConfigSync('error', {}, [
            { code: 'KNV1021', message: 'unknown kind' },
          ]),
        },
      ),
      { startedAt: T0, finishedAt: T0 },
    );
  });

  afterAll(async () => {
    await knex.destroy();
  });

  beforeEach(() => {
    now = new Date(T0);
    router.reset();
  });

  const REFRESH = 'anthosFleet.cluster.refresh';
  const READ = 'anthosFleet.cluster.read';

  const names = (body: { items: { name: string }[] }) =>
    body.items.map(({ name }) => name);

  it('is checked against the contract by a check that can fail', async () => {
    const wrong = express()
      .use(checkAnswers)
      .get('/overview', (_req, res) => {
        res.json({ totalClusters: 'three' });
      });
    expect((await request(wrong).get('/overview')).status).toBe(500);
  });

  it('gives the overview', async () => {
    const { status, body } = await request(app).get('/overview');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      configured: true,
      totalClusters: 3,
      attention: [{ name: 'onprem-prod' }],
    });
  });

  it('lists clusters with filters, sort and pages', async () => {
    const first = await request(app).get(
      '/clusters?hosting=gcp&hosting=on-prem&label=env&sort=name&order=desc&limit=2',
    );
    expect(first.status).toBe(200);
    expect(names(first.body)).toEqual(['onprem-prod', 'gke-prod']);
    expect(first.body.totalItems).toBe(3);

    const second = await request(app)
      .get('/clusters')
      .query({
        hosting: ['gcp', 'on-prem'],
        label: 'env',
        sort: 'name',
        order: 'desc',
        limit: 2,
        cursor: first.body.nextCursor,
      });
    expect(names(second.body)).toEqual(['gke-dev']);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('filters by what the overview counts', async () => {
    const { body: overview } = await request(app).get('/overview');
    const kubernetes = overview.versions.find(
      (item: { component: string }) => item.component === 'kubernetes',
    );
    expect(kubernetes.total).toBe(overview.totalClusters);
    const unknown = await request(app).get(
      '/clusters?kubernetesVersion=unknown',
    );
    expect(unknown.body.totalItems).toBe(kubernetes.unknown);
    const site = await request(app)
      .get('/clusters')
      .query({ site: 'Oslo DC1' });
    expect(names(site.body)).toEqual(['onprem-prod']);
    const elsewhere = await request(app)
      .get('/clusters')
      .query({ site: 'Oslo DC1', location: 'us-east4' });
    expect(elsewhere.body.totalItems).toBe(0);
  });

  it('filters by a label with a value and by orphaned', async () => {
    const { body } = await request(app).get(
      '/clusters?label=env%3Ddev&orphaned=false',
    );
    expect(names(body)).toEqual(['gke-dev']);
  });

  it.each([
    ['hosting=moon', /hosting/],
    ['syncState=green', /syncState/],
    ['limit=0', /limit/],
    ['limit=many', /limit/],
    ['limit=501', /limit/],
    ['sort=mood', /sort/],
    ['cursor=garbage', /cursor/],
    ['label=%3Dvalue', /label/],
    ['orphaned=perhaps', /orphaned/],
    ['colour=red', /colour/],
    [`q=${'word '.repeat(30)}`, /q has 30 words/],
  ])('refuses %s and names the field', async (query, field) => {
    const { status, body } = await request(app).get(`/clusters?${query}`);
    expect(status).toBe(400);
    expect(body.error.name).toBe('InputError');
    expect(body.error.message).toMatch(field);
  });

  it('gives one cluster, and whether it may be refreshed', async () => {
    const path = `/clusters/${FLEET}/europe-west1/onprem-prod`;
    const { body } = await request(app).get(path);
    expect(body).toMatchObject({
      cluster: { place: { site: 'Oslo DC1' } },
      syncErrors: [{ code: 'KNV1021', message: 'unknown kind' }],
      mayRefresh: true,
    });

    router.decide({ [REFRESH]: DENY });
    expect((await request(app).get(path)).body.mayRefresh).toBe(false);

    router.decide({
      [REFRESH]: when(
        anthosFleetClusterConditions.hasHosting({ hostings: ['gcp'] }),
      ),
    });
    expect((await request(app).get(path)).body.mayRefresh).toBe(false);
  });

  it('answers 404 for a cluster that is not there', async () => {
    const { status, body } = await request(app).get(
      `/clusters/${FLEET}/nowhere/none`,
    );
    expect(status).toBe(404);
    expect(body.error.message).toContain(`${FLEET}/nowhere/none`);
  });

  it('gives what runs an entity', async () => {
    const { body } = await request(app).get('/entities/component/default/api');
    expect(body).toMatchObject({ totalClusters: 2, annotated: true });
    const missing = await request(app).get('/entities/component/default/none');
    expect(missing.status).toBe(404);
  });

  it('says 304 while nothing changed', async () => {
    for (const path of [
      '/overview',
      '/clusters',
      `/clusters/${FLEET}/europe-west1/onprem-prod`,
      '/entities/component/default/api',
    ]) {
      const first = await request(app).get(path);
      expect(first.headers['cache-control']).toBe('private, no-cache');
      const again = await request(app)
        .get(path)
        .set('If-None-Match', first.headers.etag);
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
    }
    now = new Date(Date.parse(T0) + 3600_000);
    const etag = (await request(app).get('/overview')).headers.etag;
    now = new Date(T0);
    const other = await request(app)
      .get('/overview')
      .set('If-None-Match', etag);
    expect(other.status).toBe(200);
  });

  describe('permissions', () => {
    it('refuses somebody who may see no cluster, and names the permission', async () => {
      router.decide({ [READ]: DENY });
      for (const path of [
        '/overview',
        '/clusters',
        `/clusters/${FLEET}/europe-west1/onprem-prod`,
        '/entities/component/default/api',
      ]) {
        const { status, body } = await request(app).get(path);
        expect(status).toBe(403);
        expect(body.error.message).toContain('anthosFleet.cluster.read');
      }
    });

    it('shows, counts and details only what the conditions allow', async () => {
      router.decide({
        [READ]: when({
          not: anthosFleetClusterConditions.hasHosting({
            hostings: ['on-prem'],
          }),
        }),
      });
      const list = await request(app).get('/clusters');
      expect(names(list.body)).toEqual(['gke-dev', 'gke-prod']);
      expect(list.body.totalItems).toBe(2);
      const overview = await request(app).get('/overview');
      expect(overview.body).toMatchObject({ totalClusters: 2, attention: [] });
      const entity = await request(app).get('/entities/component/default/api');
      expect(entity.body.totalClusters).toBe(1);
      const hidden = await request(app).get(
        `/clusters/${FLEET}/europe-west1/onprem-prod`,
      );
      expect(hidden.status).toBe(404);
    });

    it('asks with the credentials of the caller', async () => {
      await request(app)
        .get('/overview')
        .set('Authorization', mockCredentials.user.header('user:default/ada'));
      expect(
        router.permissions.authorizeConditional.mock.calls[0][1],
      ).toMatchObject({
        credentials: { principal: { userEntityRef: 'user:default/ada' } },
      });
    });
  });

  describe('refresh', () => {
    const path = `/clusters/${FLEET}/europe-west1/onprem-prod/refresh`;

    beforeEach(async () => {
      await knex('fleets').update({ refresh_requested_at: null });
      await knex('cluster_readings').update({ refresh_requested_at: null });
    });

    it('asks for one sweep in ten seconds and leaves an audit trail', async () => {
      const first = await request(app).post(path);
      expect(first.status).toBe(202);
      expect(first.body).toEqual({
        ref: `${FLEET}/europe-west1/onprem-prod`,
        requestedAt: T0,
        accepted: true,
        retryAfterSeconds: 10,
      });
      now = new Date(Date.parse(T0) + 4_000);
      const second = await request(app).post(path);
      expect(second.status).toBe(202);
      expect(second.body).toMatchObject({
        requestedAt: T0,
        accepted: false,
        retryAfterSeconds: 6,
      });
      now = new Date(Date.parse(T0) + 10_000);
      expect((await request(app).post(path)).body.accepted).toBe(true);
      const asked = [
        { fleet: FLEET, ref: `${FLEET}/europe-west1/onprem-prod` },
        { register: true },
      ];
      expect(router.requestSweep.mock.calls).toEqual([asked, asked]);
      expect(router.auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'cluster-refresh',
          meta: { ref: `${FLEET}/europe-west1/onprem-prod` },
        }),
      );
      expect(router.auditEvent.success).toHaveBeenCalledTimes(3);
    });

    it('is refused without the permission, and that is audited too', async () => {
      router.decide({ [REFRESH]: DENY });
      const { status, body } = await request(app).post(path);
      expect(status).toBe(403);
      expect(body.error.message).toContain('anthosFleet.cluster.refresh');
      expect(router.auditEvent.fail).toHaveBeenCalledTimes(1);
      expect(router.requestSweep).not.toHaveBeenCalled();
    });

    it('hides clusters that the caller may not see', async () => {
      router.decide({
        [READ]: when(
          anthosFleetClusterConditions.hasHosting({ hostings: ['gcp'] }),
        ),
      });
      expect((await request(app).post(path)).status).toBe(404);
      expect(router.requestSweep).not.toHaveBeenCalled();
    });
  });
});
