import type { ObservedPeerAuthentication } from '../model/namespaceReading';
import type {
  MeshMtls,
  MtlsException,
  MtlsMode,
  MtlsNamespaces,
  NamespaceMtls,
} from '../schema/openapi';
import { compareText } from './compareText';
import { choosesAll, oldest, selectorText } from './workloads';

const MAX_EXCEPTIONS = 20;

/**
 * Namespace whose policies are about the whole mesh. A mesh can be told another; its settings are
 * not read.
 *
 * @public
 */
export const MESH_ROOT_NAMESPACE = 'istio-system';

const MODES: Readonly<Record<string, MtlsMode>> = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
};

/**
 * Says which mTLS mode holds in a namespace: what it says itself, else what the mesh says, else
 * that both kinds of calls are taken.
 *
 * @param policies - those of the namespace and of {@link MESH_ROOT_NAMESPACE}
 * @public
 */
export function judgeMtls(
  namespace: string,
  policies: readonly ObservedPeerAuthentication[],
): NamespaceMtls {
  // Those of the root namespace are about the whole mesh, or about nothing.
  const own =
    namespace === MESH_ROOT_NAMESPACE
      ? []
      : policies.filter(policy => policy.namespace === namespace);
  const mesh = modeOfAll(
    policies.filter(policy => policy.namespace === MESH_ROOT_NAMESPACE),
  );
  const local = modeOfAll(own);
  const mode = local ?? mesh ?? 'permissive';
  return {
    mode,
    source: sourceOf(local, mesh),
    exceptions: own
      .filter(({ selector }) => !choosesAll(selector))
      .sort((a, b) => compareText(a.name, b.name))
      .flatMap(policy => exceptionsOf(policy, mode))
      .slice(0, MAX_EXCEPTIONS),
  };
}

/**
 * Says which mTLS mode holds in the mesh of a cluster, and in how many of its namespaces which one.
 *
 * @param policies - all of the cluster
 * @param namespaces - names of those in the mesh; undefined while they are not known
 * @public
 */
export function judgeMeshMtls(
  policies: readonly ObservedPeerAuthentication[],
  namespaces: readonly string[] | undefined,
): MeshMtls {
  const byNamespace = new Map<string, ObservedPeerAuthentication[]>();
  for (const policy of policies) {
    const own = byNamespace.get(policy.namespace) ?? [];
    own.push(policy);
    byNamespace.set(policy.namespace, own);
  }
  const ofMesh = byNamespace.get(MESH_ROOT_NAMESPACE) ?? [];
  const { mode: whole, source: from } = judgeMtls(MESH_ROOT_NAMESPACE, ofMesh);
  const counts: MtlsNamespaces = {
    strict: 0,
    permissive: 0,
    disabled: 0,
    unknown: 0,
    inherited: 0,
  };
  for (const name of namespaces ?? []) {
    const { mode, source } = judgeMtls(name, [
      ...(byNamespace.get(name) ?? []),
      ...ofMesh,
    ]);
    counts[mode] += 1;
    counts.inherited += source === 'namespace' ? 0 : 1;
  }
  return {
    mode: whole,
    source: from === 'mesh' ? 'mesh' : 'default',
    ...(namespaces && { namespaces: counts }),
  };
}

function sourceOf(
  local: MtlsMode | undefined,
  mesh: MtlsMode | undefined,
): NamespaceMtls['source'] {
  if (local) {
    return 'namespace';
  }
  return mesh ? 'mesh' : 'default';
}

function modeOfAll(
  policies: readonly ObservedPeerAuthentication[],
): MtlsMode | undefined {
  if (policies.some(({ truncated }) => truncated)) {
    return 'unknown';
  }
  const all = policies.filter(policy => choosesAll(policy.selector));
  return modeOf(oldest(all)?.mode);
}

/** @returns undefined for what leaves it to whatever is above */
function modeOf(word: string | undefined): MtlsMode | undefined {
  return word === undefined || word === 'UNSET'
    ? undefined
    : (Object.hasOwn(MODES, word) && MODES[word]) || 'unknown';
}

function exceptionsOf(
  { selector, mode, ports }: ObservedPeerAuthentication,
  inherited: MtlsMode,
): MtlsException[] {
  const workload = selectorText(selector);
  const whole = modeOf(mode) ?? inherited;
  return [
    ...(whole === inherited ? [] : [{ workload, mode: whole }]),
    ...ports.flatMap(({ port, mode: word }) => {
      const own = modeOf(word) ?? whole;
      return own === whole ? [] : [{ workload, port, mode: own }];
    }),
  ];
}
