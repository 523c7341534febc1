import { validateManifest } from '../schemas';
import { finding } from './fields';
import type { CheckedObject, Finding } from './types';

const WORDS = {
  invalid: {
    severity: 'error',
    rule: 'schema',
    cause: 'The field is not what the kind describes; a cluster refuses it.',
    remedy: 'Correct the field by the description of the kind.',
  },
  'unknown-field': {
    severity: 'error',
    rule: 'schema/unknown-field',
    cause:
      'The kind has no such field: a cluster drops it or refuses the object, and what it was meant to do does not happen.',
    remedy: 'Correct the spelling or the place of the field, or remove it.',
  },
  'unknown-kind': {
    severity: 'info',
    rule: 'schema/not-checked',
    cause: 'Schemas are known of Kubernetes, Istio and the Gateway API only.',
    remedy:
      'Choose clusters, so that they are asked, or make sure of the fields yourself.',
  },
} as const;

/** Holds every object against the schema of its kind. */
export async function schemaFindings(
  objects: readonly CheckedObject[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const object of objects) {
    for (const { pointer, message, type } of await validateManifest(
      object.value,
    )) {
      const { rule, ...words } = WORDS[type];
      found.push(finding(rule, object, pointer, { ...words, message }));
    }
  }
  return found;
}
