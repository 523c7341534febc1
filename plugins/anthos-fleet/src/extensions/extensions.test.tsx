import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { FakeFleet } from '../__fixtures__';
import { demoEntity } from '../__testUtils__/render';
import { anthosFleetApiRef } from '../api';
import { rootRouteRef } from '../routes';
import {
  entityClusterCard,
  entityComponentsCard,
  entityFleetCard,
  entityFleetContent,
} from './entities';
import { fleetPage } from './pages';

const apis = [[anthosFleetApiRef, new FakeFleet()]] as const;

const renderOn = (name: string, element: JSX.Element) =>
  renderInTestApp(
    <EntityProvider entity={demoEntity(name)}>{element}</EntityProvider>,
    { apis, mountedRoutes: { '/fleet': rootRouteRef } },
  );

describe('extensions', () => {
  it('have an address that an app can change', () => {
    expect(
      createExtensionTester(fleetPage).get(coreExtensionData.routePath),
    ).toBe('/fleet');
    expect(
      createExtensionTester(fleetPage, { config: { path: '/anthos' } }).get(
        coreExtensionData.routePath,
      ),
    ).toBe('/anthos');
  });

  it('show the card on entities that name clusters only', async () => {
    const tester = createExtensionTester(entityFleetCard, { apis });
    const filter = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(demoEntity('grunnbok'))).toBe(true);
    expect(filter?.(demoEntity('unannotated'))).toBe(false);
    expect(filter?.(demoEntity('onprem-prod'))).toBe(false);
    renderOn('grunnbok', tester.reactElement());
    expect(await screen.findByText('Where it runs')).toBeVisible();
  });

  it('show the card of a cluster on the resource that stands for it', async () => {
    const tester = createExtensionTester(entityClusterCard, { apis });
    const filter = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(demoEntity('onprem-prod'))).toBe(true);
    expect(filter?.(demoEntity('grunnbok'))).toBe(false);
    renderOn('onprem-prod', tester.reactElement());
    expect(await screen.findByText(/hold it back/)).toBeVisible();
  });

  it('show the card of components on what they belong to', async () => {
    const tester = createExtensionTester(entityComponentsCard, { apis });
    const filter = tester.get(EntityCardBlueprint.dataRefs.filterFunction);
    expect(filter?.(demoEntity('eiendom'))).toBe(true);
    expect(filter?.(demoEntity('grunnbok'))).toBe(false);
    renderOn('eiendom', tester.reactElement());
    expect(await screen.findByText('Where its components run')).toBeVisible();
  });

  it('show the tab on every component', async () => {
    const tester = createExtensionTester(entityFleetContent, { apis });
    const filter = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    expect(filter?.(demoEntity('unannotated'))).toBe(true);
    expect(filter?.(demoEntity('eiendom'))).toBe(true);
    expect(filter?.(demoEntity('onprem-prod'))).toBe(false);
    expect(tester.get(coreExtensionData.routePath)).toBe('/clusters');
    renderOn('grunnbok', tester.reactElement());
    expect(await screen.findByText('Namespaces')).toBeVisible();
  });
});
