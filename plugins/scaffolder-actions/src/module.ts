import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { anthosFleetServiceRef } from 'backstage-plugin-anthos-fleet-node';
import { createClustersSelectAction } from './actions/clustersSelect';
import { createConfigRepoPublishAction } from './actions/configRepoPublish';
import { createFleetNamespaceCreateAction } from './actions/fleetNamespaceCreate';
import { createManifestsCheckAction } from './actions/manifestsCheck';
import { createMeshServiceCreateAction } from './actions/meshServiceCreate';
import { createNamespaceCreateAction } from './actions/namespaceCreate';
import { createSyncWaitAction } from './actions/syncWait';
import { GitRepositories, isAncestor } from './git';

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
        const repositories = new GitRepositories({ config, integrations });
        scaffolder.addActions(
          createClustersSelectAction({ fleet }),
          createConfigRepoPublishAction({ config, integrations }),
          createFleetNamespaceCreateAction({ fleet }),
          createManifestsCheckAction({ fleet }),
          createMeshServiceCreateAction({ catalog, config, fleet }),
          createNamespaceCreateAction({ catalog, config, fleet }),
          createSyncWaitAction({
            fleet,
            isAncestor: (...question) => isAncestor(repositories, ...question),
          }),
        );
      },
    });
  },
});
