import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_NAMESPACE,
  ANNOTATION_SERVICE_ACCOUNT,
} from 'backstage-plugin-anthos-fleet-common';
import { PRESENTED_FIELDS, type NameOfEntity } from '../../model/entityTitle';

/** A service as the field shows it. */
export interface Service {
  ref: string;
  title: string;
  owner?: string;
  namespace: string;
}

/** Why a chosen service cannot be used. */
export type LostService = 'gone' | 'no-identity' | 'not-a-ref';

/** What the catalog is asked for of each service. */
export const SERVICE_FIELDS = [
  ...PRESENTED_FIELDS,
  'metadata.annotations',
  'spec.owner',
];

/** A service with an identity in the mesh; undefined when the entity has none. */
export function serviceOf(
  entity: Entity,
  nameOf: NameOfEntity,
): Service | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const namespace = annotations[ANNOTATION_NAMESPACE]?.trim();
  if (!namespace || !annotations[ANNOTATION_SERVICE_ACCOUNT]?.trim()) {
    return undefined;
  }
  const owner = entity.spec?.owner;
  return {
    ref: stringifyEntityRef(entity),
    title: nameOf(entity),
    namespace,
    ...(typeof owner === 'string' && owner && { owner }),
  };
}
