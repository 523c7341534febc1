import { fieldErrors, KubeCause } from './KubeError';
import { isObject, KubeObject } from './objects';

const { required, invalid } = fieldErrors;

export function validateDefinition({
  metadata,
  spec,
}: KubeObject): KubeCause[] {
  const { names, group, scope, versions } = spec ?? {};
  const causes: KubeCause[] = [];
  const expected = `${names?.plural}.${group}`;
  if (metadata.name !== expected) {
    causes.push(
      invalid(
        'metadata.name',
        metadata.name,
        `must be spec.names.plural+"."+spec.group`,
      ),
    );
  }
  if (!['Cluster', 'Namespaced'].includes(scope)) {
    causes.push(
      fieldErrors.notSupported('spec.scope', scope ?? '', [
        'Cluster',
        'Namespaced',
      ]),
    );
  }
  if (!names?.kind) {
    causes.push(required('spec.names.kind'));
  }
  const stored = Array.isArray(versions)
    ? versions.filter(version => isObject(version) && version.storage)
    : [];
  if (stored.length !== 1) {
    causes.push({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        versions ?? null,
      )}: must have exactly one version marked as storage version`,
      field: 'spec.versions',
    });
  }
  return causes;
}
