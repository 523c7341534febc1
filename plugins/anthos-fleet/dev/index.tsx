// Run by `yarn start` in this folder: the plugin over a fleet in memory, without any back end.
import '@backstage/cli/asset-types';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import plugin, {
  anthosFleetApiRef,
  type PackageSyncQuery,
  type SyncErrorQuery,
} from '../src';
import {
  demoEntities,
  FakeFleet,
  formEntities,
  GatewayFleet,
  overviewOf,
  responseError,
} from '../src/__fixtures__';

const stateInAddress = () =>
  new URLSearchParams(window.location.search).get('as');

// The states of a view that a healthy fleet never shows: /fleet/overview?as=forbidden
class DevFleet extends GatewayFleet {
  async getOverview() {
    switch (stateInAddress()) {
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

  async getPackageSyncs(query: PackageSyncQuery) {
    await this.#asInAddress();
    return super.getPackageSyncs(query);
  }

  async getSyncErrors(query: SyncErrorQuery) {
    await this.#asInAddress();
    return super.getSyncErrors(query);
  }

  async #asInAddress() {
    switch (stateInAddress()) {
      case 'forbidden':
        throw await responseError(403, 'NotAllowedError', 'Unauthorized');
      case 'loading':
        await new Promise<never>(() => {});
        break;
      default:
    }
  }
}

// A portal whose clusters are not read themselves: any address with ?summary
const fleet = new URLSearchParams(window.location.search).has('summary')
  ? new FakeFleet()
  : new DevFleet();

const fleetInMemory = createFrontendModule({
  pluginId: 'anthos-fleet',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: anthosFleetApiRef,
          deps: {},
          factory: () => fleet,
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
          factory: () =>
            catalogApiMock({ entities: [...demoEntities, ...formEntities] }),
        }),
    }),
  ],
});

// The fields of templates, in the scaffolder's form: /form
const form = createFrontendPlugin({
  pluginId: 'form',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/form',
        title: 'Form',
        loader: () =>
          import('../src/__fixtures__/TemplateForm').then(m => (
            <main style={{ maxWidth: '60rem', margin: '2rem auto' }}>
              <m.TemplateForm
                properties={m.everyField}
                required={['owner', 'name', 'clusters']}
              />
            </main>
          )),
      },
    }),
  ],
});

createDevApp({
  features: [plugin, fleetInMemory, catalogPlugin, catalogInMemory, form],
});
