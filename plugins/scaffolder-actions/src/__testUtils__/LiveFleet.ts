import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the two are tested together; the module itself knows the service only
import anthosFleetPlugin from 'backstage-plugin-anthos-fleet-backend';
import {
  anthosFleetServiceRef,
  type AnthosFleetService,
} from 'backstage-plugin-anthos-fleet-node';
import {
  DEFAULT_TOKEN,
  PROVISIONING_TOKEN,
  startFleetEmulator,
  type FleetEmulator,
} from 'fleet-emulator';

export const PROJECT = 'acme-fleet';
export const ONE = `${PROJECT}/europe-north1/one`;
export const TWO = `${PROJECT}/europe-west1/two`;

const MAPS = `apiVersion: v1
kind: Namespace
metadata: { name: maps }
`;

/** What the portal has besides the fleet. */
export interface LiveFleetOptions {
  features?: BackendFeature[];
  entities?: Entity[];
  /** More configuration, below the plugin's own; it may speak of the emulator. */
  config?(emulator: FleetEmulator): JsonObject;
}

/** The real back end of the fleet, which reads an emulated one with a repository behind it. */
export class LiveFleet {
  static async start({
    features = [],
    entities = [],
    config = () => ({}),
  }: LiveFleetOptions = {}): Promise<LiveFleet> {
    const folder = await mkdtemp(join(tmpdir(), 'live-fleet-'));
    const emulator = await startFleetEmulator({
      fleet: {
        project: { id: PROJECT, number: '123456789012' },
        repositories: [{ name: 'acme/platform' }],
        features: {
          configSync: {
            default: { source: { repo: 'https://github.com/acme/config' } },
          },
        },
        clusters: (
          [
            ['one', 'europe-north1', 'vmware'],
            ['two', 'europe-west1', 'gke'],
          ] as const
        ).map(([name, location, platform]) => ({
          name,
          location,
          platform,
          labels: { env: 'prod' },
          ...(platform === 'vmware' && { lastSeen: '1 minute ago' }),
          kubernetes: { version: 'v1.32.9-gke.300' },
          configSync: {
            status: 'live',
            syncs: [{ repo: 'acme/platform', dir: name }],
          },
        })),
      },
      configSync: { poll: 200, step: 300 },
      operationDuration: 400,
      gatewayRequestsPerMinute: 1_000_000,
    });
    await emulator.repositories.commit('acme/platform', {
      message: 'Begin',
      files: { 'one/maps.yaml': MAPS, 'two/maps.yaml': MAPS },
    });
    const caFile = join(folder, 'ca.pem');
    await writeFile(caFile, emulator.gateway.ca);
    const scheduler = mockServices.scheduler();
    let service: AnthosFleetService | undefined;
    const backend = await startTestBackend({
      features: [
        anthosFleetPlugin,
        ...features,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalogOf(entities),
        }),
        createBackendPlugin({
          pluginId: 'asking',
          register: env =>
            env.registerInit({
              deps: { fleet: anthosFleetServiceRef },
              init: async ({ fleet }) => {
                service = fleet;
              },
            }),
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            ...config(emulator),
            backend: {
              database: {
                client: 'better-sqlite3',
                connection: ':memory:',
              },
            },
            anthosFleet: {
              git: { hosts: [{ host: new URL(emulator.url).host }] },
              fleets: [
                {
                  project: PROJECT,
                  hub: { endpoint: emulator.url },
                  gateway: { endpoint: emulator.gateway.url, caFile },
                  auth: { accessToken: DEFAULT_TOKEN },
                  provisioning: {
                    enabled: true,
                    auth: { accessToken: PROVISIONING_TOKEN },
                  },
                },
              ],
              sweep: {
                frequency: { seconds: 10 },
                shards: 1,
                requestsPerMinute: 100_000,
              },
            },
          },
        }),
      ],
    });
    if (!service) {
      throw new Error('The service of the fleet was not given');
    }
    const live = new LiveFleet(folder, emulator, backend, service, task =>
      scheduler.triggerTask(task),
    );
    await live.sweep();
    return live;
  }

  private constructor(
    private readonly folder: string,
    readonly emulator: FleetEmulator,
    private readonly backend: TestBackend,
    readonly service: AnthosFleetService,
    private readonly trigger: (task: string) => Promise<void>,
  ) {}

  /** Reads the register and the clusters, and waits for both. */
  async sweep(): Promise<void> {
    await this.trigger(`anthos-fleet-sweep-${PROJECT}`);
    await this.trigger(`anthos-fleet-clusters-${PROJECT}-0`);
  }

  /** Address of the portal. */
  get url(): string {
    return `http://localhost:${this.backend.server.port()}`;
  }

  /** Commits files to the repository of both clusters. */
  async commit(files: Record<string, string | null>): Promise<string> {
    return this.emulator.repositories.commit('acme/platform', {
      message: 'Change',
      files,
    });
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.emulator.close();
    await rm(this.folder, { recursive: true });
  }
}

/** Gives copies, as a catalog does: the scaffolder removes from a template what a person may not see. */
function catalogOf(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const get = catalog.getEntityByRef.bind(catalog);
  catalog.getEntityByRef = async (...question) => {
    const entity = await get(...question);
    return entity && JSON.parse(JSON.stringify(entity));
  };
  return catalog;
}

/** A file that can be applied. */
export function configMap(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: maps }
data: { from: a test }
`;
}

/** A file of a kind that no cluster has: KNV1021. */
export const UNKNOWN_KIND = `apiVersion: example.com/v1
kind: Widget
metadata: { name: broken, namespace: maps }
`;
