import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../routes';

/** The fleet page. Its tabs are sub-pages, so that other modules can add theirs. */
export const fleetPage = PageBlueprint.make({
  params: {
    path: '/fleet',
    title: 'Fleet',
    routeRef: rootRouteRef,
  },
});

export const overviewSubPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: () =>
      import('../components/overview/OverviewContent').then(m => (
        <m.OverviewContent />
      )),
  },
});

export const clustersSubPage = SubPageBlueprint.make({
  name: 'clusters',
  params: {
    path: 'clusters',
    title: 'Clusters',
    loader: () =>
      import('../components/ClustersRouter').then(m => <m.ClustersRouter />),
  },
});

export const syncsSubPage = SubPageBlueprint.make({
  name: 'syncs',
  params: {
    path: 'syncs',
    title: 'Syncs',
    loader: () =>
      import('../components/SyncsRouter').then(m => <m.SyncsRouter />),
  },
});

export const errorsSubPage = SubPageBlueprint.make({
  name: 'errors',
  params: {
    path: 'errors',
    title: 'Errors',
    loader: () =>
      import('../components/ErrorsRouter').then(m => <m.ErrorsRouter />),
  },
});

export const rolloutsSubPage = SubPageBlueprint.make({
  name: 'rollouts',
  params: {
    path: 'rollouts',
    title: 'Rollouts',
    loader: () =>
      import('../components/rollouts/RolloutsContent').then(m => (
        <m.RolloutsContent />
      )),
  },
});

export const policySubPage = SubPageBlueprint.make({
  name: 'policy',
  params: {
    path: 'policy',
    title: 'Policy',
    loader: () =>
      import('../components/policy/PolicyContent').then(m => (
        <m.PolicyContent />
      )),
  },
});

export const meshSubPage = SubPageBlueprint.make({
  name: 'mesh',
  params: {
    path: 'mesh',
    title: 'Mesh',
    loader: () =>
      import('../components/mesh/MeshContent').then(m => <m.MeshContent />),
  },
});
