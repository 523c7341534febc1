import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { generateFleet, startFleetEmulator } from 'fleet-emulator';
import request from 'supertest';
import { startFleetBackend } from './__testUtils__/backend';
import { createTestDatabases } from './__testUtils__/databases';
import { FLEET } from './__testUtils__/readings';
import plugin from './index';

jest.setTimeout(60_000);

describe('anthosFleetPlugin', () => {
  const databases = createTestDatabases();

  async function start(config: object) {
    return startTestBackend({
      features: [
        plugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data: config as never }),
      ],
    });
  }

  it('works without a fleet, and says that none is configured', async () => {
    const backend = await start({});
    const { status, body } = await request(backend.server).get(
      '/api/anthos-fleet/overview',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      configured: false,
      totalClusters: 0,
      fleets: [],
    });
    await backend.stop();
  });

  it('answers nobody who has not signed in', async () => {
    const backend = await start({});
    for (const path of [
      'overview',
      'clusters',
      'clusters/a/b/c',
      'entities/component/default/x',
    ]) {
      const { status } = await request(backend.server)
        .get(`/api/anthos-fleet/${path}`)
        .set('Authorization', mockCredentials.none.header());
      expect(status).toBe(401);
    }
    await backend.stop();
  });

  it('does not start with a configuration that cannot work, and names the key', async () => {
    await expect(
      start({ anthosFleet: { fleets: [{ project: '12345' }] } }),
    ).rejects.toThrow('anthosFleet.fleets[0].project');
  });

  it('offers its contract, its permissions and its rules', async () => {
    const backend = await start({});
    const contract = await request(backend.server).get(
      '/api/anthos-fleet/openapi.json',
    );
    expect(Object.keys(contract.body.paths)).toContain(
      '/api/anthos-fleet/overview',
    );
    const metadata = await request(backend.server).get(
      '/api/anthos-fleet/.well-known/backstage/permissions/metadata',
    );
    expect(
      metadata.body.permissions.map(({ name }: { name: string }) => name),
    ).toEqual([
      'anthosFleet.cluster.read',
      'anthosFleet.cluster.refresh',
      'anthosFleet.cluster.dryRun',
      'anthosFleet.packageSync.read',
      'anthosFleet.mute.create',
      'anthosFleet.mute.delete',
      'anthosFleet.namespace.create',
    ]);
    expect(
      metadata.body.rules.map(({ name }: { name: string }) => name).sort(),
    ).toEqual([
      'HAS_HOSTING',
      'HAS_LABEL',
      'HAS_NAME',
      'HAS_OWNER',
      'IS_IN_FLEET',
      'IS_IN_FLEET',
      'IS_IN_NAMESPACE',
      'IS_ON_CLUSTER',
    ]);
    await backend.stop();
  });

  it('says 304 through all of Backstage, until a sweep finds something new', async () => {
    const knex = await databases.init('SQLITE_3');
    const emulator = await startFleetEmulator({
      fleet: generateFleet({ seed: 1, clusters: 5, project: FLEET }),
      heartbeat: 3_600_000,
    });
    const backend = await startFleetBackend({ hubUrl: emulator.url, knex });
    await backend.sweep();
    const first = await backend.get('/clusters');
    const etag = first.headers.etag;
    expect(etag).toMatch(/^W\//);
    const again = await backend.get('/clusters', { 'If-None-Match': etag });
    expect(again.status).toBe(304);

    await backend.sweep();
    const next = await backend.get('/clusters', { 'If-None-Match': etag });
    expect(next.status).toBe(200);
    expect(next.headers.etag).not.toBe(etag);
    await backend.stop();
    await emulator.close();
    await knex.destroy();
  });
});
