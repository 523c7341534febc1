import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readAnthosFleetConfig } from './config';
import { EntityStatusReader } from './entities';
import { configSyncDefaults } from './hub';
import { createReaders } from './readers';
import { ClusterAccess } from './service/ClusterAccess';
import { registerPermissions } from './service/registerPermissions';
import { createRouter } from './service/router';
import { DatabaseFleetStore, EVERYTHING } from './store';
import { FleetGauges, SweepMetrics, Sweeps } from './sweep';
import { Noticing, TransitionLog } from './transitions';

/**
 * Reads Google fleets in the background and serves what is known of their clusters.
 *
 * @public
 */
export const anthosFleetPlugin = createBackendPlugin({
  pluginId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { logger, permissionsRegistry, scheduler } = deps;
        const config = readAnthosFleetConfig(deps.config);
        const { fleets, sweep } = config;
        const store = await DatabaseFleetStore.create(deps.database, {
          fleets: fleets.map(({ project }) => project),
          gateway: {
            fleets: fleets
              .filter(({ gateway }) => gateway.enabled)
              .map(({ project }) => project),
            requestsPerMinute: sweep.requestsPerMinute,
          },
          frequencyMs: sweep.frequencyMs,
          configSyncDefaults,
        });
        const sweeps = new Sweeps({
          fleets: new Map(
            fleets.map(fleet => [fleet.project, createReaders(fleet, config)]),
          ),
          sweep,
          store,
          owners: { ownerOf: () => undefined, refresh: async () => {} },
          observer: {
            observe: async () => {},
            observeRegister: async () => {},
          },
          scheduler,
          logger,
          metrics: new SweepMetrics(deps.metrics),
        });

        const knex = await deps.database.getClient();
        const noticing = new Noticing({
          knex,
          logger,
          history: config.history,
          notifications: config.notifications,
          services: {},
        });
        registerPermissions(permissionsRegistry, store);

        deps.httpRouter.use(
          await createRouter({
            store,
            entityStatus: new EntityStatusReader({
              catalog: deps.catalog,
              store,
            }),
            access: new ClusterAccess({
              permissions: deps.permissions,
              permissionsRegistry,
            }),
            httpAuth: deps.httpAuth,
            auditor: deps.auditor,
            requestSweep: (cluster, what) => sweeps.refresh(cluster, what),
            transitions: new TransitionLog({
              knex,
              fleets: fleets.map(({ project }) => project),
            }),
            mutes: noticing.mutes,
            configured: fleets.length > 0,
          }),
        );

        new FleetGauges({
          metrics: deps.metrics,
          logger,
          overview: () => store.getOverview(EVERYTHING),
        }).register();
        deps.lifecycle.addShutdownHook(() => sweeps.close());
        await sweeps.schedule();
        if (fleets.length === 0) {
          logger.info(
            'No fleet is configured; name the fleet host project in anthosFleet.fleets',
          );
        }
      },
    });
  },
});
