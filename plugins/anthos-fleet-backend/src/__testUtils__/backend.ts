import {
  coreServices,
  createBackendModule,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ClusterList } from 'backstage-plugin-anthos-fleet-common';
import { DEFAULT_TOKEN } from 'fleet-emulator';
import type { Knex } from 'knex';
import request from 'supertest';
import { anthosFleetPlugin } from '../plugin';
import { FLEET } from './readings';

export interface TestFleetBackend {
  /** Runs one sweep and waits for it. */
  sweep(): Promise<void>;
  get(
    path: string,
    headers?: Record<string, string>,
  ): Promise<request.Response>;
  clusters(): Promise<ClusterList['items']>;
  stop(): Promise<void>;
}

/** The whole plugin in a test backend, reading its fleet from an address on this machine. */
export async function startFleetBackend(options: {
  hubUrl: string;
  knex: Knex;
  callDeadlineMs?: number;
  accessToken?: string;
}): Promise<TestFleetBackend> {
  let scheduler: SchedulerService | undefined;
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
        data: {
          anthosFleet: {
            fleets: [
              {
                project: FLEET,
                hub: { endpoint: options.hubUrl },
                auth: { accessToken: options.accessToken ?? DEFAULT_TOKEN },
              },
            ],
            sweep: {
              callDeadline: { milliseconds: options.callDeadlineMs ?? 2_000 },
            },
          },
        },
      }),
    ],
  });
  const get: TestFleetBackend['get'] = async (path, headers = {}) =>
    request(backend.server).get(`/api/anthos-fleet${path}`).set(headers);
  return {
    get,
    async sweep() {
      await scheduler?.triggerTask(`anthos-fleet-sweep-${FLEET}`);
    },
    async clusters() {
      const response = await get('/clusters?limit=500');
      return (response.body as ClusterList).items;
    },
    stop: () => backend.stop(),
  };
}
