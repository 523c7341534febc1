import { Kind } from './Kind';
import { KubeError } from './KubeError';
import { Json, KubeObject } from './objects';
import { formatQuantity, parseQuantity } from './quantity';

/** Amounts by the names that a ResourceQuota gives them, such as `limits.memory`. */
export type Usage = Record<string, number>;

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];

/** Kinds that a quota may count by their plain name. */
const COUNTED = new Set([
  'configmaps',
  'persistentvolumeclaims',
  'pods',
  'replicationcontrollers',
  'resourcequotas',
  'secrets',
  'services',
]);

function containersOf(pod: Json): Json[] {
  return pod.spec?.containers ?? [];
}

/** What the containers ask for together; init containers run before them, so the larger counts. */
function podAmount(pod: Json, part: 'requests' | 'limits', name: string) {
  const amount = (container: Json) =>
    parseQuantity(container.resources?.[part]?.[name]) ?? 0;
  const together = containersOf(pod).reduce((sum, c) => sum + amount(c), 0);
  const before = ((pod.spec?.initContainers ?? []) as Json[]).map(amount);
  return Math.max(together, ...before);
}

function podUsage(pod: Json): Usage {
  const usage: Usage = {};
  for (const name of COMPUTE) {
    usage[`requests.${name}`] = podAmount(pod, 'requests', name);
    usage[`limits.${name}`] = podAmount(pod, 'limits', name);
    usage[name] = usage[`requests.${name}`];
  }
  return usage;
}

function isFinished(pod: Json): boolean {
  return ['Succeeded', 'Failed'].includes(pod.status?.phase);
}

/** What an object counts against a quota. */
export function usageOf(kind: Kind, object: KubeObject): Usage {
  const usage: Usage = { [`count/${kind.groupResource}`]: 1 };
  if (kind.groupResource === 'pods' && isFinished(object)) {
    return usage;
  }
  if (COUNTED.has(kind.groupResource)) {
    usage[kind.plural] = 1;
  }
  switch (kind.groupResource) {
    case 'pods':
      return { ...usage, ...podUsage(object) };
    case 'services':
      usage['services.loadbalancers'] =
        object.spec?.type === 'LoadBalancer' ? 1 : 0;
      usage['services.nodeports'] = object.spec?.type === 'NodePort' ? 1 : 0;
      return usage;
    case 'persistentvolumeclaims':
      usage['requests.storage'] =
        parseQuantity(object.spec?.resources?.requests?.storage) ?? 0;
      return usage;
    default:
      return usage;
  }
}

/** Writes an amount in the unit that its name asks for. */
export function formatUsage(name: string, amount: number): string {
  return formatQuantity(amount, /memory|storage/.test(name));
}

function missing(pod: Json, hard: Json): string[] {
  const wanted = Object.keys(hard)
    .map(name => {
      const [, part = 'requests', resource] =
        /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(name) ??
        [];
      return { name, part, resource };
    })
    .filter(({ resource }) => resource !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return wanted.flatMap(({ name, part, resource }) => {
    const without = containersOf(pod)
      .filter(container => {
        const { limits, requests } = container.resources ?? {};
        const amount =
          part === 'limits'
            ? limits?.[resource]
            : requests?.[resource] ?? limits?.[resource];
        return amount === undefined;
      })
      .map(container => container.name);
    return without.length ? [`${name} for: ${without.join(',')}`] : [];
  });
}

/**
 * Checks an object that is created against the quotas of its namespace. As in Kubernetes, memory
 * and CPU are counted on pods: a Deployment is created whatever it asks for, and its ReplicaSet
 * reports that no pod could be made. `count/deployments.apps` counts Deployments themselves.
 *
 * @param used - what each quota counts already
 * @throws KubeError Forbidden
 */
export function checkQuotas(
  kind: Kind,
  object: KubeObject,
  quotas: readonly KubeObject[],
  used: (names: string[]) => Usage,
): void {
  const usage = usageOf(kind, object);
  for (const quota of quotas) {
    const hard: Json = quota.spec?.hard ?? {};
    if (kind.groupResource === 'pods') {
      const without = missing(object, hard);
      if (without.length > 0) {
        throw KubeError.forbidden(
          kind,
          object.metadata.name,
          `failed quota: ${quota.metadata.name}: must specify ${without.join(
            '; ',
          )}`,
        );
      }
    }
    const asked = Object.keys(hard).filter(name => usage[name]);
    const current = used(asked);
    const exceeded = asked
      .filter(
        name =>
          (current[name] ?? 0) + usage[name] >
          (parseQuantity(hard[name]) ?? Infinity) + 1e-9,
      )
      .sort();
    if (exceeded.length > 0) {
      const write = (amount: (name: string) => string) =>
        exceeded.map(name => `${name}=${amount(name)}`).join(',');
      throw KubeError.forbidden(
        kind,
        object.metadata.name,
        `exceeded quota: ${quota.metadata.name}, requested: ${write(name =>
          formatUsage(name, usage[name]),
        )}, used: ${write(name =>
          formatUsage(name, current[name] ?? 0),
        )}, limited: ${write(name => String(hard[name]))}`,
      );
    }
  }
}
