import { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeObject, KubeObjectInput } from '../cluster/objects';
import { Identity } from '../server/Tokens';
import { ACCESS_ROLES, OWN_ROLES } from './accessRoles';

const RBAC = 'rbac.authorization.k8s.io';
const AGENT = {
  kind: 'ServiceAccount',
  name: 'connect-agent-sa',
  namespace: 'gke-connect',
};

function role(name: string, rules: object[]): KubeObjectInput {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

function binding(
  name: string,
  roleName: string,
  subject: object,
  namespace?: string,
): KubeObjectInput {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: roleName },
    subjects: [subject],
  };
}

function createOnce(cluster: ClusterObjects, object: KubeObjectInput): void {
  const { name = '', namespace } = object.metadata;
  const resource = `${object.kind.toLowerCase()}s${
    object.apiVersion === 'v1' ? '' : `.${RBAC}`
  }`;
  if (!cluster.find(resource, name, namespace)) {
    cluster.create(object);
  }
}

/** Lets the agent speak for people, as `generate-gateway-rbac` of gcloud does. */
function allowImpersonation(
  cluster: ClusterObjects,
  identities: readonly Identity[],
): void {
  const { namespace } = AGENT;
  createOnce(cluster, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  createOnce(cluster, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: AGENT.name, namespace },
  });
  const welcome = identities.filter(({ impersonated }) => impersonated);
  const groups = [...new Set(welcome.flatMap(identity => identity.groups))];
  const rule = (resource: string, resourceNames: string[]) => ({
    apiGroups: [''],
    resources: [resource],
    resourceNames,
    verbs: ['impersonate'],
  });
  const rules = [
    ...(welcome.length
      ? [
          rule(
            'users',
            welcome.map(({ user }) => user),
          ),
        ]
      : []),
    ...(groups.length ? [rule('groups', groups)] : []),
  ];
  createOnce(cluster, role('gateway-impersonate', rules));
  createOnce(
    cluster,
    binding('gateway-impersonate', 'gateway-impersonate', AGENT),
  );
}

/** A team may edit the namespaces that carry its name, those to come as well. */
function bindTeams(
  cluster: ClusterObjects,
  identities: readonly Identity[],
): void {
  const groups = [...new Set(identities.flatMap(identity => identity.groups))];
  const bind = ({ metadata: { name, labels } }: KubeObject) => {
    const group = groups.find(
      address => address.split('@')[0] === labels?.team,
    );
    if (group) {
      createOnce(
        cluster,
        binding('team-edit', 'edit', { kind: 'Group', name: group }, name),
      );
    }
  };
  cluster.all('namespaces').forEach(bind);
  cluster.subscribe(({ type, kind, object }) => {
    if (kind.groupResource === 'namespaces' && type === 'added') {
      bind(object);
    }
  });
}

/**
 * Gives everybody who has a token the rights that the token says, by objects in the cluster.
 *
 * @param throughAgent - whether Google reaches the cluster through an agent
 */
export function seedRights(
  cluster: ClusterObjects,
  identities: readonly Identity[],
  throughAgent: boolean,
): void {
  OWN_ROLES.forEach(own => createOnce(cluster, own));
  if (throughAgent) {
    allowImpersonation(cluster, identities);
  }
  for (const { user, access } of identities) {
    const subject = { kind: 'User', name: user };
    const name = `gateway-permission-${user}`;
    if (access) {
      createOnce(cluster, binding(name, ACCESS_ROLES[access], subject));
    }
    if (access === 'reader') {
      // The Kubernetes plugin reads workloads with the same account.
      createOnce(cluster, binding(`${name}-view`, 'view', subject));
    }
  }
  bindTeams(cluster, identities);
}
