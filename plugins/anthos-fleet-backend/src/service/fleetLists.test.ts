import {
  anthosFleetClusterConditions,
  anthosFleetPackageSyncConditions,
} from 'backstage-plugin-anthos-fleet-node';
import request from 'supertest';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { T2, writeSampleFleet } from '../store/__testUtils__/sampleFleet';
import { DENY, TestRouter, when } from './__testUtils__/TestRouter';

jest.setTimeout(60_000);

const CLUSTER_READ = 'anthosFleet.cluster.read';
const SYNC_READ = 'anthosFleet.packageSync.read';
const PATHS = ['/rollouts', '/policy-constraints', '/meshes'];

describe('routes to lists over the fleet', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let router: TestRouter;

    beforeAll(async () => {
      knex = await databases.init(id);
      router = await TestRouter.create(knex, { now: () => new Date(T2) });
      await writeSampleFleet(router.store);
    });

    afterAll(async () => {
      await knex.destroy();
    });

    beforeEach(() => router.reset());

    const get = (path: string) => request(router.app).get(path);

    // The router of the test turns an answer that is not in the contract into a 500.
    it.each(PATHS)('answers %s as the contract says, and 304', async path => {
      const first = await get(path);
      expect([first.status, first.body.items.length > 0]).toEqual([200, true]);
      const again = await get(path).set('If-None-Match', first.headers.etag);
      expect(again.status).toBe(304);
    });

    it.each(PATHS)('pages %s by its cursor', async path => {
      const first = (await get(`${path}?limit=1`)).body;
      const second = (await get(`${path}?limit=1&cursor=${first.nextCursor}`))
        .body;
      expect(second.items).toHaveLength(1);
      expect(second.items).not.toEqual(first.items);
      expect(second.totalItems).toBe(first.totalItems);
    });

    it.each([
      ['/rollouts?state=nice', 'state'],
      ['/rollouts?sort=colour', 'sort'],
      ['/policy-constraints?enforcement=maybe', 'enforcement'],
      ['/policy-constraints?violated=perhaps', 'violated'],
      ['/meshes?management=me', 'management'],
      ['/meshes?cursor=x', 'cursor'],
    ])('refuses %s with the name of the field', async (path, field) => {
      const { status, body } = await get(path);
      expect(status).toBe(400);
      expect(body.error.message).toContain(field);
    });

    it.each(PATHS)('refuses %s to who may see no cluster', async path => {
      router.decide({ [CLUSTER_READ]: DENY });
      expect((await get(path)).status).toBe(403);
    });

    it('refuses rollouts alone to who may see no package sync', async () => {
      router.decide({ [SYNC_READ]: DENY });
      expect((await get('/rollouts')).status).toBe(403);
      expect((await get('/meshes')).status).toBe(200);
      expect((await get('/policy-constraints')).status).toBe(200);
    });

    it('counts what conditions allow, and nothing else', async () => {
      router.decide({
        [CLUSTER_READ]: when(
          anthosFleetClusterConditions.hasHosting({ hostings: ['gcp'] }),
        ),
        [SYNC_READ]: when(
          anthosFleetPackageSyncConditions.isInNamespace({
            namespaces: ['maps'],
          }),
        ),
      });
      const rollouts = (await get('/rollouts')).body;
      expect(
        rollouts.items.map(
          (item: { totalClusters: number }) => item.totalClusters,
        ),
      ).toEqual([1, 1]);
      const meshes = (await get('/meshes')).body;
      expect(
        meshes.items.map(
          (item: { cluster: { name: string } }) => item.cluster.name,
        ),
      ).toEqual(['gke-dev', 'gke-prod']);
      const policy = (await get('/policy-constraints')).body;
      expect([policy.totalItems, policy.totalClusters]).toEqual([0, 0]);
      expect(policy.withoutConstraints.total + policy.notRead.total).toBe(2);
    });
  });
});
