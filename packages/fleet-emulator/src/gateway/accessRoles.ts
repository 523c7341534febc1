import { KubeObjectInput } from '../cluster/objects';
import { ClusterAccess } from '../server/Tokens';

const RBAC = 'rbac.authorization.k8s.io';
const READER = 'backstage-anthos-fleet-reader';
const PROVISIONER = 'backstage-anthos-fleet-provisioner';

/** The ClusterRole behind each access that a token may have. */
export const ACCESS_ROLES: Record<ClusterAccess, string> = {
  reader: READER,
  provisioner: PROVISIONER,
  view: 'view',
  edit: 'edit',
  'cluster-admin': 'cluster-admin',
};

const READ = ['get', 'list'];
const WRITE = ['get', 'list', 'create', 'patch', 'update'];

interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

function role(name: string, rules: Rule[]): KubeObjectInput {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules,
  };
}

/** What admission says of an object, and what a namespace is known by. */
const POLICIES: Rule[] = [
  {
    apiGroups: ['templates.gatekeeper.sh'],
    resources: ['constrainttemplates'],
    verbs: READ,
  },
  { apiGroups: ['constraints.gatekeeper.sh'], resources: ['*'], verbs: READ },
];

/** What the suite asks of people to grant it, and what the Kubernetes plugin reads. */
const READER_RULES: Rule[] = [
  {
    apiGroups: ['configsync.gke.io'],
    resources: ['rootsyncs', 'reposyncs'],
    verbs: READ,
  },
  { apiGroups: ['kpt.dev'], resources: ['resourcegroups'], verbs: READ },
  ...POLICIES,
  {
    apiGroups: ['mesh.cloud.google.com'],
    resources: ['controlplanerevisions'],
    verbs: READ,
  },
  {
    apiGroups: ['security.istio.io'],
    resources: ['peerauthentications', 'authorizationpolicies'],
    verbs: READ,
  },
  {
    apiGroups: ['networking.istio.io'],
    resources: ['sidecars', 'serviceentries'],
    verbs: READ,
  },
  {
    apiGroups: [''],
    resources: ['namespaces', 'resourcequotas'],
    verbs: READ,
  },
];

/**
 * What a tenant's namespace and a service in it are made of. A dry run needs the rights that the
 * write needs: there is no verb for trying.
 */
const PROVISIONER_RULES: Rule[] = [
  {
    apiGroups: [''],
    resources: [
      'configmaps',
      'limitranges',
      'namespaces',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    verbs: WRITE,
  },
  {
    apiGroups: ['apps'],
    resources: ['deployments', 'statefulsets', 'daemonsets'],
    verbs: WRITE,
  },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: WRITE },
  {
    apiGroups: ['autoscaling'],
    resources: ['horizontalpodautoscalers'],
    verbs: WRITE,
  },
  {
    apiGroups: ['policy'],
    resources: ['poddisruptionbudgets'],
    verbs: WRITE,
  },
  {
    apiGroups: ['networking.k8s.io'],
    resources: ['ingresses', 'networkpolicies'],
    verbs: WRITE,
  },
  { apiGroups: [RBAC], resources: ['roles', 'rolebindings'], verbs: WRITE },
  // Whoever gives rights that they do not have needs these two.
  { apiGroups: [RBAC], resources: ['roles'], verbs: ['escalate', 'bind'] },
  {
    apiGroups: [RBAC],
    resources: ['clusterroles'],
    resourceNames: ['view', 'edit', 'admin'],
    verbs: ['get', 'bind'],
  },
  { apiGroups: ['configsync.gke.io'], resources: ['reposyncs'], verbs: WRITE },
  {
    apiGroups: [
      'networking.istio.io',
      'security.istio.io',
      'telemetry.istio.io',
    ],
    resources: ['*'],
    verbs: WRITE,
  },
  {
    apiGroups: ['gateway.networking.k8s.io'],
    resources: ['gateways', 'httproutes', 'referencegrants'],
    verbs: WRITE,
  },
  ...POLICIES,
];

/** The roles that no cluster has of itself. */
export const OWN_ROLES: readonly KubeObjectInput[] = [
  role(READER, READER_RULES),
  role(PROVISIONER, PROVISIONER_RULES),
];
