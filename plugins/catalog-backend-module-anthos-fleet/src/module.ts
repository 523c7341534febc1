import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import { readCatalogModuleConfig } from './config';
import { AnthosFleetEntityProvider } from './provider';

/**
 * Keeps the clusters of the configured fleets in the catalog.
 *
 * @public
 */
export const catalogModuleAnthosFleet = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        fleet: anthosFleetServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, processing, scheduler, ...services }) {
        const { schedule, entities } = readCatalogModuleConfig(config);
        processing.addEntityProvider(
          new AnthosFleetEntityProvider({
            ...services,
            rules: entities,
            taskRunner: scheduler.createScheduledTaskRunner(schedule),
          }),
        );
      },
    });
  },
});
