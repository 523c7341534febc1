import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  DEFAULT_TOKEN,
  generateFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import createKnex from 'knex';
import request from 'supertest';
import { anthosFleetPlugin } from '../plugin';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(120_000);

const connection =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
const prefix = `replicas_${randomBytes(4).toString('hex')}_`;

// Replicas meet in a database that outlives them, so there is nothing to test without PostgreSQL.
(connection ? describe : describe.skip)(
  'two replicas on one PostgreSQL',
  () => {
    let emulator: FleetEmulator;
    let replicas: Awaited<ReturnType<typeof startReplica>>[] = [];

    async function startReplica() {
      return startTestBackend({
        features: [
          anthosFleetPlugin,
          databaseServiceFactory,
          schedulerServiceFactory,
          catalogServiceMock.factory(),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                database: { client: 'pg', connection: connection!, prefix },
              },
              anthosFleet: {
                fleets: [
                  {
                    project: FLEET,
                    hub: { endpoint: emulator.url },
                    auth: { accessToken: DEFAULT_TOKEN },
                  },
                ],
                sweep: { frequency: { hours: 1 } },
              },
            },
          }),
        ],
      });
    }

    beforeAll(async () => {
      emulator = await startFleetEmulator({
        fleet: generateFleet({ seed: 3, clusters: 30, project: FLEET }),
      });
      // One after the other: Backstage's own migrations of an empty database bear one at a time.
      replicas = [await startReplica(), await startReplica()];
    });

    afterAll(async () => {
      await Promise.all(replicas.map(replica => replica.stop()));
      await emulator.close();
      const knex = createKnex({ client: 'pg', connection });
      await knex.raw('drop database if exists ?? with (force)', [
        `${prefix}anthos-fleet`,
      ]);
      await knex.destroy();
    });

    const get = async (replica: number, path: string) =>
      (await request(replicas[replica].server).get(`/api/anthos-fleet${path}`))
        .body;

    /** Waits for a sweep that began after a moment, and a little longer for one too many. */
    async function sweptAfter(moment: number) {
      for (;;) {
        const { fleets } = await get(0, '/overview');
        if (Date.parse(fleets[0].startedAt ?? '') >= moment) {
          break;
        }
        await sleep(100);
      }
      await sleep(6_000);
    }

    const listings = () => emulator.requests.count('memberships.list');

    it('sweep once and serve the same', async () => {
      await sweptAfter(0);
      expect(listings()).toBe(1);
      for (const path of ['/overview', '/clusters?limit=100']) {
        expect(await get(0, path)).toEqual(await get(1, path));
      }

      emulator.fleet.removeCluster(
        (({ location, name }) => `${location}/${name}`)(
          emulator.fleet.listClusters()[0],
        ),
      );
      const [{ ref }] = (await get(1, '/clusters?limit=1')).items;
      const asked = Date.now();
      const receipts = await Promise.all(
        replicas.map(({ server }) =>
          request(server).post(`/api/anthos-fleet/clusters/${ref}/refresh`),
        ),
      );
      expect(receipts.map(({ status }) => status)).toEqual([202, 202]);
      expect(receipts.filter(({ body }) => body.accepted)).toHaveLength(1);
      await sweptAfter(asked);
      expect(listings()).toBe(2);
      expect((await get(0, '/clusters')).totalItems).toBe(29);
      expect(await get(0, '/overview')).toEqual(await get(1, '/overview'));
    });
  },
);
