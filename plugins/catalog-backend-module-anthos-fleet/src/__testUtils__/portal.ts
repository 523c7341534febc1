import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { JsonArray, JsonObject } from '@backstage/types';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import module from '..';

const TASK = 'anthos-fleet:compare';

export type Portal = Awaited<ReturnType<typeof startPortal>>;

/** A back end with the real catalog on a database file that outlives it. */
export async function startPortal(
  directory: string,
  fleet: BackendFeature,
  options: {
    /** `catalog.providers.anthosFleet` */
    module?: JsonObject;
    /** `catalog.locations` */
    locations?: JsonArray;
    /** `anthosFleet` */
    fleet?: JsonObject;
  } = {},
) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      module,
      fleet,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: { client: 'better-sqlite3', connection: { directory } },
          },
          catalog: {
            locations: options.locations ?? [],
            providers: { anthosFleet: options.module ?? {} },
          },
          anthosFleet: options.fleet ?? {},
        },
      }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/catalog`;

  async function clusters(): Promise<Entity[]> {
    const response = await fetch(
      `${base}/entities?filter=spec.type=kubernetes-cluster`,
      { headers: { Authorization: mockCredentials.service.header() } },
    );
    expect(response.status).toBe(200);
    return response.json();
  }

  async function waitFor(fits: (entities: Entity[]) => boolean) {
    const end = Date.now() + 20_000;
    for (;;) {
      const entities = await clusters();
      if (fits(entities)) {
        return entities;
      }
      if (Date.now() > end) {
        throw new Error(`The catalog still has ${JSON.stringify(entities)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  const refsOf = (entities: Entity[]) =>
    entities
      .map(e => e.metadata.annotations?.['anthos-fleet/cluster-ref'])
      .sort();

  return {
    clusters,
    refs: async () => refsOf(await clusters()),
    waitFor,
    waitForClusters: (expected: string[]) =>
      waitFor(
        entities => refsOf(entities).join() === [...expected].sort().join(),
      ),
    compare: () => scheduler.triggerTask(TASK),
    run: (task: string) => scheduler.triggerTask(task),
    stop: () => backend.stop(),
  };
}
