import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  generateFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import createKnex from 'knex';
import request from 'supertest';
import { anthosFleetPlugin } from '../plugin';
import { fleetConfig } from '../__testUtils__/backend';
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

    let anthosFleet: ReturnType<typeof fleetConfig>;

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
              anthosFleet: anthosFleet.data as never,
            },
          }),
        ],
      });
    }

    beforeAll(async () => {
      emulator = await startFleetEmulator({
        fleet: generateFleet({
          seed: 3,
          clusters: 30,
          project: FLEET,
          silentRate: 0,
        }),
      });
      anthosFleet = fleetConfig({
        hubUrl: emulator.url,
        gateway: emulator.gateway,
        callDeadlineMs: 20_000,
        sweep: { frequency: { hours: 1 }, requestsPerMinute: 100_000 },
      });
      // One after the other: Backstage's own migrations of an empty database bear one at a time.
      replicas = [await startReplica(), await startReplica()];
    });

    afterAll(async () => {
      await Promise.all(replicas.map(replica => replica.stop()));
      await emulator.close();
      anthosFleet.remove();
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

    /** How often each cluster was read itself, by `location/name`. */
    function readings(): Record<string, number> {
      const counts: Record<string, number> = {};
      for (const { cluster, resource } of emulator.requests.list()) {
        if (cluster && resource === 'rootsyncs.configsync.gke.io') {
          counts[cluster] = (counts[cluster] ?? 0) + 1;
        }
      }
      return counts;
    }

    /** Waits until all clusters are read, and a little longer for one too many. */
    async function allRead() {
      for (;;) {
        const [{ gateway }] = (await get(0, '/overview')).fleets;
        if (
          gateway.totalClusters &&
          gateway.answering === gateway.totalClusters
        ) {
          break;
        }
        await sleep(100);
      }
      await sleep(6_000);
    }

    it('sweep once and serve the same', async () => {
      await sweptAfter(0);
      expect(listings()).toBe(1);
      await allRead();
      expect(Object.values(readings())).toEqual(new Array(30).fill(1));
      for (const path of ['/overview', '/clusters?limit=100']) {
        expect(await get(0, path)).toEqual(await get(1, path));
      }

      emulator.fleet.removeCluster(
        (({ location, name }) => `${location}/${name}`)(
          emulator.fleet.listClusters()[0],
        ),
      );
      const { items } = await get(1, '/clusters');
      const { ref, location, name } = items.at(-1);
      emulator.requests.clear();
      const asked = Date.now();
      const receipts = await Promise.all(
        replicas.map(({ server }) =>
          request(server).post(`/api/anthos-fleet/clusters/${ref}/refresh`),
        ),
      );
      expect(receipts.map(({ status }) => status)).toEqual([202, 202]);
      expect(receipts.filter(({ body }) => body.accepted)).toHaveLength(1);
      await sweptAfter(asked);
      expect(listings()).toBe(1);
      expect(readings()).toEqual({ [`${location}/${name}`]: 1 });
      expect((await get(0, '/clusters')).totalItems).toBe(29);
      expect(await get(0, '/overview')).toEqual(await get(1, '/overview'));
    });
  },
);
