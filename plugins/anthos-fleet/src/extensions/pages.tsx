import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';
import { fetchTabEarly } from './fetchTabEarly';

const tabs = {
  overview: () =>
    import('../components/overview/OverviewContent').then(m => (
      <m.OverviewContent />
    )),
  clusters: () =>
    import('../components/ClustersRouter').then(m => <m.ClustersRouter />),
  syncs: () => import('../components/SyncsRouter').then(m => <m.SyncsRouter />),
  errors: () =>
    import('../components/ErrorsRouter').then(m => <m.ErrorsRouter />),
  rollouts: () =>
    import('../components/rollouts/RolloutsContent').then(m => (
      <m.RolloutsContent />
    )),
  policy: () =>
    import('../components/policy/PolicyContent').then(m => <m.PolicyContent />),
  mesh: () =>
    import('../components/mesh/MeshContent').then(m => <m.MeshContent />),
};

/** The fleet page. Its tabs are sub-pages, so that other modules can add theirs. */
export const fleetPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { config }) {
    const path = '/fleet';
    fetchTabEarly(window.location.pathname, config.path ?? path, tabs);
    return originalFactory({ path, title: 'Fleet', routeRef: rootRouteRef });
  },
});

export const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: { path: 'overview', title: 'Overview', loader: tabs.overview },
});

export const clustersSubPage = SubPageBlueprint.make({
  name: 'clusters',
  params: { path: 'clusters', title: 'Clusters', loader: tabs.clusters },
});

export const syncsSubPage = SubPageBlueprint.make({
  name: 'syncs',
  params: { path: 'syncs', title: 'Syncs', loader: tabs.syncs },
});

export const errorsSubPage = SubPageBlueprint.make({
  name: 'errors',
  params: { path: 'errors', title: 'Errors', loader: tabs.errors },
});

export const rolloutsSubPage = SubPageBlueprint.make({
  name: 'rollouts',
  params: { path: 'rollouts', title: 'Rollouts', loader: tabs.rollouts },
});

export const policySubPage = SubPageBlueprint.make({
  name: 'policy',
  params: { path: 'policy', title: 'Policy', loader: tabs.policy },
});

export const meshSubPage = SubPageBlueprint.make({
  name: 'mesh',
  params: { path: 'mesh', title: 'Mesh', loader: tabs.mesh },
});
