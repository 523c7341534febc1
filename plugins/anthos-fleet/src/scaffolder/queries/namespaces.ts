import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useQuery } from '@tanstack/react-query';
import { anthosFleetApiRef } from '../../api';

/** Where a namespace exists and whose it is; not asked while there is no name to ask for. */
export function useNamespace(name: string | undefined) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['namespace', name],
    queryFn: ({ signal }) => api.getNamespace(name ?? '', { signal }),
    enabled: name !== undefined,
  });
}

/** Entity refs by which the reader owns things. */
export function useOwnRefs() {
  const identityApi = useApi(identityApiRef);
  return useQuery({
    queryKey: ['own-refs'],
    queryFn: async () =>
      (await identityApi.getBackstageIdentity()).ownershipEntityRefs,
    staleTime: Infinity,
    refetchInterval: false,
  });
}
