import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  entityPresentationApiRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import {
  entityNamer,
  entityTitle,
  presentable,
  type NameOfEntity,
} from '../model/entityTitle';

/**
 * What the portal calls an entity, now and when the catalog has told more of it.
 *
 * @param title - what else is known to be its name, for as long as the portal knows the ref only
 */
export function useEntityName(entityRef: string, title?: string): string {
  const { primaryTitle } = useEntityPresentation(presentable(entityRef));
  return entityTitle(primaryTitle, entityRef, title);
}

/** What the portal calls entities at this moment, where many of them need a name in plain text. */
export function useNameOfEntity(): NameOfEntity {
  const api = useApiHolder().get(entityPresentationApiRef);
  return useMemo(() => entityNamer(api), [api]);
}
