import { useApi } from '@backstage/frontend-plugin-api';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  stringifyClusterRef,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { anthosFleetApiRef, type ClusterQuery } from '../api';

/** The overview of the fleets. */
export function useOverview() {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => api.getOverview({ signal }),
  });
}

/** A page of the list of clusters; the page before stays until the next one is there. */
export function useClusters(query: ClusterQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['clusters', query],
    queryFn: ({ signal }) => api.getClusters(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** One cluster with everything that is known of it. */
export function useCluster(ref: ClusterRef) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['cluster', stringifyClusterRef(ref)],
    queryFn: ({ signal }) => api.getCluster(ref, { signal }),
  });
}

/** Where a catalog entity runs. */
export function useEntityStatus(entity: {
  kind: string;
  namespace: string;
  name: string;
}) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['entity', entity],
    queryFn: ({ signal }) => api.getEntityStatus(entity, { signal }),
  });
}

/** Asks for a sweep of a cluster, and then looks for its result more often for a while. */
export function useRefreshCluster(ref: ClusterRef) {
  const api = useApi(anthosFleetApiRef);
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.refreshCluster(ref),
    onSuccess: () => {
      // The sweep takes seconds; two looks find it long before the next poll would.
      for (const delayMs of [3_000, 10_000]) {
        setTimeout(() => {
          client.invalidateQueries({
            queryKey: ['cluster', stringifyClusterRef(ref)],
          });
        }, delayMs);
      }
    },
  });
}
