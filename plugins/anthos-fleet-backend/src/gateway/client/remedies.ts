import type { Denial, RefusedImpersonation } from './refusal';

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
}

const READER_ROLE = 'backstage-anthos-fleet-reader';
const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** What the portal reads of a cluster: see docs/google-access.md, which has the same list. */
const RULES: ReadonlyArray<[group: string, resources: readonly string[]]> = [
  ['configsync.gke.io', ['rootsyncs', 'reposyncs']],
  ['kpt.dev', ['resourcegroups']],
  ['', ['namespaces']],
  ['constraints.gatekeeper.sh', ['*']],
  ['mesh.cloud.google.com', ['controlplanerevisions']],
];

// What shells and YAML take for themselves is not in an email nor in a principal of Google's.
const PLAIN_NAME = /^[\w.@:/+=-]{1,512}$/;

/** The role that lets an account through the gateway. */
export function gatewayReaderRemedy(
  reader: Reader,
  permission: string,
): string {
  const { project, principal } = reader;
  // The role has no right to streams, nor to changes: the portal asks for neither.
  return principal && PLAIN_NAME.test(principal)
    ? `Grant the role that has ${permission}: gcloud projects add-iam-policy-binding ${project} --role=roles/gkehub.gatewayReader --member=serviceAccount:${principal} --condition=None`
    : `Grant roles/gkehub.gatewayReader, which has ${permission}, on project ${project} to the account that the portal uses`;
}

/** The rule that lets the cluster's agent act for an account. */
export function impersonationRemedy(
  { project, name, principal }: Reader,
  refused: RefusedImpersonation,
): string {
  const whom = refused.name ?? principal;
  const flag = refused.resource === 'groups' ? 'groups' : 'users';
  const plain = whom && PLAIN_NAME.test(whom) ? whom : 'ACCOUNT';
  const command = `gcloud container fleet memberships generate-gateway-rbac --membership=${name} --${flag}=${plain} --role=clusterrole/${READER_ROLE} --project=${project} --kubeconfig=KUBECONFIG --context=CONTEXT --apply`;
  const note =
    whom && plain !== whom
      ? ` (ACCOUNT is ${JSON.stringify(whom.slice(0, 256))})`
      : '';
  return `Let the cluster's agent act for the account, with a kubeconfig that reaches the cluster itself${note}: ${command}`;
}

/** The RBAC that is missing, as YAML to be applied to the cluster. */
export function rbacRemedy({ location, name }: Reader, denial: Denial): string {
  const covered = isCovered(denial);
  const role = covered
    ? READER_ROLE
    : `${READER_ROLE}-${denial.resource.split('/')[0]}`.slice(0, 63);
  const rules = covered
    ? RULES.map(([group, resources]) =>
        ruleOf(group, resources, ['get', 'list']),
      )
    : [ruleOf(denial.group, [denial.resource], [denial.verb])];
  return [
    `Apply this to the cluster ${location}/${name} with kubectl apply -f:`,
    `apiVersion: ${RBAC_GROUP}/v1`,
    'kind: ClusterRole',
    `metadata: {name: ${JSON.stringify(role)}}`,
    'rules:',
    ...rules,
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

function isCovered({ verb, group, resource }: Denial): boolean {
  return (
    ['get', 'list'].includes(verb) &&
    RULES.some(
      ([itsGroup, resources]) =>
        itsGroup === group &&
        (resources.includes('*') || resources.includes(resource)),
    )
  );
}

// JSON is YAML: quoted like this, no name can be more than a name.
function ruleOf(
  group: string,
  resources: readonly string[],
  verbs: readonly string[],
): string {
  const list = (words: readonly string[]) => JSON.stringify(words);
  return `- {apiGroups: ${list([group])}, resources: ${list(
    resources,
  )}, verbs: ${list(verbs)}}`;
}
