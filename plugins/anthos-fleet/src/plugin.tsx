import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiServerLine } from '@remixicon/react';
import { anthosFleetApi } from './extensions/api';
import {
  entityClusterCard,
  entityFleetCard,
  entityFleetContent,
} from './extensions/entities';
import {
  clustersSubPage,
  fleetPage,
  overviewSubPage,
} from './extensions/pages';
import {
  catalogEntityRouteRef,
  clusterRouteRef,
  clustersRouteRef,
  rootRouteRef,
} from './routes';

/**
 * The fleet in the portal: the fleet page, cards and a tab on entities.
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
  },
  externalRoutes: { catalogEntity: catalogEntityRouteRef },
  extensions: [
    anthosFleetApi,
    fleetPage,
    overviewSubPage,
    clustersSubPage,
    entityFleetCard,
    entityClusterCard,
    entityFleetContent,
  ],
});
