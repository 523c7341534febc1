import { Kind } from './Kind';
import { KubeError } from './KubeError';
import { Json, KubeObject } from './objects';
import { parseQuantity } from './quantity';

type Part = 'requests' | 'limits';

function itemsOf(ranges: readonly KubeObject[], type: string): Json[] {
  return ranges.flatMap(({ spec }) =>
    ((spec?.limits ?? []) as Json[]).filter(item => item.type === type),
  );
}

function containersOf({ spec }: KubeObject): Json[] {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
}

/** Gives containers the amounts that they do not name themselves. Changes the pod. */
export function applyLimitRanges(
  pod: KubeObject,
  ranges: readonly KubeObject[],
): void {
  for (const item of itemsOf(ranges, 'Container')) {
    for (const container of containersOf(pod)) {
      const { requests, limits } = container.resources ?? {};
      const resources = {
        ...container.resources,
        limits: { ...item.default, ...limits },
        requests: { ...item.defaultRequest, ...requests },
      };
      container.resources = Object.fromEntries(
        Object.entries(resources).filter(
          ([, amounts]) => Object.keys(amounts ?? {}).length > 0,
        ),
      );
    }
  }
}

/** What a pod asks for in all, where every container says it. */
function sumOf(pod: KubeObject, part: Part, name: string): number | undefined {
  const amounts = ((pod.spec.containers ?? []) as Json[]).map(container =>
    parseQuantity(container.resources?.[part]?.[name]),
  );
  return amounts.reduce(
    (sum, amount) =>
      sum === undefined || amount === undefined ? undefined : sum + amount,
    0,
  );
}

interface Measured {
  type: 'Container' | 'Pod';
  /** An amount as a number, and as it is written. */
  amount(part: Part, name: string): { value?: number; text: string };
}

function problemsOf(item: Json, { type, amount }: Measured): string[] {
  const each = (bounds: Json | undefined) => Object.entries(bounds ?? {});
  const few = each(item.min).flatMap(([name, bound]) => {
    const { value, text } = amount('requests', name);
    if (value === undefined) {
      return [
        `minimum ${name} usage per ${type} is ${bound}.  No request is specified`,
      ];
    }
    return value < (parseQuantity(bound) ?? 0)
      ? [
          `minimum ${name} usage per ${type} is ${bound}, but request is ${text}`,
        ]
      : [];
  });
  const many = each(item.max).flatMap(([name, bound]) => {
    const { value, text } = amount('limits', name);
    if (value === undefined) {
      return [
        `maximum ${name} usage per ${type} is ${bound}.  No limit is specified`,
      ];
    }
    return value > (parseQuantity(bound) ?? Infinity)
      ? [`maximum ${name} usage per ${type} is ${bound}, but limit is ${text}`]
      : [];
  });
  const ratios = each(item.maxLimitRequestRatio).flatMap(([name, bound]) => {
    const limit = amount('limits', name).value;
    const request = amount('requests', name).value;
    if (!limit || !request) {
      return [
        `${name} max limit to request ratio per ${type} is ${bound}, but no ${
          request ? 'limit' : 'request'
        } is specified or it is 0`,
      ];
    }
    return limit / request > (parseQuantity(bound) ?? Infinity)
      ? [
          `${name} max limit to request ratio per ${type} is ${bound}, but provided ratio is ${(
            limit / request
          ).toFixed(6)}`,
        ]
      : [];
  });
  return [...few, ...many, ...ratios];
}

/**
 * Checks a pod against the limits of its namespace.
 *
 * @throws KubeError Forbidden
 */
export function checkLimitRanges(
  kind: Kind,
  pod: KubeObject,
  ranges: readonly KubeObject[],
): void {
  const perContainer = itemsOf(ranges, 'Container').flatMap(item =>
    containersOf(pod).flatMap(container =>
      problemsOf(item, {
        type: 'Container',
        amount: (part, name) => {
          const written = container.resources?.[part]?.[name];
          return { value: parseQuantity(written), text: String(written) };
        },
      }),
    ),
  );
  const perPod = itemsOf(ranges, 'Pod').flatMap(item =>
    problemsOf(item, {
      type: 'Pod',
      amount: (part, name) => {
        const value = sumOf(pod, part, name);
        return { value, text: String(value) };
      },
    }),
  );
  const problems = [...perContainer, ...perPod];
  if (problems.length > 0) {
    throw KubeError.forbidden(
      kind,
      pod.metadata.name,
      problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`,
    );
  }
}
