import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNameOfEntity } from '../../hooks/useEntityName';
import {
  byTitle,
  isGroupRef,
  TEAM_FIELDS,
  teamOf,
  type Team,
} from '../model/teams';

const MOST_GROUPS = 50;

/** The groups that the reader belongs to, as far as the catalog has them. */
export function useOwnTeams() {
  const identityApi = useApi(identityApiRef);
  const catalogApi = useApi(catalogApiRef);
  const nameOf = useNameOfEntity();
  return useQuery({
    queryKey: ['own-teams'],
    queryFn: async () => {
      const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
      const refs = ownershipEntityRefs.filter(isGroupRef);
      if (!refs.length) {
        return [];
      }
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: refs,
        fields: TEAM_FIELDS,
      });
      return items
        .flatMap(entity => (entity ? [teamOf(entity, nameOf)] : []))
        .sort(byTitle);
    },
    refetchInterval: false,
  });
}

/** Groups of the catalog that match a text. */
export function useAllTeams(text: string, enabled: boolean) {
  const catalogApi = useApi(catalogApiRef);
  const nameOf = useNameOfEntity();
  return useQuery({
    queryKey: ['teams', text],
    queryFn: async (): Promise<Team[]> => {
      const { items } = await catalogApi.queryEntities({
        filter: { kind: 'Group' },
        fields: TEAM_FIELDS,
        limit: MOST_GROUPS,
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        ...(text && {
          fullTextFilter: {
            term: text,
            fields: [
              'metadata.name',
              'metadata.title',
              'spec.profile.displayName',
              'spec.profile.email',
            ],
          },
        }),
      });
      return items.map(entity => teamOf(entity, nameOf)).sort(byTitle);
    },
    enabled,
    placeholderData: keepPreviousData,
    refetchInterval: false,
  });
}

/** The group that is chosen; null when the catalog does not have it for the reader. */
export function useTeam(ref: string) {
  const catalogApi = useApi(catalogApiRef);
  const nameOf = useNameOfEntity();
  return useQuery({
    queryKey: ['team', ref],
    queryFn: async (): Promise<Team | null> => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: [ref],
        fields: TEAM_FIELDS,
      });
      return items[0] ? teamOf(items[0], nameOf) : null;
    },
    enabled: isGroupRef(ref),
    refetchInterval: false,
  });
}
