import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { clustersHref, type ClusterFilter } from '../model/clusterSearch';
import { clusterRouteRef, clustersRouteRef, rootRouteRef } from '../routes';

/** Addresses on the fleet page. All of them are undefined where an app does not have that page. */
export function useClusterLinks() {
  const fleet = useRouteRef(rootRouteRef);
  const clusters = useRouteRef(clustersRouteRef);
  const cluster = useRouteRef(clusterRouteRef);
  return {
    fleet: fleet?.(),
    clusters: (filter: ClusterFilter = {}) =>
      clusters && clustersHref(clusters(), filter),
    cluster: ({
      fleet: project,
      location,
      name,
    }: Pick<Cluster, 'fleet' | 'location' | 'name'>) =>
      cluster?.({ project, location, name }),
  };
}
