import type { ClusterObjects } from '../../cluster/ClusterObjects';

const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';
const ISTIO = [
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
];
const GATEWAY_API = ['gateway.networking.k8s.io'];
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'delete', 'deletecollection', 'patch', 'update'];

/**
 * Lets whoever may view or edit a namespace do so with the kinds of the mesh and of the Gateway
 * API, which Kubernetes' own roles know nothing of. Platform teams have to see to this themselves.
 */
export function seedTenantRoles(
  cluster: ClusterObjects,
  kinds: { mesh: boolean; gatewayApi: boolean },
): void {
  const apiGroups = [
    ...(kinds.mesh ? ISTIO : []),
    ...(kinds.gatewayApi ? GATEWAY_API : []),
  ];
  if (!apiGroups.length) {
    return;
  }
  for (const [role, verbs] of [
    ['view', READ],
    ['edit', WRITE],
  ] as const) {
    cluster.create({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: `tenant-traffic-${role}`,
        labels: { [`${AGGREGATE}${role}`]: 'true' },
      },
      rules: [{ apiGroups, resources: ['*'], verbs: [...verbs] }],
    });
  }
}
