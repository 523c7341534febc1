import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { anthosFleetApi } from './extensions/api';
import {
  entityClusterCard,
  entityComponentsCard,
  entityFleetCard,
  entityFleetContent,
} from './extensions/entities';
import { openErrorsWidget, ownServicesWidget } from './extensions/home';
import {
  clustersSubPage,
  errorsSubPage,
  fleetPage,
  meshSubPage,
  overviewSubPage,
  policySubPage,
  rolloutsSubPage,
  syncsSubPage,
} from './extensions/pages';
import {
  clusterSearchResultListItem,
  clusterSearchResultType,
  errorSearchResultListItem,
  errorSearchResultType,
} from './extensions/search';
import {
  catalogEntityRouteRef,
  clusterRouteRef,
  clustersRouteRef,
  errorRouteRef,
  errorsRouteRef,
  meshRouteRef,
  policyRouteRef,
  rolloutsRouteRef,
  rootRouteRef,
  syncRouteRef,
  syncsRouteRef,
  templatesRouteRef,
} from './routes';

/**
 * The fleet in the portal: the fleet page, cards and a tab on entities, widgets of the home page,
 * results of search.
 *
 * @public
 */
export const anthosFleetPlugin = createFrontendPlugin({
  pluginId: 'anthos-fleet',
  title: 'Fleet',
  icon: <RiServerLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    clusters: clustersRouteRef,
    cluster: clusterRouteRef,
    syncs: syncsRouteRef,
    sync: syncRouteRef,
    errors: errorsRouteRef,
    error: errorRouteRef,
    rollouts: rolloutsRouteRef,
    policy: policyRouteRef,
    mesh: meshRouteRef,
  },
  externalRoutes: {
    catalogEntity: catalogEntityRouteRef,
    templates: templatesRouteRef,
  },
  extensions: [
    anthosFleetApi,
    fleetPage,
    overviewSubPage,
    clustersSubPage,
    syncsSubPage,
    errorsSubPage,
    rolloutsSubPage,
    policySubPage,
    meshSubPage,
    entityFleetCard,
    entityClusterCard,
    entityComponentsCard,
    entityFleetContent,
    ownServicesWidget,
    openErrorsWidget,
    clusterSearchResultListItem,
    clusterSearchResultType,
    errorSearchResultListItem,
    errorSearchResultType,
  ],
});
