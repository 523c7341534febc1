import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendModule,
  type BackendFeature,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  Cluster,
  ClusterList,
} from 'backstage-plugin-anthos-fleet-common';
import { DEFAULT_TOKEN } from 'fleet-emulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { anthosFleetPlugin } from '../plugin';
import { FLEET } from './readings';

/** Time between two sweeps in tests that jump from one to the next. The least that is allowed. */
export const FREQUENCY_MS = 10_000;
const SHARDS = 2;

export interface TestFleetBackend {
  /** Runs one sweep of the register, then one of the clusters, and waits for both. */
  sweep(): Promise<void>;
  /** Runs one sweep of the clusters and waits for it. */
  sweepClusters(): Promise<void>;
  /** Asks Git hosts about commits once, and waits for it. */
  askGitHosts(): Promise<void>;
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<request.Response>;
  post(path: string, body?: object): Promise<request.Response>;
  put(path: string, body: object): Promise<request.Response>;
  clusters(): Promise<Cluster[]>;
  stop(): Promise<void>;
}

export interface TestFleetBackendOptions {
  hubUrl: string;
  /** The Connect Gateway; without it clusters are not read themselves. */
  gateway?: { url: string; ca: string };
  knex: Knex;
  callDeadlineMs?: number;
  clusterDeadlineMs?: number;
  accessToken?: string;
  /** `anthosFleet.fleets[].provisioning` */
  provisioning?: object;
  /** More keys of `anthosFleet.sweep`. */
  sweep?: object;
  /** More keys of `anthosFleet`. */
  config?: object;
  /** More keys of the whole configuration. */
  root?: object;
  /** Services and modules beside the plugin itself. */
  features?: BackendFeature[];
}

/** The `anthosFleet` part of a configuration that reads an emulator on this machine. */
export function fleetConfig(
  options: Omit<TestFleetBackendOptions, 'knex' | 'features'>,
) {
  const directory = mkdtempSync(join(tmpdir(), 'anthos-fleet-test-'));
  const caFile = join(directory, 'ca.pem');
  writeFileSync(caFile, options.gateway?.ca ?? '');
  const { callDeadlineMs = 2_000, clusterDeadlineMs = callDeadlineMs } =
    options;
  return {
    data: {
      fleets: [
        {
          project: FLEET,
          hub: { endpoint: options.hubUrl },
          gateway: options.gateway
            ? { endpoint: options.gateway.url, caFile }
            : { enabled: false },
          auth: { accessToken: options.accessToken ?? DEFAULT_TOKEN },
          ...(options.provisioning && { provisioning: options.provisioning }),
        },
      ],
      sweep: {
        callDeadline: { milliseconds: callDeadlineMs },
        clusterDeadline: { milliseconds: clusterDeadlineMs },
        shards: SHARDS,
        ...options.sweep,
      },
      ...options.config,
    },
    remove: () => rmSync(directory, { recursive: true }),
  };
}

/** The whole plugin in a test backend, reading its fleet from an address on this machine. */
export async function startFleetBackend(
  options: TestFleetBackendOptions,
): Promise<TestFleetBackend> {
  let scheduler: SchedulerService | undefined;
  const anthosFleet = fleetConfig(options);
  const backend = await startTestBackend({
    features: [
      anthosFleetPlugin,
      createBackendModule({
        pluginId: 'anthos-fleet',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { service: coreServices.scheduler },
            async init({ service }) {
              scheduler = service;
            },
          });
        },
      }),
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      mockServices.database.factory({ knex: options.knex }),
      catalogServiceMock.factory(),
      mockServices.rootConfig.factory({
        data: { ...options.root, anthosFleet: anthosFleet.data } as never,
      }),
      ...(options.features ?? []),
    ],
  });
  const get: TestFleetBackend['get'] = async (path, headers = {}) =>
    request(backend.server).get(`/api/anthos-fleet${path}`).set(headers);
  const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
  const sweepClusters = async () => {
    await Promise.all(
      shards.map(shard =>
        scheduler?.triggerTask(`anthos-fleet-clusters-${FLEET}-${shard}`),
      ),
    );
  };
  return {
    get,
    post: async (path, body) =>
      request(backend.server).post(`/api/anthos-fleet${path}`).send(body),
    put: async (path, body) =>
      request(backend.server).put(`/api/anthos-fleet${path}`).send(body),
    sweepClusters,
    async sweep() {
      await scheduler?.triggerTask(`anthos-fleet-sweep-${FLEET}`);
      if (options.gateway) {
        await sweepClusters();
      }
    },
    async askGitHosts() {
      await scheduler?.triggerTask('anthos-fleet-commits');
    },
    async clusters() {
      const response = await get('/clusters?limit=500');
      return (response.body as ClusterList).items;
    },
    async stop() {
      await backend.stop();
      anthosFleet.remove();
    },
  };
}
