import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';

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
      deps: { scaffolder: scaffolderActionsExtensionPoint },
      async init({ scaffolder }) {
        scaffolder.addActions();
      },
    });
  },
});
