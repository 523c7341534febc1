import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The fleet page. */
export const rootRouteRef = createRouteRef();

/** The list of clusters. */
export const clustersRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/clusters',
});

/** One cluster. */
export const clusterRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/clusters/:project/:location/:name',
});

/** The list of package syncs. */
export const syncsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/syncs',
});

/** One package sync. */
export const syncRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/syncs/:id',
});

/** The list of error groups. */
export const errorsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/errors',
});

/** One error group. */
export const errorRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/errors/:fingerprint',
});

/** Which commit is where. */
export const rolloutsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/rollouts',
});

/** The rules of Policy Controller over the fleet. */
export const policyRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/policy',
});

/** The meshes of the fleet. */
export const meshRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/mesh',
});

/** The page of a catalog entity, for the entities that chose a cluster. */
export const catalogEntityRouteRef = createExternalRouteRef({
  params: ['namespace', 'kind', 'name'],
  defaultTarget: 'catalog.catalogEntity',
});

/** The list of software templates, for who wants a namespace or a service of their own. */
export const templatesRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});
