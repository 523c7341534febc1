import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import { createConfigRepoPublishAction } from './actions/configRepoPublish';
import { createMeshServiceCreateAction } from './actions/meshServiceCreate';
import { createNamespaceCreateAction } from './actions/namespaceCreate';

/**
 * Adds the actions of the fleet to the scaffolder.
 *
 * @public
 */
export const scaffolderModuleAnthosFleet = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'anthos-fleet',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        fleet: anthosFleetServiceRef,
        scaffolder: scaffolderActionsExtensionPoint,
      },
      async init({ catalog, config, fleet, scaffolder }) {
        const integrations = ScmIntegrations.fromConfig(config);
        scaffolder.addActions(
          createConfigRepoPublishAction({ config, integrations }),
          createMeshServiceCreateAction({ catalog, config, fleet }),
          createNamespaceCreateAction({ catalog, config, fleet }),
        );
      },
    });
  },
});
