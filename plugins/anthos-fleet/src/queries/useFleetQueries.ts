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
  type MuteRequest,
} from 'backstage-plugin-anthos-fleet-common';
import {
  anthosFleetApiRef,
  type ClusterQuery,
  type MeshQuery,
  type PackageSyncQuery,
  type PolicyConstraintQuery,
  type RolloutQuery,
  type SyncErrorQuery,
  type TransitionQuery,
} from '../api';
import { useCaptureEvent } from '../hooks/useCaptureEvent';

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

/** A page of the list of package syncs; the page before stays until the next one is there. */
export function usePackageSyncs(query: PackageSyncQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['syncs', query],
    queryFn: ({ signal }) => api.getPackageSyncs(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** One package sync with its errors and objects. */
export function usePackageSync(id: string) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['sync', id],
    queryFn: ({ signal }) => api.getPackageSync(id, { signal }),
  });
}

/** A page of the list of rollouts; the page before stays until the next one is there. */
export function useRollouts(query: RolloutQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['rollouts', query],
    queryFn: ({ signal }) => api.getRollouts(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A page of the list of constraints; the page before stays until the next one is there. */
export function usePolicyConstraints(query: PolicyConstraintQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['policy', query],
    queryFn: ({ signal }) => api.getPolicyConstraints(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A page of the list of meshes; the page before stays until the next one is there. */
export function useMeshes(query: MeshQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['meshes', query],
    queryFn: ({ signal }) => api.getMeshes(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** A page of the list of error groups; the page before stays until the next one is there. */
export function useSyncErrors(query: SyncErrorQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['errors', query],
    queryFn: ({ signal }) => api.getSyncErrors(query, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** One error group with its explanation and occurrences. */
export function useSyncError(fingerprint: string) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['error', fingerprint],
    queryFn: ({ signal }) => api.getSyncError(fingerprint, { signal }),
  });
}

/** What changed and stayed changed, newest first. */
export function useTransitions(query: TransitionQuery) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['transitions', query],
    queryFn: ({ signal }) => api.getTransitions(query, { signal }),
  });
}

/** Silences what is said of an error group, and looks at it again. */
export function useMute() {
  const api = useApi(anthosFleetApiRef);
  const client = useQueryClient();
  const capture = useCaptureEvent();
  return useMutation({
    mutationFn: (request: MuteRequest) => api.createMute(request),
    onSuccess: (_, { expiresAt }) => {
      const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
      capture({
        action: 'mute',
        subject: 'error group',
        value: Math.round(hours),
      });
      return client.invalidateQueries();
    },
  });
}

/** Ends a mute, and looks again. */
export function useUnmute() {
  const api = useApi(anthosFleetApiRef);
  const client = useQueryClient();
  const capture = useCaptureEvent();
  return useMutation({
    mutationFn: (id: string) => api.deleteMute(id),
    onSuccess: () => {
      capture({ action: 'unmute', subject: 'error group' });
      return client.invalidateQueries();
    },
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

/** The services of the person who looks, worst first. */
export function useOwnServices() {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['own services'],
    queryFn: ({ signal }) => api.getEntities({ limit: 100 }, { signal }),
  });
}

/** Asks for a sweep of a cluster, and then looks for its result more often for a while. */
export function useRefreshCluster(ref: ClusterRef) {
  const api = useApi(anthosFleetApiRef);
  const client = useQueryClient();
  const capture = useCaptureEvent();
  return useMutation({
    mutationFn: () => api.refreshCluster(ref),
    onSuccess: ({ accepted }) => {
      capture({
        action: 'refresh',
        subject: 'cluster',
        attributes: { accepted },
      });
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
