import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import {
  defaultEntityPresentation,
  entityPresentationSnapshot,
  type EntityPresentationApi,
} from '@backstage/plugin-catalog-react';
import { shortened } from './shortened';

/** Says what an entity, or the entity of a ref, is called. */
export type NameOfEntity = (entityOrRef: Entity | string) => string;

/** What the catalog must tell of an entity before it can be given a name. */
export const PRESENTED_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.description',
  'spec.profile',
  'spec.type',
];

/** Whether a text names an entity in full. */
export function isEntityRef(text: string): boolean {
  try {
    // What parses may still be no name: the parser takes any text with a colon in it.
    return Object.values(parseEntityRef(text)).every(part =>
      /^[^\s:/]+$/.test(part),
    );
  } catch {
    return false;
  }
}

/** What can be asked a name of; a text that is no ref is its own name. */
export function presentable(entityRef: string): string | Entity {
  return isEntityRef(entityRef)
    ? entityRef
    : { apiVersion: '', kind: 'unknown', metadata: { name: entityRef } };
}

/**
 * The name to show of what is known of an entity.
 *
 * @param presented - what the portal calls it
 * @param title - what else is known to be its name; it wins while the portal knows the ref only
 */
export function entityTitle(
  presented: string,
  entityRef: string,
  title?: string,
): string {
  const { primaryTitle } = defaultEntityPresentation(presentable(entityRef));
  return shortened(title && presented === primaryTitle ? title : presented);
}

/**
 * Names entities as they are called at this moment.
 *
 * @param api - the portal's; without it, entities are called what Backstage calls them by default
 */
export function entityNamer(
  api: EntityPresentationApi | undefined,
): NameOfEntity {
  return entityOrRef =>
    shortened(
      entityPresentationSnapshot(
        typeof entityOrRef === 'string'
          ? presentable(entityOrRef)
          : entityOrRef,
        undefined,
        api,
      ).primaryTitle,
    );
}

/** What the portal calls an entity once the catalog has answered, or else as far as it is known. */
export async function readEntityName(
  api: EntityPresentationApi | undefined,
  entityRef: string,
): Promise<string> {
  const told = await api
    ?.forEntity(presentable(entityRef))
    .promise.catch(() => undefined);
  return told ? shortened(told.primaryTitle) : entityNamer(api)(entityRef);
}
