import type { Denial, RefusedImpersonation } from './refusal';
import { ROLES, type Purpose, type RoleRule } from './roles';

/** Who is refused, as far as it is known here. */
export interface Reader {
  /** ID of the fleet host project. */
  project: string;
  location: string;
  /** Name of the cluster's registration. */
  name: string;
  direct: boolean;
  /** Email of the account that the portal acts as, where the configuration names it. */
  principal?: string;
  /** Default: reading. */
  purpose?: Purpose;
}

function roleOf({ purpose = 'reading' }: Reader) {
  return ROLES[purpose];
}

const RBAC_GROUP = 'rbac.authorization.k8s.io';

// What shells and YAML take for themselves is not in an email nor in a principal of Google's.
const PLAIN_NAME = /^[\w.@:/+=-]{1,512}$/;

/** The role that lets an account through the gateway. */
export function gatewayRoleRemedy(reader: Reader, permission: string): string {
  const { project, principal } = reader;
  const { gatewayRole } = roleOf(reader);
  return principal && PLAIN_NAME.test(principal)
    ? `Grant the role that has ${permission}: gcloud projects add-iam-policy-binding ${project} --role=${gatewayRole} --member=serviceAccount:${principal} --condition=None`
    : `Grant ${gatewayRole}, which has ${permission}, on project ${project} to the account that the portal uses`;
}

/** The rule that lets the cluster's agent act for an account. */
export function impersonationRemedy(
  reader: Reader,
  refused: RefusedImpersonation,
): string {
  const { project, name, principal } = reader;
  const whom = refused.name ?? principal;
  const flag = refused.resource === 'groups' ? 'groups' : 'users';
  const plain = whom && PLAIN_NAME.test(whom) ? whom : 'ACCOUNT';
  const command = `gcloud container fleet memberships generate-gateway-rbac --membership=${name} --${flag}=${plain} --role=clusterrole/${
    roleOf(reader).name
  } --project=${project} --kubeconfig=KUBECONFIG --context=CONTEXT --apply`;
  const note =
    whom && plain !== whom
      ? ` (ACCOUNT is ${JSON.stringify(whom.slice(0, 256))})`
      : '';
  return `Let the cluster's agent act for the account, with a kubeconfig that reaches the cluster itself${note}: ${command}`;
}

/** The RBAC that is missing, as YAML to be applied to the cluster. */
export function rbacRemedy(reader: Reader, denial: Denial): string {
  const { location, name } = reader;
  const { name: whole, rules: all } = roleOf(reader);
  const covered = all.some(rule => isCovered(rule, denial));
  const role = covered
    ? whole
    : `${whole}-${denial.resource.split('/')[0]}`.slice(0, 63);
  const rules = covered
    ? all
    : [
        {
          group: denial.group,
          resources: [denial.resource],
          // Who may apply what is there must be able to make it.
          verbs: denial.verb === 'patch' ? ['create', 'patch'] : [denial.verb],
        },
      ];
  return [
    `Apply this to the cluster ${location}/${name} with kubectl apply -f:`,
    `apiVersion: ${RBAC_GROUP}/v1`,
    'kind: ClusterRole',
    `metadata: {name: ${JSON.stringify(role)}}`,
    'rules:',
    ...rules.map(ruleOf),
    '---',
    `apiVersion: ${RBAC_GROUP}/v1`,
    'kind: ClusterRoleBinding',
    `metadata: {name: ${JSON.stringify(role)}}`,
    `roleRef: {apiGroup: ${RBAC_GROUP}, kind: ClusterRole, name: ${JSON.stringify(
      role,
    )}}`,
    'subjects:',
    `- {apiGroup: ${RBAC_GROUP}, kind: User, name: ${JSON.stringify(
      denial.user,
    )}}`,
  ].join('\n');
}

function isCovered(rule: RoleRule, { verb, group, resource }: Denial): boolean {
  return (
    rule.group === group &&
    rule.verbs.includes(verb) &&
    (rule.resources.includes('*') || rule.resources.includes(resource))
  );
}

// JSON is YAML: quoted like this, no name can be more than a name.
function ruleOf({ group, resources, verbs, names }: RoleRule): string {
  const list = (words: readonly string[]) => JSON.stringify(words);
  return `- {apiGroups: ${list([group])}, resources: ${list(resources)}, ${
    names ? `resourceNames: ${list(names)}, ` : ''
  }verbs: ${list(verbs)}}`;
}
