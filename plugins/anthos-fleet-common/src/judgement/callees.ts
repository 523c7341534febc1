import type { ObservedEgress } from '../model/namespaceReading';
import type { Callee, NamespaceCallees } from '../schema/openapi';
import { compareText } from './compareText';
import { MESH_ROOT_NAMESPACE } from './mtls';
import { choosesAll, oldest, selectorText } from './workloads';

const MAX_HOSTS = 50;
const MAX_EXCEPTIONS = 20;

const OUTSIDE: Readonly<Record<string, NamespaceCallees['outside']>> = {
  REGISTRY_ONLY: 'refused',
  ALLOW_ANY: 'allowed',
};

/**
 * Says whom the sidecars of a namespace know how to call: a Sidecar of the namespace, else one of
 * the mesh, else all. That they know somebody does not mean that they may call them.
 *
 * @param told - Sidecars and ServiceEntries of the namespace and of {@link MESH_ROOT_NAMESPACE}
 * @returns undefined when one of their Sidecars was not read
 * @public
 */
export function judgeCallees(
  namespace: string,
  told: readonly ObservedEgress[],
): NamespaceCallees | undefined {
  const sidecars = told.filter(({ kind }) => kind === 'Sidecar');
  if (
    sidecars.some(
      sidecar =>
        sidecar.truncated &&
        [namespace, MESH_ROOT_NAMESPACE].includes(sidecar.namespace),
    )
  ) {
    return undefined;
  }
  const own = sidecars.filter(sidecar => sidecar.namespace === namespace);
  const sidecar =
    forAll(own) ??
    forAll(sidecars.filter(item => item.namespace === MESH_ROOT_NAMESPACE));
  const hosts = (sidecar?.hosts ?? []).map(toCallee);
  const all =
    hosts.length === 0 ||
    hosts.some(host => host.namespace === '*' && host.host === '*');
  const outbound = sidecar?.outbound ?? '';
  return {
    scope: all ? 'all' : 'listed',
    hosts: all ? [] : hosts.sort(compare).slice(0, MAX_HOSTS),
    outside:
      (Object.hasOwn(OUTSIDE, outbound) && OUTSIDE[outbound]) || 'unknown',
    declared: distinct(
      told
        .filter(
          item => item.kind === 'ServiceEntry' && item.namespace === namespace,
        )
        .flatMap(item => item.hosts),
    ).slice(0, MAX_HOSTS),
    exceptions: distinct(
      own
        .filter(({ selector }) => !choosesAll(selector))
        .map(({ selector }) => selectorText(selector)),
    ).slice(0, MAX_EXCEPTIONS),
  };
}

function forAll(sidecars: readonly ObservedEgress[]) {
  return oldest(sidecars.filter(({ selector }) => choosesAll(selector)));
}

function toCallee(text: string): Callee {
  const slash = text.indexOf('/');
  return slash < 0
    ? { namespace: '*', host: text }
    : { namespace: text.slice(0, slash) || '*', host: text.slice(slash + 1) };
}

function compare(a: Callee, b: Callee): number {
  return compareText(a.namespace, b.namespace) || compareText(a.host, b.host);
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)].sort(compareText);
}
