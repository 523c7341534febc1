import type { ObservedQuota } from 'backstage-plugin-anthos-fleet-common';
import { asObject, asText, compact, field } from '../../google/json';
import { nameAt } from './strict';
import { readTexts } from './selectors';

const MAX_RESOURCES = 50;
const MAX_SCOPES = 10;
const MAX_AMOUNT = 40;

/**
 * Translates a ResourceQuota. Limits that were changed but not counted yet are those of its spec.
 *
 * @returns undefined when it does not say its name
 */
export function translateQuota(raw: unknown): ObservedQuota | undefined {
  const name = nameAt(raw, 'name');
  const namespace = nameAt(raw, 'namespace');
  if (!name || !namespace) {
    return undefined;
  }
  const used = field(raw, 'status', 'used');
  const limits = asObject(field(raw, 'spec', 'hard')) ?? {};
  return {
    namespace,
    name,
    scopes: readScopes(field(raw, 'spec')),
    resources: Object.keys(limits)
      .sort()
      .flatMap(key => {
        const resource = asText(key);
        const hard = readAmount(field(limits, key));
        return resource && hard !== undefined
          ? [compact({ resource, hard, used: readAmount(field(used, key)) })]
          : [];
      })
      .slice(0, MAX_RESOURCES),
  };
}

/** YAML may hold an amount as a number. */
function readAmount(value: unknown): string | undefined {
  return typeof value === 'number' && Number.isFinite(value)
    ? String(value)
    : asText(value, MAX_AMOUNT);
}

function readScopes(spec: unknown): string[] {
  const selected = field(spec, 'scopeSelector', 'matchExpressions');
  const names = Array.isArray(selected)
    ? selected.map(expression => field(expression, 'scopeName'))
    : [];
  return [
    ...(readTexts(field(spec, 'scopes'), MAX_SCOPES) ?? []),
    ...(readTexts(names, MAX_SCOPES) ?? []),
  ].slice(0, MAX_SCOPES);
}
