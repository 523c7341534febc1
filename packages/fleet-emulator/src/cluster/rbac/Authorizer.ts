import type { ClusterView } from '../ClusterView';
import { Json, KubeObject } from '../objects';

/**
 * Somebody as Kubernetes sees them.
 *
 * @public
 */
export interface KubeUser {
  /** An e-mail address, or `system:serviceaccount:NAMESPACE:NAME`. */
  name: string;
  groups?: readonly string[];
}

/**
 * What somebody wants to do: something to a resource, or a request for a path.
 *
 * @public
 */
export interface KubeAction {
  /** `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`, ... */
  verb: string;
  /** API group; empty for the core group. */
  group?: string;
  /** `deployments` */
  resource?: string;
  /** `status`, `log` */
  subresource?: string;
  /** Absent: in the whole cluster. */
  namespace?: string;
  /** Name of the object; absent for lists. */
  name?: string;
  /** `/version`, for what is no resource. */
  path?: string;
}

/** A rule, and where it holds. */
export interface Grant {
  rules: readonly Json[];
  /** Absent: everywhere. */
  namespace?: string;
}

const RBAC = 'rbac.authorization.k8s.io';
const ALL_POWERFUL = 'system:masters';
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/** Everybody who is known belongs to these. */
function groupsOf(user: KubeUser): Set<string> {
  const groups = new Set([...(user.groups ?? []), 'system:authenticated']);
  const [, namespace] = SERVICE_ACCOUNT.exec(user.name) ?? [];
  if (namespace) {
    groups.add('system:serviceaccounts');
    groups.add(`system:serviceaccounts:${namespace}`);
  }
  return groups;
}

function includes(list: unknown, value: string): boolean {
  return Array.isArray(list) && (list.includes('*') || list.includes(value));
}

function allowsPath(rule: Json, { verb, path = '' }: KubeAction): boolean {
  const paths = (rule.nonResourceURLs ?? []) as string[];
  return (
    includes(rule.verbs, verb) &&
    paths.some(
      pattern =>
        pattern === path ||
        (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1))),
    )
  );
}

function allowsResource(rule: Json, action: KubeAction): boolean {
  const { verb, group = '', resource = '', subresource, name } = action;
  const full = subresource ? `${resource}/${subresource}` : resource;
  return (
    includes(rule.verbs, verb) &&
    includes(rule.apiGroups, group) &&
    (includes(rule.resources, full) ||
      (subresource !== undefined &&
        rule.resources?.includes(`*/${subresource}`))) &&
    (!rule.resourceNames?.length ||
      (name !== undefined && rule.resourceNames.includes(name)))
  );
}

/**
 * Kubernetes' role-based access control over the roles and bindings in a cluster.
 *
 * @public
 */
export class Authorizer {
  constructor(private readonly cluster: ClusterView) {}

  can(user: KubeUser, action: KubeAction): boolean {
    if (user.groups?.includes(ALL_POWERFUL)) {
      return true;
    }
    return this.grants(user, action.namespace).some(({ rules }) =>
      rules.some(rule =>
        action.path === undefined
          ? allowsResource(rule, action)
          : allowsPath(rule, action),
      ),
    );
  }

  /** The rules that hold for somebody everywhere, and those that hold in one namespace. */
  grants(user: KubeUser, namespace?: string): Grant[] {
    const groups = groupsOf(user);
    const binds = ({ subjects = [] }: KubeObject, where?: string) =>
      (subjects as Json[]).some(subject =>
        isMeant(subject, user, groups, where),
      );
    const everywhere = this.cluster
      .all(`clusterrolebindings.${RBAC}`)
      .filter(binding => binds(binding))
      .map((binding): Grant => ({ rules: this.rulesOf(binding.roleRef) }));
    const here =
      namespace === undefined
        ? []
        : this.cluster
            .all(`rolebindings.${RBAC}`, namespace)
            .filter(binding => binds(binding, namespace))
            .map(
              (binding): Grant => ({
                rules: this.rulesOf(binding.roleRef, namespace),
                namespace,
              }),
            );
    return [...everywhere, ...here];
  }

  /** The rules of the role that a binding in a namespace, or of the whole cluster, refers to. */
  rulesOf(roleRef: Json, namespace?: string): readonly Json[] {
    const role =
      roleRef.kind === 'Role'
        ? this.cluster.find(`roles.${RBAC}`, roleRef.name, namespace)
        : this.cluster.find(`clusterroles.${RBAC}`, roleRef.name);
    return role?.rules ?? [];
  }
}

function isMeant(
  subject: Json,
  user: KubeUser,
  groups: Set<string>,
  bindingNamespace?: string,
): boolean {
  switch (subject.kind) {
    case 'User':
      return subject.name === user.name;
    case 'Group':
      return groups.has(subject.name);
    case 'ServiceAccount':
      return (
        user.name ===
        `system:serviceaccount:${subject.namespace ?? bindingNamespace}:${
          subject.name
        }`
      );
    default:
      return false;
  }
}

/** How Kubernetes says that somebody may not do something, without the object's name. */
export function refusal(user: KubeUser, action: KubeAction): string {
  const { verb, group = '', resource, subresource, namespace, path } = action;
  if (path !== undefined) {
    return `User "${user.name}" cannot ${verb} path "${path}"`;
  }
  const full = subresource ? `${resource}/${subresource}` : resource;
  const where =
    namespace === undefined
      ? 'at the cluster scope'
      : `in the namespace "${namespace}"`;
  return `User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${where}`;
}
