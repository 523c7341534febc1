import { DEFAULT_NAMESPACE, type Entity } from '@backstage/catalog-model';

/** The parts of an entity's ref, as the API takes them. */
export function entityName(entity: Entity) {
  return {
    kind: entity.kind.toLocaleLowerCase('en-US'),
    namespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
    name: entity.metadata.name,
  };
}
