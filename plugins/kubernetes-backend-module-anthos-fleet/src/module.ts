import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  kubernetesClusterSupplierExtensionPoint,
  kubernetesServiceLocatorExtensionPoint,
} from '@backstage/plugin-kubernetes-node';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import { readKubernetesModuleConfig } from './config';
import { EntityClusterLocator } from './EntityClusterLocator';
import { FleetClusterSupplier } from './FleetClusterSupplier';
import { FleetTokens } from './FleetTokens';

/**
 * Adds the clusters of the configured fleets to the Kubernetes plugin, each reached through the
 * Connect Gateway.
 *
 * @public
 */
export const kubernetesModuleAnthosFleet = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        clusterSupplier: kubernetesClusterSupplierExtensionPoint,
        serviceLocator: kubernetesServiceLocatorExtensionPoint,
        config: coreServices.rootConfig,
        fleet: anthosFleetServiceRef,
        logger: coreServices.logger,
      },
      async init({ clusterSupplier, serviceLocator, ...services }) {
        const { fleet, logger } = services;
        const config = readKubernetesModuleConfig(services.config);
        const tokens = new FleetTokens();
        let supplier: FleetClusterSupplier;

        clusterSupplier.addClusterSupplier(async ({ getDefault }) => {
          const others = await getDefault();
          supplier = new FleetClusterSupplier({
            config,
            fleet,
            tokens,
            logger,
            others,
          });
          return supplier;
        });
        if (config.ownClustersOnly) {
          // The plugin makes its supplier first, because a locator may need it.
          serviceLocator.addServiceLocator(async ({ getDefault }) => {
            const others = await getDefault();
            return new EntityClusterLocator({
              fleet,
              supplier,
              logger,
              others,
            });
          });
        }
      },
    });
  },
});
