import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  ScaffolderFieldExtensions,
  useCustomFieldExtensions,
} from '@backstage/plugin-scaffolder-react';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import { analyticsApiRef } from '@backstage/core-plugin-api';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { FlatRoutes } from '@backstage/core-app-api';
import { FakeFleet, GatewayFleet } from './__fixtures__';
import { demoEntity } from './__testUtils__/render';
import {
  anthosFleetApiRef,
  AnthosFleetCallerPickerFieldExtension,
  AnthosFleetClusterPickerFieldExtension,
  AnthosFleetGroupPickerFieldExtension,
  AnthosFleetNamespaceNameFieldExtension,
  anthosFleetPlugin,
  EntityClusterCard,
  EntityComponentsCard,
  EntityFleetCard,
  EntityFleetContent,
  FleetClusterSearchResultListItem,
  FleetErrorSearchResultListItem,
  FleetPage,
  hasFleetComponents,
  HomePageOpenErrors,
  HomePageOwnServices,
  isFleetAvailable,
  isFleetCluster,
} from './legacy';

const show = (
  element: JSX.Element,
  at = '/',
  fleet: FakeFleet = new FakeFleet(),
  analytics = mockApis.analytics(),
) =>
  renderInTestApp(
    <TestApiProvider
      apis={[
        [anthosFleetApiRef, fleet],
        [analyticsApiRef, analytics],
      ]}
    >
      <FlatRoutes>
        <Route path="/fleet" element={<FleetPage />} />
        <Route path="/" element={element} />
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [at],
      mountedRoutes: { '/fleet': anthosFleetPlugin.routes.root },
    },
  );

const on = (name: string, element: JSX.Element) => (
  <EntityProvider entity={demoEntity(name)}>{element}</EntityProvider>
);

describe('the plugin in an app on the old front-end system', () => {
  it('has the fleet page with its tabs', async () => {
    await show(<div />, '/fleet');
    expect(await screen.findByText('Where clusters run')).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Clusters' })).toHaveAttribute(
      'href',
      '/fleet/clusters',
    );
    expect(screen.getByRole('link', { name: '5 clusters' })).toHaveAttribute(
      'href',
      '/fleet/clusters?hosting=gcp',
    );
  });

  it('has the page of a cluster', async () => {
    await show(
      <div />,
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
    expect(await screen.findByText(/2 sync errors hold it back/)).toBeVisible();
  });

  it.each([
    ['/fleet/syncs', /^17 syncs\./],
    ['/fleet/errors', /^4 causes break 6 syncs/],
    ['/fleet/errors/quota', /^The cluster refused an object/],
  ])('has %s', async (path, name) => {
    await show(<div />, path, new GatewayFleet());
    expect(await screen.findByRole('heading', { name })).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Errors' })).toHaveAttribute(
      'href',
      '/fleet/errors',
    );
  });

  it('has the card, the tab, and the card of clusters', async () => {
    await show(
      <>
        {on('grunnbok', <EntityFleetCard />)}
        {on('grunnbok', <EntityFleetContent />)}
        {on('onprem-prod', <EntityClusterCard />)}
        {on('eiendom', <EntityComponentsCard />)}
      </>,
    );
    expect(await screen.findByText('Where it runs')).toBeVisible();
    expect(await screen.findByText('Namespaces')).toBeVisible();
    expect(await screen.findByText('Where its components run')).toBeVisible();
    expect(
      await screen.findByRole('link', { name: 'All about this cluster' }),
    ).toHaveAttribute(
      'href',
      '/fleet/clusters/kartnord-fleet/europe-north1/onprem-prod',
    );
  });

  it('has the widgets of the home page', async () => {
    await show(
      <>
        <HomePageOwnServices />
        <HomePageOpenErrors />
      </>,
      '/',
      new GatewayFleet(),
    );
    expect(await screen.findByText('Grunnbok')).toBeVisible();
    expect(await screen.findByText('4 causes break syncs.')).toBeVisible();
    expect(
      screen.getAllByRole('link', { name: /quota exceeded/ })[0],
    ).toHaveAttribute('href', '/fleet/errors/quota');
  });

  it('has the results of search, each for its own type', async () => {
    const result = (type: string, title: string) => ({
      type,
      document: { title, text: '', location: `/fleet/${title}` },
    });
    await show(
      <SearchResultListItemExtensions
        results={[
          result('anthos-fleet-error', 'quota'),
          result('anthos-fleet-cluster', 'onprem-prod'),
        ]}
      >
        <FleetClusterSearchResultListItem />
        <FleetErrorSearchResultListItem />
      </SearchResultListItemExtensions>,
    );
    expect(await screen.findByText('open error')).toBeVisible();
    expect(await screen.findByText('not known')).toBeVisible();
    expect(screen.getByRole('link', { name: 'onprem-prod' })).toHaveAttribute(
      'href',
      '/fleet/onprem-prod',
    );
  });

  it('has the fields of templates', async () => {
    function Fields() {
      const fields = useCustomFieldExtensions(
        <ScaffolderFieldExtensions>
          <AnthosFleetClusterPickerFieldExtension />
          <AnthosFleetNamespaceNameFieldExtension />
          <AnthosFleetCallerPickerFieldExtension />
          <AnthosFleetGroupPickerFieldExtension />
        </ScaffolderFieldExtensions>,
      );
      return (
        <ul>
          {fields.map(({ name, schema, validation }) => (
            <li key={name}>
              {name} {schema?.returnValue.type} {validation ? 'validates' : ''}
            </li>
          ))}
        </ul>
      );
    }
    await show(<Fields />);
    expect(
      (await screen.findAllByRole('listitem')).map(item => item.textContent),
    ).toEqual([
      'AnthosFleetClusterPicker array validates',
      'AnthosFleetNamespaceName string validates',
      'AnthosFleetCallerPicker array validates',
      'AnthosFleetGroupPicker string validates',
    ]);
  });

  it('tells the analytics of the app what readers do, and where', async () => {
    const captureEvent = jest.fn();
    await show(<div />, '/fleet/clusters', new FakeFleet(), { captureEvent });
    await userEvent.type(
      await screen.findByRole('textbox', { name: 'Label' }),
      'env=prod{Enter}',
    );
    expect(captureEvent).toHaveBeenCalledWith({
      action: 'filter',
      subject: 'label',
      value: 1,
      context: {
        pluginId: 'anthos-fleet',
        extension: 'FleetPage',
        list: 'clusters',
      },
    });
  });

  it('knows where its cards belong', () => {
    expect(isFleetAvailable(demoEntity('grunnbok'))).toBe(true);
    expect(isFleetAvailable(demoEntity('unannotated'))).toBe(false);
    expect(isFleetCluster(demoEntity('onprem-prod'))).toBe(true);
    expect(isFleetCluster(demoEntity('grunnbok'))).toBe(false);
    expect(hasFleetComponents(demoEntity('eiendom'))).toBe(true);
    expect(hasFleetComponents(demoEntity('grunnbok'))).toBe(false);
  });
});
