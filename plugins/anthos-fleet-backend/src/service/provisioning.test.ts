import type { Knex } from 'knex';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  fleetReading,
  FLEET,
  observedCluster,
} from '../__testUtils__/readings';
import { DENY, TestRouter, when } from './__testUtils__/TestRouter';

jest.setTimeout(60_000);

const AT = '2026-11-26T10:00:00.000Z';
const onlyProd = when({
  rule: 'HAS_NAME',
  resourceType: 'anthos-fleet-cluster',
  params: { names: ['prod'] },
});

describe('what templates may ask', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let router: TestRouter;
  const run = jest.fn();
  const ensure = jest.fn();

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    router = await TestRouter.create(knex, {
      now: () => new Date(AT),
      provisioner: {
        dryRunner: { run, close: async () => {} },
        namespaces: { ensure },
        takeRequest: async () => {},
        quotaUsedUp: () => {},
      },
    });
    await router.store.recordReading(
      fleetReading(AT, [observedCluster('prod'), observedCluster('dev')]),
      { startedAt: AT, finishedAt: AT },
    );
  });
  afterAll(() => knex.destroy());

  beforeEach(() => {
    router.reset();
    run.mockImplementation(async ({ target, objects }) => ({
      report: {
        ref: target.ref,
        outcome: 'ok',
        results: objects.map(({ index }: { index: number }) => ({
          index,
          verdict: 'accepted',
        })),
        enforcedConstraints: [],
      },
    }));
    ensure.mockResolvedValue({ done: true, changed: true, steps: [] });
  });

  const manifests = [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'b' },
      data: { password: 'hunter2' },
    },
  ];
  const dryRun = (name: string) =>
    request(router.app)
      .post(`/clusters/${FLEET}/europe-north1/${name}/dry-run`)
      .send({ manifests });
  const put = (...names: string[]) =>
    request(router.app)
      .put(`/fleet-namespaces/${FLEET}/maps/maps-main`)
      .send({
        clusters: names.map(name => `${FLEET}/europe-north1/${name}`),
      });

  it('asks a cluster, and leaves a trail without what the manifests say', async () => {
    expect((await dryRun('prod')).status).toBe(200);
    expect(router.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'manifest-dry-run',
        meta: { ref: `${FLEET}/europe-north1/prod`, manifests: 1 },
      }),
    );
    expect(router.auditEvent.success).toHaveBeenCalledWith({
      meta: { outcome: 'ok', accepted: 1, refused: 0, unknown: 0 },
    });
    const [event] = router.auditor.createEvent.mock.calls[0];
    expect(JSON.stringify(event.meta)).not.toContain('hunter2');
  });

  it('refuses what is too large with 413, and says how much it takes', async () => {
    const path = `/clusters/${FLEET}/europe-north1/prod/dry-run`;
    const send = (bytes: number, to = path) =>
      request(router.app)
        .post(to)
        .send({
          manifests: [{ ...manifests[0], data: { a: 'x'.repeat(bytes) } }],
        });
    expect((await send(2 * 1024 * 1024 - 1024)).status).toBe(200);
    const { status, body } = await send(2 * 1024 * 1024);
    expect(status).toBe(413);
    expect(body).toMatchObject({
      error: {
        name: 'BodyTooLargeError',
        message: expect.stringMatching(/larger than 2 MiB.+fewer manifests/),
      },
      request: { method: 'POST', url: path },
      response: { statusCode: 413 },
    });
    const other = await send(200 * 1024, '/mutes');
    expect(other.status).toBe(413);
    expect(other.body.error.message).toContain('larger than 100 KiB');
    expect(run).toHaveBeenCalledTimes(1);
    const broken = await request(router.app)
      .post(path)
      .set('content-type', 'application/json')
      .send('{');
    expect(broken.status).toBe(400);
  });

  it('does not know clusters that may not be seen, and asks only those that may be asked', async () => {
    router.decide({ 'anthosFleet.cluster.read': onlyProd });
    expect((await dryRun('dev')).status).toBe(404);
    router.decide({ 'anthosFleet.cluster.dryRun': onlyProd });
    expect((await dryRun('prod')).status).toBe(200);
    expect((await dryRun('dev')).status).toBe(403);
    router.decide({ 'anthosFleet.cluster.dryRun': DENY });
    const { status, body } = await dryRun('prod');
    expect(status).toBe(403);
    expect(body.error.message).toContain('anthosFleet.cluster.dryRun');
    expect(run).toHaveBeenCalledTimes(1);
    expect(router.auditEvent.fail).toHaveBeenCalledTimes(3);
  });

  it('has namespaces made only by those who may, on clusters that they see', async () => {
    expect((await put('prod', 'dev')).status).toBe(200);
    router.decide({ 'anthosFleet.namespace.create': DENY });
    expect((await put('prod')).status).toBe(403);
    router.decide({ 'anthosFleet.cluster.read': onlyProd });
    expect((await put('prod', 'dev')).status).toBe(404);
    expect(ensure).toHaveBeenCalledTimes(1);
    expect(router.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'fleet-namespace-create',
        severityLevel: 'high',
      }),
    );
  });

  it('answers for a namespace, and says 304 while nothing changes', async () => {
    const first = await request(router.app).get('/namespaces/maps');
    expect(first.body).toMatchObject({ name: 'maps', totalUnknown: 2 });
    const again = await request(router.app)
      .get('/namespaces/maps')
      .set('If-None-Match', first.headers.etag);
    expect(again.status).toBe(304);
    router.decide({ 'anthosFleet.cluster.read': DENY });
    const { status } = await request(router.app).get('/namespaces/maps');
    expect(status).toBe(403);
  });
});
