import { ClusterObjects } from '../ClusterObjects';
import { Json } from '../objects';
import { KubeAction, refusal } from './Authorizer';

const RBAC = 'rbac.authorization.k8s.io/v1';

describe('rights', () => {
  const cluster = new ClusterObjects();
  cluster.create({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'team' },
  });
  const role = (kind: string, name: string, rules: Json[], labels?: Json) =>
    cluster.create({
      apiVersion: RBAC,
      kind,
      metadata: {
        name,
        labels,
        ...(kind === 'Role' ? { namespace: 'team' } : {}),
      },
      rules,
    });
  const bind = (kind: string, roleKind: string, name: string, subject: Json) =>
    cluster.create({
      apiVersion: RBAC,
      kind,
      metadata: {
        name: `${name}-${subject.name}`,
        ...(kind === 'RoleBinding' ? { namespace: 'team' } : {}),
      },
      roleRef: { kind: roleKind, name },
      subjects: [subject],
    });

  bind('ClusterRoleBinding', 'ClusterRole', 'view', {
    kind: 'User',
    name: 'viewer@acme.example',
  });
  bind('RoleBinding', 'ClusterRole', 'edit', {
    kind: 'Group',
    name: 'team@acme.example',
  });
  role('ClusterRole', 'syncs', [
    {
      apiGroups: ['configsync.gke.io'],
      resources: ['rootsyncs'],
      verbs: ['get', 'list'],
    },
  ]);
  bind('ClusterRoleBinding', 'ClusterRole', 'syncs', {
    kind: 'ServiceAccount',
    name: 'robot',
    namespace: 'team',
  });
  role('ClusterRole', 'impersonate', [
    {
      apiGroups: [''],
      resources: ['users'],
      verbs: ['impersonate'],
      resourceNames: ['viewer@acme.example'],
    },
  ]);
  bind('ClusterRoleBinding', 'ClusterRole', 'impersonate', {
    kind: 'User',
    name: 'agent',
  });
  role('Role', 'scaler', [
    { apiGroups: ['apps'], resources: ['*/scale'], verbs: ['*'] },
  ]);
  bind('RoleBinding', 'Role', 'scaler', {
    kind: 'User',
    name: 'scaler@acme.example',
  });
  role(
    'ClusterRole',
    'widgets-view',
    [{ apiGroups: ['acme.example'], resources: ['widgets'], verbs: ['list'] }],
    { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' },
  );

  const viewer = { name: 'viewer@acme.example' };
  const developer = { name: 'dev@acme.example', groups: ['team@acme.example'] };
  const robot = { name: 'system:serviceaccount:team:robot' };
  const scaler = { name: 'scaler@acme.example' };
  const nobody = { name: 'nobody@acme.example' };
  const root = { name: 'root', groups: ['system:masters'] };
  const pods = { resource: 'pods' };
  const users = { resource: 'users', verb: 'impersonate' };
  const scale = {
    group: 'apps',
    resource: 'deployments',
    subresource: 'scale',
    verb: 'patch',
  };

  it.each<[{ name: string; groups?: string[] }, KubeAction, boolean]>([
    [viewer, { verb: 'list', ...pods }, true],
    [viewer, { verb: 'get', ...pods, namespace: 'team', name: 'a' }, true],
    [
      viewer,
      { verb: 'get', ...pods, subresource: 'log', namespace: 'team' },
      true,
    ],
    [viewer, { verb: 'list', resource: 'secrets' }, false],
    [viewer, { verb: 'delete', ...pods, namespace: 'team' }, false],
    [
      viewer,
      { verb: 'list', group: 'acme.example', resource: 'widgets' },
      true,
    ],
    [developer, { verb: 'create', ...pods, namespace: 'team' }, true],
    [
      developer,
      {
        verb: 'list',
        group: 'acme.example',
        resource: 'widgets',
        namespace: 'team',
      },
      true,
    ],
    [developer, { verb: 'create', ...pods, namespace: 'other' }, false],
    [developer, { verb: 'list', ...pods }, false],
    [
      robot,
      { verb: 'list', group: 'configsync.gke.io', resource: 'rootsyncs' },
      true,
    ],
    [
      robot,
      { verb: 'list', group: 'configsync.gke.io', resource: 'reposyncs' },
      false,
    ],
    [{ name: 'agent' }, { ...users, name: 'viewer@acme.example' }, true],
    [{ name: 'agent' }, { ...users, name: 'other@acme.example' }, false],
    [{ name: 'agent' }, users, false],
    [scaler, { ...scale, namespace: 'team' }, true],
    [scaler, { ...scale, subresource: undefined, namespace: 'team' }, false],
    [nobody, { verb: 'get', path: '/version' }, true],
    [nobody, { verb: 'get', path: '/apis/apps/v1' }, true],
    [nobody, { verb: 'get', path: '/metrics' }, false],
    [root, { verb: 'delete', resource: 'nodes' }, true],
  ])('%j %j: %s', (user, action, allowed) => {
    expect(cluster.can(user, action)).toBe(allowed);
  });

  it.each<[KubeAction, string]>([
    [
      { verb: 'list', group: 'configsync.gke.io', resource: 'rootsyncs' },
      'User "nobody@acme.example" cannot list resource "rootsyncs" in API group "configsync.gke.io" at the cluster scope',
    ],
    [
      { verb: 'get', resource: 'pods', subresource: 'log', namespace: 'team' },
      'User "nobody@acme.example" cannot get resource "pods/log" in API group "" in the namespace "team"',
    ],
    [
      { verb: 'get', path: '/metrics' },
      'User "nobody@acme.example" cannot get path "/metrics"',
    ],
  ])('says so: %j', (action, text) => {
    expect(refusal(nobody, action)).toBe(text);
  });
});
