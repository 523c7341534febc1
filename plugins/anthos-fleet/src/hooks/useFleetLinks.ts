import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
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

/** Addresses on the fleet page. All of them are undefined where an app does not have that page. */
export function useFleetLinks() {
  const fleet = useRouteRef(rootRouteRef);
  const clusters = useRouteRef(clustersRouteRef);
  const cluster = useRouteRef(clusterRouteRef);
  const syncs = useRouteRef(syncsRouteRef);
  const sync = useRouteRef(syncRouteRef);
  const errors = useRouteRef(errorsRouteRef);
  const error = useRouteRef(errorRouteRef);
  const rollouts = useRouteRef(rolloutsRouteRef);
  const policies = useRouteRef(policyRouteRef);
  const meshes = useRouteRef(meshRouteRef);
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
