import { Kind } from '../Kind';
import { KubeError } from '../KubeError';
import { Json, KubeObject } from '../objects';
import { Authorizer, KubeUser } from './Authorizer';

const RBAC = 'rbac.authorization.k8s.io';
const SYSTEM = 'system:masters';

function has(list: unknown, value: string): boolean {
  return Array.isArray(list) && (list.includes('*') || list.includes(value));
}

/** A rule with exactly one verb on one resource, or on one path. */
type Atom = Record<
  'verb' | 'group' | 'resource' | 'name' | 'path',
  string | undefined
>;

function atomsOf(rule: Json): Atom[] {
  const verbs: string[] = rule.verbs ?? [];
  const groups: string[] = rule.apiGroups ?? [];
  const resources: string[] = rule.resources ?? [];
  const names: (string | undefined)[] = rule.resourceNames?.length
    ? rule.resourceNames
    : [undefined];
  const paths: string[] = rule.nonResourceURLs ?? [];
  const nothing = {
    group: undefined,
    resource: undefined,
    name: undefined,
    path: undefined,
  };
  return verbs.flatMap(verb => [
    ...paths.map(path => ({ ...nothing, verb, path })),
    ...groups.flatMap(group =>
      resources.flatMap(resource =>
        names.map(name => ({ ...nothing, verb, group, resource, name })),
      ),
    ),
  ]);
}

function covers(rule: Json, atom: Atom): boolean {
  if (!has(rule.verbs, String(atom.verb))) {
    return false;
  }
  if (atom.path !== undefined) {
    return has(rule.nonResourceURLs, atom.path);
  }
  const names: string[] = rule.resourceNames ?? [];
  return (
    has(rule.apiGroups, String(atom.group)) &&
    has(rule.resources, String(atom.resource)) &&
    (names.length === 0 ||
      (atom.name !== undefined && names.includes(atom.name)))
  );
}

/** A rule as Kubernetes writes it in its refusal. */
function write(rule: Json): string {
  const part = (title: string, list: unknown) =>
    Array.isArray(list) && list.length
      ? [`${title}:[${list.map(entry => JSON.stringify(entry)).join(' ')}]`]
      : [];
  return `{${[
    ...part('APIGroups', rule.apiGroups),
    ...part('Resources', rule.resources),
    ...part('ResourceNames', rule.resourceNames),
    ...part('NonResourceURLs', rule.nonResourceURLs),
    ...part('Verbs', rule.verbs),
  ].join(', ')}}`;
}

interface Target {
  kind: Kind;
  object: KubeObject;
  before?: KubeObject;
  user: KubeUser;
}

/** The rules that a write would give to somebody, and who may give them anyway. */
function granted(
  authorizer: Authorizer,
  { kind, object, before }: Target,
): { rules: readonly Json[]; verb: string; resource: string; name: string } {
  const { roleRef, metadata, rules = [] } = object;
  if (!kind.plural.endsWith('bindings')) {
    const unchanged =
      JSON.stringify(before?.rules) === JSON.stringify(rules) &&
      object.aggregationRule === undefined;
    return {
      rules: unchanged ? [] : rules,
      verb: 'escalate',
      resource: kind.plural,
      name: metadata.name,
    };
  }
  return {
    rules: authorizer.rulesOf(roleRef ?? {}, metadata.namespace),
    verb: 'bind',
    resource: roleRef?.kind === 'Role' ? 'roles' : 'clusterroles',
    name: roleRef?.name,
  };
}

/**
 * Nobody gives rights that they do not have, unless they may `escalate` roles or `bind` this one.
 *
 * @throws KubeError Forbidden
 */
export function checkEscalation(authorizer: Authorizer, target: Target): void {
  const { kind, object, user } = target;
  if (kind.group !== RBAC || user.groups?.includes(SYSTEM)) {
    return;
  }
  const { namespace } = object.metadata;
  const { rules, verb, resource, name } = granted(authorizer, target);
  if (authorizer.can(user, { verb, group: RBAC, resource, name, namespace })) {
    return;
  }
  const held = authorizer
    .grants(user, namespace)
    .flatMap(grant => [...grant.rules]);
  const lacking = rules.filter(rule =>
    atomsOf(rule).some(atom => !held.some(own => covers(own, atom))),
  );
  if (lacking.length > 0) {
    const groups = [
      ...new Set([...(user.groups ?? []), 'system:authenticated']),
    ];
    throw KubeError.forbidden(
      kind,
      object.metadata.name,
      `user "${user.name}" (groups=[${groups
        .map(group => JSON.stringify(group))
        .join(
          ' ',
        )}]) is attempting to grant RBAC permissions not currently held:\n${lacking
        .map(write)
        .join('\n')}`,
    );
  }
}
