import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import type {
  Cluster,
  ErrorGroup,
  Transition,
  TransitionList,
} from 'backstage-plugin-anthos-fleet-common';
import {
  generateFleet,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';
import createKnex from 'knex';
import request from 'supertest';
import { anthosFleetPlugin } from '../plugin';
import { fleetConfig } from '../__testUtils__/backend';
import { DatabaseGate } from '../__testUtils__/DatabaseGate';
import { FLEET } from '../__testUtils__/readings';

jest.setTimeout(300_000);

const connection =
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING;
const prefix = `outages_${randomBytes(4).toString('hex')}_`;
const CLUSTERS = 24;

type Replica = Awaited<ReturnType<typeof startTestBackend>>;

// Only a database that outlives the back end can be away from it.
(connection ? describe : describe.skip)(
  'two replicas, a restart of each, and a database that goes away in the middle of sweeps',
  () => {
    const sent: NotificationSendOptions[] = [];
    const replicas: Replica[] = [];
    let emulator: FleetEmulator;
    let gate: DatabaseGate;
    let anthosFleet: ReturnType<typeof fleetConfig>;

    function startReplica(): Promise<Replica> {
      return startTestBackend({
        features: [
          anthosFleetPlugin,
          databaseServiceFactory,
          schedulerServiceFactory,
          catalogServiceMock.factory(),
          createServiceFactory({
            service: notificationService,
            deps: {},
            factory: () => ({
              async send(notification) {
                sent.push(notification);
              },
            }),
          }),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                database: { client: 'pg', connection: gate.url, prefix },
              },
              anthosFleet: anthosFleet.data as never,
            },
          }),
        ],
      });
    }

    beforeAll(async () => {
      // Knex says there that it has lost its connections, which is what we want it to.
      jest.spyOn(console, 'log').mockImplementation();
      emulator = await startFleetEmulator({
        fleet: generateFleet({
          seed: 5,
          clusters: CLUSTERS,
          project: FLEET,
          silentRate: 0,
          errorRate: 0.4,
        }),
        gatewayRequestsPerMinute: 1_000_000,
      });
      // A sweep has a middle: it takes some seconds.
      emulator.faults.set({
        kind: 'latency',
        milliseconds: 150,
        method: 'gateway.list',
      });
      gate = await DatabaseGate.open(connection!);
      anthosFleet = fleetConfig({
        hubUrl: emulator.url,
        gateway: emulator.gateway,
        callDeadlineMs: 20_000,
        sweep: {
          frequency: { seconds: 10 },
          concurrency: 3,
          requestsPerMinute: 100_000,
        },
      });
      // One after the other: Backstage's own migrations of an empty database bear one at a time.
      replicas.push(await startReplica());
      replicas.push(await startReplica());
    });

    afterAll(async () => {
      await Promise.all(replicas.map(replica => replica.stop()));
      await gate.close();
      await emulator.close();
      anthosFleet.remove();
      const knex = createKnex({ client: 'pg', connection });
      await knex.raw('drop database if exists ?? with (force)', [
        `${prefix}anthos-fleet`,
      ]);
      await knex.destroy();
      jest.restoreAllMocks();
    });

    async function get<T>(path: string): Promise<T> {
      const { server } = replicas.at(-1)!;
      return (await request(server).get(`/api/anthos-fleet${path}`)).body;
    }

    /** Clusters that were read since a moment; none while the database is away. */
    async function readSince(moment: number): Promise<number> {
      const { items = [] } = await get<{ items?: Cluster[] }>(
        `/clusters?limit=${CLUSTERS}`,
      );
      return items.filter(
        ({ freshness: { gateway } }) =>
          gateway?.outcome === 'ok' &&
          Date.parse(gateway.observedAt ?? '') >= moment,
      ).length;
    }

    async function wholeHistory(): Promise<Transition[]> {
      const history: Transition[] = [];
      let cursor = '';
      do {
        const page: TransitionList = await get(
          `/transitions?limit=500${cursor && `&cursor=${cursor}`}`,
        );
        history.push(...page.items);
        cursor = page.nextCursor ?? '';
      } while (cursor);
      return history;
    }

    async function until(happened: () => Promise<boolean> | boolean) {
      while (!(await happened())) {
        await sleep(50);
      }
    }

    const middleOfSweep = async () => {
      const moment = Date.now();
      await until(async () => {
        const read = await readSince(moment);
        return read > 2 && read < CLUSTERS - 2;
      });
    };
    const wholeFleet = async () => {
      const moment = Date.now();
      await until(async () => (await readSince(moment)) === CLUSTERS);
    };

    it('lose no history and tell nothing twice', async () => {
      await middleOfSweep();
      await gate.close();
      await sleep(2_000);
      await gate.reopen();
      await wholeFleet();

      await middleOfSweep();
      await replicas.shift()!.stop();
      await wholeFleet();
      replicas.push(await startReplica());

      await middleOfSweep();
      await replicas.shift()!.stop();
      replicas.push(await startReplica());
      await wholeFleet();
      await wholeFleet();

      // Everything that is open was told, to whoever runs the clusters, once.
      const { items: groups } = await get<{ items: ErrorGroup[] }>(
        '/sync-errors?limit=500',
      );
      expect(groups.length).toBeGreaterThan(2);
      const history = await wholeHistory();
      const opened = history
        .filter(({ subject, to }) => subject === 'error-group' && to === 'open')
        .map(({ subjectId }) => subjectId);
      expect(opened.sort()).toEqual(
        groups.map(({ fingerprint }) => fingerprint).sort(),
      );
      const changes = history.map(
        ({ subject, subjectId, to }) => `${subject} ${subjectId} ${to}`,
      );
      expect(new Set(changes).size).toBe(changes.length);

      await until(() => sent.length >= groups.length);
      await sleep(12_000);
      const scopes = sent.map(({ payload }) => payload.scope);
      expect(scopes).toHaveLength(groups.length);
      expect(new Set(scopes).size).toBe(scopes.length);
    });
  },
);
