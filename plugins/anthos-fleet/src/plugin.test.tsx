import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FakeFleet } from './__fixtures__';
import { anthosFleetApiRef } from './api';
import plugin from './index';

const render = (path: string) =>
  renderTestApp({
    features: [plugin],
    initialRouteEntries: [path],
    apis: [[anthosFleetApiRef, new FakeFleet()]],
  });

describe('the plugin in an app', () => {
  it('opens the fleet page on its overview', async () => {
    render('/fleet');
    expect(await screen.findByText('Where clusters run')).toBeInTheDocument();
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
});
