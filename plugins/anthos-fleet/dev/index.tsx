// Run by `yarn start` in this folder: the plugin over a fleet in memory, without any back end.
import '@backstage/cli/asset-types';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import plugin, { anthosFleetApiRef } from '../src';
import { demoEntities, FakeFleet } from '../src/__fixtures__';

const fleetInMemory = createFrontendModule({
  pluginId: 'anthos-fleet',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: anthosFleetApiRef,
          deps: {},
          factory: () => new FakeFleet(),
        }),
    }),
  ],
});

const catalogInMemory = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => catalogApiMock({ entities: demoEntities }),
        }),
    }),
  ],
});

createDevApp({
  features: [plugin, fleetInMemory, catalogPlugin, catalogInMemory],
});
