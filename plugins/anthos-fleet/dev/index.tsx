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
import {
  demoEntities,
  FakeFleet,
  overviewOf,
  responseError,
} from '../src/__fixtures__';

// The states of a view that a healthy fleet never shows: /fleet/overview?as=forbidden
class DevFleet extends FakeFleet {
  async getOverview() {
    switch (new URLSearchParams(window.location.search).get('as')) {
      case 'forbidden':
        throw await responseError(403, 'NotAllowedError', 'Unauthorized');
      case 'broken':
        throw await responseError(
          400,
          'Error',
          'connect ECONNREFUSED 127.0.0.1:5432',
        );
      case 'not-configured':
        return overviewOf([], { configured: false, fleets: [] });
      case 'empty':
        return overviewOf([]);
      case 'loading':
        return new Promise<never>(() => {});
      default:
        return super.getOverview();
    }
  }
}

const fleetInMemory = createFrontendModule({
  pluginId: 'anthos-fleet',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: anthosFleetApiRef,
          deps: {},
          factory: () => new DevFleet(),
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
