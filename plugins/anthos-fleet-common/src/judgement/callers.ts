import type { ObservedAuthorizationPolicy } from '../model/namespaceReading';
import type { Caller, CallerRule, MtlsMode } from '../schema/openapi';
import { callerKey, callersOf, onlyExceptions } from './callSources';
import { compareText } from './compareText';
import { MESH_ROOT_NAMESPACE } from './mtls';
import {
  choosesAll,
  covers,
  selectorText,
  type WorkloadSelector,
} from './workloads';

const MAX_RULES = 20;
const MAX_CALLERS = 50;
const BY_IDENTITY: readonly Caller['kind'][] = [
  'mesh',
  'namespace',
  'service-account',
  'other',
];

type Judged = Omit<CallerRule, 'workload'>;

const UNKNOWN: Judged = {
  who: 'unknown',
  callers: [],
  totalCallers: 0,
  denied: [],
  external: false,
};

const EVERYONE: Readonly<Record<MtlsMode, CallerRule['who']>> = {
  strict: 'mesh',
  permissive: 'everyone',
  disabled: 'everyone',
  unknown: 'unknown',
};

/**
 * Says whom the mesh lets call a namespace: for its workloads at large, and for those that policies
 * choose by labels. A workload that two policies choose by different labels is told with each of
 * them apart, because labels of pods are not read.
 *
 * @param policies - those of the namespace and of the root namespace of the mesh
 * @param mtls - mode of the namespace: without mTLS callers have no identity
 * @public
 */
export function judgeCallers(
  namespace: string,
  policies: readonly ObservedAuthorizationPolicy[],
  mtls: MtlsMode,
): CallerRule[] {
  const all = policies.filter(
    policy =>
      policy.namespace === namespace ||
      policy.namespace === MESH_ROOT_NAMESPACE,
  );
  const byLabels = all.filter(({ targets }) => !targets);
  const selectors = new Map<string, WorkloadSelector>([
    ['', {}],
    ...byLabels
      .map(({ selector }) => selector)
      .filter(selector => !choosesAll(selector))
      .map(selector => [selectorText(selector), selector] as const)
      .sort(([a], [b]) => compareText(a, b)),
  ]);
  const targets = new Set(
    all
      .filter(policy => policy.namespace === namespace)
      .flatMap(policy => policy.targets ?? []),
  );
  return [
    ...[...selectors].map(([workload, selector]) => ({
      ...(workload && { workload }),
      ...judge(
        byLabels.filter(policy => covers(policy.selector, selector)),
        mtls,
      ),
    })),
    ...[...targets]
      .sort(compareText)
      .map(workload => ({ workload, ...UNKNOWN })),
  ].slice(0, MAX_RULES);
}

/** What the policies that are about the same workloads come to. */
function judge(
  policies: readonly ObservedAuthorizationPolicy[],
  mtls: MtlsMode,
): Judged {
  const of = (action: ObservedAuthorizationPolicy['action']) =>
    policies.filter(policy => policy.action === action);
  const external = of('custom').length > 0;
  const denials = readDenials(of('deny'));
  const denied = withoutIdentity(denials.callers, mtls);
  if (denied.some(caller => isEverybody(caller, mtls))) {
    return { ...UNKNOWN, who: 'nobody', external };
  }
  // What was left out of a policy could let in, or turn away, anybody.
  if (of('unknown').length > 0 || policies.some(({ truncated }) => truncated)) {
    return { ...UNKNOWN, external };
  }
  const allowing = of('allow');
  const allowed = allowing.length
    ? distinct(allowing.flatMap(callersIn))
    : [{ kind: 'everyone' as const, conditional: false }];
  const turnedAway = denied.filter(({ conditional }) => !conditional);
  const callers = denials.onlyFrom
    .reduce(onlyThese, withoutIdentity(allowed, mtls))
    .filter(caller => !isAmong(caller, turnedAway));
  const who = whoOf(callers, mtls);
  return {
    who,
    callers: who === 'listed' ? callers.slice(0, MAX_CALLERS) : [],
    totalCallers: who === 'listed' ? callers.length : 0,
    denied: who === 'nobody' ? [] : denied.slice(0, MAX_CALLERS),
    external,
  };
}

function whoOf(callers: Caller[], mtls: MtlsMode): CallerRule['who'] {
  const has = (kind: Caller['kind']) =>
    callers.some(caller => caller.kind === kind && !caller.conditional);
  if (callers.length === 0) {
    return 'nobody';
  }
  if (has('everyone')) {
    // Whoever comes without a certificate is stopped before the policies are asked.
    return EVERYONE[mtls];
  }
  return has('mesh') && callers.every(isOfMesh) ? 'mesh' : 'listed';
}

function isOfMesh({ kind }: Caller): boolean {
  return BY_IDENTITY.includes(kind);
}

function callersIn({
  namespace,
  rules,
}: ObservedAuthorizationPolicy): Caller[] {
  return rules.flatMap(({ sources, conditional = false }) =>
    (sources.length ? sources : [{}]).flatMap(source =>
      callersOf(source, namespace, conditional),
    ),
  );
}

/** Whom policies turn away, and but whom they turn away everyone. */
function readDenials(policies: readonly ObservedAuthorizationPolicy[]) {
  const onlyFrom: Caller[][] = [];
  const callers: Caller[] = [];
  for (const { namespace, rules } of policies) {
    for (const { sources, conditional = false } of rules) {
      for (const source of sources.length ? sources : [{}]) {
        const exceptions = conditional ? undefined : onlyExceptions(source);
        if (exceptions) {
          onlyFrom.push(exceptions);
        } else {
          callers.push(...callersOf(source, namespace, conditional));
        }
      }
    }
  }
  return { onlyFrom, callers: distinct(callers) };
}

/** Of those that may call, the ones that are among some others. */
function onlyThese(allowed: Caller[], others: Caller[]): Caller[] {
  const widest = allowed.find(
    ({ kind }) => kind === 'everyone' || kind === 'mesh',
  );
  if (widest) {
    const { conditional } = widest;
    return others.map(other => ({ ...other, conditional }));
  }
  return allowed.filter(caller => isAmong(caller, others));
}

function isAmong(caller: Caller, others: Caller[]): boolean {
  return others.some(
    other =>
      callerKey(other) === callerKey(caller) ||
      (other.kind === 'mesh' && isOfMesh(caller)) ||
      (other.kind === 'namespace' &&
        caller.kind === 'service-account' &&
        other.namespace === caller.namespace),
  );
}

/** Under strict mTLS there is nobody without an identity of the mesh. */
function isEverybody({ kind, conditional }: Caller, mtls: MtlsMode): boolean {
  return (
    !conditional &&
    (kind === 'everyone' || (kind === 'mesh' && mtls === 'strict'))
  );
}

/** Without mTLS nobody can be told by identity. */
function withoutIdentity(callers: Caller[], mtls: MtlsMode): Caller[] {
  return mtls === 'disabled'
    ? callers.filter(caller => !isOfMesh(caller))
    : callers;
}

/** Each caller once, without conditions where one policy names none. */
function distinct(callers: Caller[]): Caller[] {
  const byKey = new Map<string, Caller>();
  for (const caller of callers) {
    const key = callerKey(caller);
    if (!byKey.has(key) || !caller.conditional) {
      byKey.set(key, caller);
    }
  }
  return [...byKey.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, caller]) => caller);
}
