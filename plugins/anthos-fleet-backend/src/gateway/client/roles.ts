/** What the portal does with a cluster: it reads all the time, and asks for templates. */
export type Purpose = 'reading' | 'provisioning';

export interface RoleRule {
  group: string;
  resources: readonly string[];
  verbs: readonly string[];
  names?: readonly string[];
}

interface Role {
  /** Of the ClusterRole that the documentation has. */
  name: string;
  /** Google's role for the way to the cluster. It has no right to streams. */
  gatewayRole: string;
  rules: readonly RoleRule[];
}

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list'];
// An apply needs both: the first where the object is not there yet.
const TRY = ['create', 'patch'];

const can =
  (verbs: readonly string[]) =>
  (group: string, ...resources: string[]): RoleRule => ({
    group,
    resources,
    verbs,
  });
const read = can(READ);
const attempt = can(TRY);

/** What each needs: see docs/google-access.md, which has the same lists. */
export const ROLES: Readonly<Record<Purpose, Role>> = {
  reading: {
    name: 'backstage-anthos-fleet-reader',
    gatewayRole: 'roles/gkehub.gatewayReader',
    rules: [
      read('configsync.gke.io', 'rootsyncs', 'reposyncs'),
      read('kpt.dev', 'resourcegroups'),
      read('', 'namespaces', 'resourcequotas'),
      read('constraints.gatekeeper.sh', '*'),
      read('mesh.cloud.google.com', 'controlplanerevisions'),
      read('security.istio.io', 'peerauthentications', 'authorizationpolicies'),
      read('networking.istio.io', 'sidecars', 'serviceentries'),
    ],
  },
  provisioning: {
    name: 'backstage-anthos-fleet-provisioner',
    gatewayRole: 'roles/gkehub.gatewayEditor',
    rules: [
      read('', 'namespaces'),
      read('constraints.gatekeeper.sh', '*'),
      attempt(
        '',
        'configmaps',
        'limitranges',
        'namespaces',
        'resourcequotas',
        'serviceaccounts',
        'services',
      ),
      attempt('apps', 'deployments', 'statefulsets', 'daemonsets'),
      attempt('batch', 'cronjobs', 'jobs'),
      attempt('autoscaling', 'horizontalpodautoscalers'),
      attempt('policy', 'poddisruptionbudgets'),
      attempt('networking.k8s.io', 'ingresses', 'networkpolicies'),
      attempt(RBAC, 'roles', 'rolebindings'),
      {
        group: RBAC,
        resources: ['clusterroles'],
        verbs: ['bind'],
        names: ['view', 'edit', 'admin'],
      },
      attempt('configsync.gke.io', 'reposyncs'),
      attempt('networking.istio.io', '*'),
      attempt('security.istio.io', '*'),
      attempt('telemetry.istio.io', '*'),
      attempt('gateway.networking.k8s.io', 'gateways', 'httproutes'),
    ],
  },
};
