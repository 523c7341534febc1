import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { CONFIG_SYNC_NAMESPACE, reconcilerName } from '../names';
import type { NamespacePlan } from './NamespacePlan';

const RBAC = 'rbac.authorization.k8s.io';
export const RECONCILER_BINDING = 'reconciler';
export const RECONCILER_MESH_BINDING = 'reconciler-mesh';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

function binding(
  namespace: string,
  name: string,
  roleRef: { kind: 'ClusterRole' | 'Role'; name: string },
  subject: NonNullable<IRoleBinding['subjects']>[number],
): IRoleBinding {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, namespace },
    roleRef: { apiGroup: RBAC, ...roleRef },
    subjects: [subject],
  };
}

function reconcilerOf({ name, source }: NamespacePlan) {
  return {
    kind: 'ServiceAccount',
    name: reconcilerName(name, source.syncName),
    namespace: CONFIG_SYNC_NAMESPACE,
  };
}

/** Without it, Config Sync has no right to anything in the namespace (KNV2013). */
export function reconcilerBinding(plan: NamespacePlan): IRoleBinding {
  return binding(
    plan.name,
    RECONCILER_BINDING,
    { kind: 'ClusterRole', name: plan.reconcilerRole ?? 'edit' },
    reconcilerOf(plan),
  );
}

/**
 * What a team's repository may say of the mesh. `edit` knows nothing of it. Mutual TLS is not in
 * the list: whether it is STRICT is not for the team to say.
 */
export function meshRole({ name }: NamespacePlan): IRole {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: RECONCILER_MESH_BINDING, namespace: name },
    rules: [
      {
        apiGroups: ['networking.istio.io'],
        resources: [
          'destinationrules',
          'serviceentries',
          'sidecars',
          'virtualservices',
        ],
        verbs: VERBS,
      },
      {
        apiGroups: ['security.istio.io'],
        resources: ['authorizationpolicies'],
        verbs: VERBS,
      },
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['httproutes'],
        verbs: VERBS,
      },
    ],
  };
}

export function meshRoleBinding(plan: NamespacePlan): IRoleBinding {
  return binding(
    plan.name,
    RECONCILER_MESH_BINDING,
    { kind: 'Role', name: RECONCILER_MESH_BINDING },
    reconcilerOf(plan),
  );
}

/** What the people of the team may do by hand. */
export function teamBinding({ name, access }: NamespacePlan): IRoleBinding {
  return binding(
    name,
    'team',
    { kind: 'ClusterRole', name: access.role },
    { apiGroup: RBAC, kind: 'Group', name: access.group },
  );
}
