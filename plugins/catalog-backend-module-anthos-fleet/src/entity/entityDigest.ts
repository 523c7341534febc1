import { createHash } from 'node:crypto';
import type { ResourceEntity } from '@backstage/catalog-model';

/** Tells one version of an entity of this module from the next. */
export const ANNOTATION_DIGEST = 'anthos-fleet/entity-digest';

/**
 * A text that differs when the entities differ. Entities of this module are built in a fixed order
 * of keys, so the plain JSON will do.
 */
export function entityDigest(entity: ResourceEntity): string {
  return createHash('sha256')
    .update(JSON.stringify(entity))
    .digest('hex')
    .slice(0, 16);
}

/** Adds the digest to the annotations of an entity. */
export function withDigest(
  entity: ResourceEntity,
  digest: string,
): ResourceEntity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_DIGEST]: digest,
      },
    },
  };
}
