import { useApiHolder } from '@backstage/frontend-plugin-api';
import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { entityNamer, readEntityName } from '../../model/entityTitle';

/** What the portal calls entities, in plain text: by their refs until the catalog has told more. */
export function useEntityNames(
  refs: readonly string[],
): (entityRef: string) => string {
  const api = useApiHolder().get(entityPresentationApiRef);
  const { data } = useQuery({
    queryKey: ['entity-names', refs],
    queryFn: async () =>
      new Map(
        await Promise.all(
          refs.map(async ref => [ref, await readEntityName(api, ref)] as const),
        ),
      ),
    enabled: refs.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
  return ref => data?.get(ref) ?? entityNamer(api)(ref);
}
