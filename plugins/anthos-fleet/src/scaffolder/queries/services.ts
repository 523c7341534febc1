import {
  CATALOG_FILTER_EXISTS,
  type CatalogApi,
} from '@backstage/catalog-client';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import {
  ANNOTATION_NAMESPACE,
  ANNOTATION_SERVICE_ACCOUNT,
} from 'backstage-plugin-anthos-fleet-common';
import { useNameOfEntity } from '../../hooks/useEntityName';
import { isEntityRef, type NameOfEntity } from '../../model/entityTitle';
import { shortened } from '../../model/shortened';
import {
  SERVICE_FIELDS,
  serviceOf,
  type LostService,
  type Service,
} from '../model/services';

const PAGE = 30;

const HAS_IDENTITY = {
  kind: 'Component',
  [`metadata.annotations.${ANNOTATION_NAMESPACE}`]: CATALOG_FILTER_EXISTS,
  [`metadata.annotations.${ANNOTATION_SERVICE_ACCOUNT}`]: CATALOG_FILTER_EXISTS,
};

/** Services with an identity in the mesh that match a text, page by page. */
export function useServices(text: string) {
  const catalogApi = useApi(catalogApiRef);
  const nameOf = useNameOfEntity();
  return useInfiniteQuery({
    queryKey: ['services', text],
    queryFn: ({ pageParam }) =>
      catalogApi.queryEntities(
        pageParam
          ? { cursor: pageParam, limit: PAGE, fields: SERVICE_FIELDS }
          : {
              filter: HAS_IDENTITY,
              fields: SERVICE_FIELDS,
              limit: PAGE,
              orderFields: [{ field: 'metadata.name', order: 'asc' }],
              ...(text && {
                fullTextFilter: {
                  term: text,
                  fields: ['metadata.name', 'metadata.title', 'spec.owner'],
                },
              }),
            },
      ),
    initialPageParam: '',
    getNextPageParam: page => page.pageInfo.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: false,
    select: ({ pages }) => ({
      services: pages.flatMap(({ items }) =>
        items.flatMap(entity => serviceOf(entity, nameOf) ?? []),
      ),
      total: pages[0]?.totalItems ?? 0,
    }),
  });
}

/** What became of a service that was chosen. */
export type ChosenService =
  | { ref: string; service: Service }
  | { ref: string; lost: LostService };

/** Looks chosen services up in the catalog. */
export async function readChosenServices(
  catalogApi: Pick<CatalogApi, 'getEntitiesByRefs'>,
  refs: readonly string[],
  nameOf: NameOfEntity,
): Promise<ChosenService[]> {
  const valid = refs.filter(isEntityRef);
  const { items } = valid.length
    ? await catalogApi.getEntitiesByRefs({
        entityRefs: valid,
        fields: SERVICE_FIELDS,
      })
    : { items: [] };
  return refs.map(ref => {
    const index = valid.indexOf(ref);
    if (index === -1) {
      return { ref, lost: 'not-a-ref' };
    }
    const entity = items[index];
    if (!entity) {
      return { ref, lost: 'gone' };
    }
    const service = serviceOf(entity, nameOf);
    return service ? { ref, service } : { ref, lost: 'no-identity' };
  });
}

/** What became of the services that were chosen. */
export function useChosenServices(refs: readonly string[]) {
  const catalogApi = useApi(catalogApiRef);
  const nameOf = useNameOfEntity();
  return useQuery({
    queryKey: ['chosen-services', refs.map(shortened)],
    queryFn: () => readChosenServices(catalogApi, refs, nameOf),
    enabled: refs.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
}
