import {
  judgeMeshInjection,
  type ObservedNamespace,
} from 'backstage-plugin-anthos-fleet-common';
import { asObject, asText, field } from '../../google/json';
import { nameAt } from './strict';

const MAX_LABELS = 64;
const MAX_TEXT = 512;

/**
 * Translates a namespace, of which the metadata is enough.
 *
 * @returns undefined when it does not say its name
 */
export function translateNamespace(
  raw: unknown,
): ObservedNamespace | undefined {
  const name = nameAt(raw, 'name');
  if (!name) {
    return undefined;
  }
  const labels = readLabels(field(raw, 'metadata', 'labels'));
  return { name, labels, ...judgeMeshInjection(labels) };
}

/** Labels in a fixed order: the API's order is that of a map, which may change at any time. */
function readLabels(raw: unknown): Record<string, string> {
  const labels: Array<[key: string, value: string]> = [];
  for (const [name, value] of Object.entries(asObject(raw) ?? {})) {
    const key = asText(name, MAX_TEXT);
    if (key && key !== '__proto__' && typeof value === 'string') {
      labels.push([key, asText(value, MAX_TEXT) ?? '']);
    }
  }
  labels.sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return Object.fromEntries(labels.slice(0, MAX_LABELS));
}
