import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import { ClusterCollatorFactory, ErrorCollatorFactory } from './collators';
import { readSearchModuleConfig } from './config';

/**
 * Puts the clusters of the configured fleets and their open errors into search.
 *
 * @public
 */
export const searchModuleAnthosFleet = createBackendModule({
  pluginId: 'search',
  moduleId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        fleet: anthosFleetServiceRef,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, config, fleet, indexRegistry, scheduler }) {
        const { schedule, fleetPath } = readSearchModuleConfig(config);
        const options = { auth, fleet, fleetPath };
        for (const factory of [
          new ClusterCollatorFactory(options),
          new ErrorCollatorFactory(options),
        ]) {
          indexRegistry.addCollator({
            schedule: scheduler.createScheduledTaskRunner(schedule),
            factory,
          });
        }
      },
    });
  },
});
