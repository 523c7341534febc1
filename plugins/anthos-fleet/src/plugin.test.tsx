import type { FrontendFeature } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { GatewayFleet } from './__fixtures__';
import { anthosFleetApiRef } from './api';
import plugin from './index';

const render = (path: string, others: FrontendFeature[] = []) =>
  renderTestApp({
    features: [plugin, ...others],
    initialRouteEntries: [path],
    apis: [[anthosFleetApiRef, new GatewayFleet()]],
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

  it('lists clusters at an address of its own', async () => {
    render('/fleet/clusters');
    expect(
      await screen.findByRole('link', { name: 'gcp-prod' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/gcp-prod',
    );
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
