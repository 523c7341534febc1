import {
  EntityPolicies,
  FieldFormatEntityPolicy,
  NoForeignRootFieldsEntityPolicy,
  resourceEntityV1alpha1Validator,
  SchemaValidEntityPolicy,
  type Entity,
} from '@backstage/catalog-model';

// The policies of the catalog, in its order.
const policy = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new NoForeignRootFieldsEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/**
 * Checks an entity as the catalog will. One entity that the catalog cannot read would make it
 * refuse all the others of the same mutation.
 *
 * @throws Error that names the field
 */
export async function validateClusterEntity(entity: Entity): Promise<void> {
  await policy.enforce(entity);
  await resourceEntityV1alpha1Validator.check(entity);
}
