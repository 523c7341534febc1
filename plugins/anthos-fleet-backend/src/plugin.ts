import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { anthosFleetPermissions } from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetClusterResourceRef,
  anthosFleetClusterRules,
} from 'backstage-plugin-anthos-fleet-node';
import { readAnthosFleetConfig } from './config';
import { EntityStatusReader } from './entities';
import { configSyncDefaults, createHubReader } from './hub';
import { ClusterAccess } from './service/ClusterAccess';
import { createRouter } from './service/router';
import { DatabaseFleetStore } from './store';
import { FleetSweep, SweepMetrics, sweepTaskId, triggerTask } from './sweep';

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
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { logger, permissionsRegistry, scheduler } = deps;
        const { fleets, sweep, place } = readAnthosFleetConfig(deps.config);
        const store = await DatabaseFleetStore.create(deps.database, {
          fleets: fleets.map(fleet => fleet.project),
          frequencyMs: sweep.frequencyMs,
          configSyncDefaults,
        });

        permissionsRegistry.addResourceType({
          resourceRef: anthosFleetClusterResourceRef,
          permissions: anthosFleetPermissions,
          rules: Object.values(anthosFleetClusterRules),
          getResources: refs => store.getClusters(refs, undefined),
        });

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
            requestSweep: ({ fleet }) =>
              triggerTask(scheduler, sweepTaskId(fleet)),
            configured: fleets.length > 0,
          }),
        );

        const metrics = new SweepMetrics(deps.metrics);
        for (const fleet of fleets) {
          await new FleetSweep({
            fleet: fleet.project,
            reader: createHubReader({
              fleet,
              place,
              callDeadlineMs: sweep.callDeadlineMs,
              maxResponseBytes: sweep.maxResponseBytes,
            }),
            store,
            logger,
            metrics,
            frequencyMs: sweep.frequencyMs,
            callDeadlineMs: sweep.callDeadlineMs,
          }).schedule(scheduler);
        }
        if (fleets.length === 0) {
          logger.info(
            'No fleet is configured; name the fleet host project in anthosFleet.fleets',
          );
        }
      },
    });
  },
});
