import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
import { scaffolderModuleAnthosFleet } from '../module';

const writeSomething = createTemplateAction({
  id: 'test:write',
  async handler({ workspacePath }) {
    await writeFile(join(workspacePath, 'settings.yaml'), 'a: 1\n');
  },
});

// A back end of its own, so that a test can kill it: what is left is in its database and its folder.
process.once('message', async ({ config, template }) => {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleAnthosFleet,
      createBackendModule({
        pluginId: 'scaffolder',
        moduleId: 'test',
        register: env =>
          env.registerInit({
            deps: { scaffolder: scaffolderActionsExtensionPoint },
            init: async ({ scaffolder }) =>
              scaffolder.addActions(writeSomething),
          }),
      }),
      catalogServiceMock.factory({ entities: [template] }),
      databaseServiceFactory,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  process.send?.({ port: server.port() });
});
process.once('disconnect', () => process.exit(0));
