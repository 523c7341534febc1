import {
  routeResolutionApiRef,
  useApi,
  type RouteResolutionApi,
} from '@backstage/frontend-plugin-api';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { useLocation } from 'react-router-dom';
import { CLUSTER_LIST, type ClusterFilter } from '../model/clusterSearch';
import { ERROR_LIST, type ErrorSearch } from '../model/errorSearch';
import { listHref } from '../model/listSearch';
import { MESH_LIST, type MeshSearch } from '../model/meshSearch';
import { POLICY_LIST, type PolicySearch } from '../model/policySearch';
import { ROLLOUT_LIST, type RolloutSearch } from '../model/rolloutSearch';
import { SYNC_LIST, type SyncSearch } from '../model/syncSearch';
import {
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
} from '../routes';

function linksFrom(api: RouteResolutionApi, sourcePath: string) {
  const options = { sourcePath };
  const fleet = api.resolve(rootRouteRef, options);
  const clusters = api.resolve(clustersRouteRef, options);
  const cluster = api.resolve(clusterRouteRef, options);
  const syncs = api.resolve(syncsRouteRef, options);
  const sync = api.resolve(syncRouteRef, options);
  const errors = api.resolve(errorsRouteRef, options);
  const error = api.resolve(errorRouteRef, options);
  const rollouts = api.resolve(rolloutsRouteRef, options);
  const policies = api.resolve(policyRouteRef, options);
  const meshes = api.resolve(meshRouteRef, options);
  return {
    fleet: fleet?.(),
    clusters: (filter: ClusterFilter = {}) =>
      clusters && listHref(CLUSTER_LIST, clusters(), filter),
    cluster: ({
      fleet: project,
      location,
      name,
    }: Pick<Cluster, 'fleet' | 'location' | 'name'>) =>
      cluster?.({ project, location, name }),
    syncs: (filter: Partial<SyncSearch> = {}) =>
      syncs && listHref(SYNC_LIST, syncs(), filter),
    sync: (id: string) => sync?.({ id }),
    errors: (filter: Partial<ErrorSearch> = {}) =>
      errors && listHref(ERROR_LIST, errors(), filter),
    rollouts: (filter: Partial<RolloutSearch> = {}) =>
      rollouts && listHref(ROLLOUT_LIST, rollouts(), filter),
    policies: (filter: Partial<PolicySearch> = {}) =>
      policies && listHref(POLICY_LIST, policies(), filter),
    meshes: (filter: Partial<MeshSearch> = {}) =>
      meshes && listHref(MESH_LIST, meshes(), filter),
    error: (fingerprint: string) => error?.({ fingerprint }),
  };
}

type FleetLinks = ReturnType<typeof linksFrom>;

// A table has links in most of its cells, and to resolve a route is slow: it is done once a page.
const latest = new WeakMap<
  RouteResolutionApi,
  { pathname: string; links: FleetLinks }
>();

/** Addresses on the fleet page. All of them are undefined where an app does not have that page. */
export function useFleetLinks(): FleetLinks {
  const api = useApi(routeResolutionApiRef);
  const { pathname } = useLocation();
  let known = latest.get(api);
  if (known?.pathname !== pathname) {
    known = { pathname, links: linksFrom(api, pathname) };
    latest.set(api, known);
  }
  return known.links;
}
