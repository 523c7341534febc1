import {
  createFrontendModule,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import homePlugin from '@backstage/plugin-home/alpha';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { searchApiRef } from '@backstage/plugin-search-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GatewayFleet } from './__fixtures__';
import { mockAnalytics } from './__testUtils__/analytics';
import { anthosFleetApiRef } from './api';
import plugin from './index';

const RESULTS = [
  {
    type: 'anthos-fleet-cluster',
    document: {
      title: 'onprem-prod',
      text: '',
      location: '/fleet/clusters/p/l/onprem-prod',
      state: 'error',
      observedAt: new Date().toISOString(),
      lastKnown: false,
    },
  },
  {
    type: 'anthos-fleet-error',
    document: {
      title: 'KNV2009 quota exceeded',
      text: '',
      location: '/fleet/errors/quota',
    },
  },
  {
    type: 'techdocs',
    document: { title: 'Quotas', text: 'On quotas', location: '/docs' },
  },
];

// The grid of the home page measures itself, which jsdom does not know how to.
const plainHome = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: {
        loader: async () => props =>
          (
            <>
              {props.widgets
                .filter(({ name }) => name?.startsWith('AnthosFleet'))
                .map(({ name, component }) => (
                  <div key={name}>{component}</div>
                ))}
            </>
          ),
      },
    }),
  ],
});

const render = (
  path: string,
  others: FrontendFeature[] = [],
  told = mockAnalytics(),
) =>
  renderTestApp({
    features: [plugin, ...others],
    initialRouteEntries: [path],
    apis: [
      [anthosFleetApiRef, new GatewayFleet()],
      [searchApiRef, { query: async () => ({ results: RESULTS }) }],
      [catalogApiRef, catalogApiMock()],
      told.api,
    ],
  });

describe('the plugin in an app', () => {
  it('opens the fleet page on its overview', async () => {
    render('/fleet');
    expect(await screen.findByText('Where clusters run')).toBeInTheDocument();
  });

  it('leads to the templates where there are any', async () => {
    const { unmount } = render('/fleet');
    await screen.findByText('Where clusters run');
    expect(screen.queryByText('New namespace or service')).toBeNull();
    unmount();
    render('/fleet', [scaffolderPlugin]);
    expect(
      await screen.findByRole('link', { name: 'New namespace or service' }),
    ).toHaveAttribute('href', '/create');
  });

  it('brings widgets to the home page where there is one', async () => {
    render('/home', [homePlugin, plainHome]);
    expect(
      await screen.findByRole('heading', {
        name: 'My services that are not in sync',
      }),
    ).toBeInTheDocument();
    expect(await screen.findByText('Grunnbok')).toBeInTheDocument();
    expect(
      await screen.findByRole('heading', { name: 'What breaks the fleet' }),
    ).toBeInTheDocument();
  });

  it('shows its own results of search, and leaves those of others alone', async () => {
    render('/search', [searchPlugin]);
    expect(
      await screen.findByRole('link', { name: 'onprem-prod' }),
    ).toHaveAttribute('href', '/fleet/clusters/p/l/onprem-prod');
    expect(screen.getByText('sync error')).toBeInTheDocument();
    expect(await screen.findByText('open error')).toBeInTheDocument();
    expect(screen.getByText('On quotas')).toBeInTheDocument();
    expect(screen.getAllByText(/^(Clusters|Sync errors)$/)).toHaveLength(2);
  });

  it('lists clusters at an address of its own', async () => {
    render('/fleet/clusters');
    expect(
      await screen.findByRole('link', { name: 'gcp-prod' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/gcp-prod',
    );
  });

  it('tells the analytics of the app where readers do what they do', async () => {
    const told = mockAnalytics();
    render('/fleet/clusters', [], told);
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Label' }),
      'env=prod{Enter}',
    );
    expect(told.events()).toEqual([
      expect.objectContaining({ action: 'filter', subject: 'label', value: 1 }),
    ]);
    expect(told.contexts()[0]).toEqual({
      pluginId: 'anthos-fleet',
      extensionId: 'sub-page:anthos-fleet/clusters',
      list: 'clusters',
    });
  });

  it('shows a cluster at an address of its own', async () => {
    render('/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod');
    expect(
      await screen.findByRole('heading', { name: 'onprem-prod' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText(/2 sync errors hold it back/),
    ).toBeInTheDocument();
  });

  it('lists syncs and errors, each at an address of its own', async () => {
    render('/fleet/syncs');
    expect(
      await screen.findByRole('link', { name: '5 have errors.' }),
    ).toHaveAttribute('href', '/fleet/syncs?state=error');
  });

  it.each([
    ['/fleet/errors', '4 causes break 6 syncs on 5 clusters.'],
    ['/fleet/errors/quota', 'The cluster refused an object: quota exceeded'],
    [
      '/fleet/syncs/europe-north1-gcp-prod-grunnbok-main-repo-sync',
      'grunnbok-main',
    ],
  ])('shows %s', async (path, name) => {
    render(path);
    expect(await screen.findByRole('heading', { name })).toBeInTheDocument();
  });
});
