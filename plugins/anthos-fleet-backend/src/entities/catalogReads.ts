import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const BATCH = 200;

/** Reads entities in batches, with the rights of whoever asks; what they may not see is left out. */
export type ReadEntities = (
  entityRefs: string[],
  fields: string[],
) => Promise<Map<string, Entity>>;

/** Reads of the catalog with some credentials. */
export function readerOf(
  catalog: CatalogService,
  credentials: BackstageCredentials,
): ReadEntities {
  return async (entityRefs, fields) => {
    const found = new Map<string, Entity>();
    for (let start = 0; start < entityRefs.length; start += BATCH) {
      const refs = entityRefs.slice(start, start + BATCH);
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs: refs, fields },
        { credentials },
      );
      refs.forEach((ref, index) => {
        const entity = items[index];
        if (entity) {
          found.set(ref, entity);
        }
      });
    }
    return found;
  };
}
