import { fieldErrors, KubeCause } from './KubeError';
import { Json, KubeObject } from './objects';
import { parseQuantity } from './quantity';

const { required, invalid } = fieldErrors;

const QUANTITY =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

/** Names that a quota may limit beside `count/...` and those with a domain. */
const QUOTA_NAMES =
  /^((requests|limits)\.)?(cpu|memory|ephemeral-storage)$|^requests\.(storage|nvidia\.com\/gpu)$|^(pods|services|services\.loadbalancers|services\.nodeports|replicationcontrollers|resourcequotas|secrets|configmaps|persistentvolumeclaims)$/;

function amounts(map: unknown): [string, unknown][] {
  return Object.entries((map ?? {}) as Json);
}

export function validateQuota({ spec }: KubeObject): KubeCause[] {
  return amounts(spec?.hard).flatMap(([name, value]) => {
    const field = `spec.hard[${name}]`;
    if (!name.includes('/') && !QUOTA_NAMES.test(name)) {
      return [invalid(field, name, 'must be a standard resource for quotas')];
    }
    const amount = parseQuantity(value);
    if (amount === undefined) {
      return [invalid(field, value, QUANTITY)];
    }
    return amount < 0
      ? [invalid(field, value, 'must be greater than or equal to 0')]
      : [];
  });
}

/** Pairs of which the first must not be larger than the second. */
const ORDER = [
  ['min', 'max'],
  ['min', 'defaultRequest'],
  ['min', 'default'],
  ['defaultRequest', 'default'],
  ['defaultRequest', 'max'],
  ['default', 'max'],
] as const;

const WORDS: Record<string, string> = {
  min: 'min',
  max: 'max',
  default: 'default',
  defaultRequest: 'default request',
};

function validateItem(item: Json, at: string): KubeCause[] {
  if (!item.type) {
    return [required(`${at}.type`)];
  }
  const unreadable = Object.keys(WORDS).flatMap(field =>
    amounts(item[field])
      .filter(([, value]) => parseQuantity(value) === undefined)
      .map(([name, value]) =>
        invalid(`${at}.${field}[${name}]`, value, QUANTITY),
      ),
  );
  const disordered = ORDER.flatMap(([small, large]) =>
    amounts(item[small])
      .filter(([name, value]) => {
        const most = parseQuantity(item[large]?.[name]);
        return most !== undefined && (parseQuantity(value) ?? 0) > most;
      })
      .map(([name, value]) =>
        invalid(
          `${at}.${small}[${name}]`,
          value,
          `${WORDS[small]} value ${value} is greater than ${WORDS[large]} value ${item[large][name]}`,
        ),
      ),
  );
  return [...unreadable, ...disordered];
}

export function validateLimitRange({ spec }: KubeObject): KubeCause[] {
  return ((spec?.limits ?? []) as Json[]).flatMap((item, index) =>
    validateItem(item, `spec.limits[${index}]`),
  );
}

/** Requests and limits of one container. */
export function validateResources(
  { resources = {} }: Json,
  at: string,
): KubeCause[] {
  const causes = ['limits', 'requests'].flatMap(part =>
    amounts(resources[part]).flatMap(([name, value]) => {
      const field = `${at}.resources.${part}[${name}]`;
      const amount = parseQuantity(value);
      if (amount === undefined) {
        return [invalid(field, value, QUANTITY)];
      }
      return amount < 0
        ? [invalid(field, value, 'must be greater than or equal to 0')]
        : [];
    }),
  );
  const more = amounts(resources.requests).flatMap(([name, value]) => {
    const limit = resources.limits?.[name];
    return limit !== undefined &&
      (parseQuantity(value) ?? 0) > (parseQuantity(limit) ?? Infinity)
      ? [
          invalid(
            `${at}.resources.requests`,
            value,
            `must be less than or equal to ${name} limit of ${limit}`,
          ),
        ]
      : [];
  });
  return [...causes, ...more];
}
