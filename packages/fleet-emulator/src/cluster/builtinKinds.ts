import { Kind, KindOptions } from './Kind';

type Short = Omit<KindOptions, 'group' | 'versions' | 'namespaced'> & {
  cluster?: boolean;
  versions?: string[];
};

const STATUS = ['status'];
const SCALED = ['status', 'scale'];

function group(name: string, versions: string[], kinds: Short[]): Kind[] {
  return kinds.map(
    ({ cluster = false, ...kind }) =>
      new Kind({ versions, ...kind, group: name, namespaced: !cluster }),
  );
}

/** Kinds that every cluster has. */
export const BUILTIN_KINDS: readonly Kind[] = [
  ...group(
    '',
    ['v1'],
    [
      {
        kind: 'Namespace',
        plural: 'namespaces',
        shortNames: ['ns'],
        cluster: true,
        subresources: ['status', 'finalize'],
        nameRule: 'dns-label',
      },
      {
        kind: 'Node',
        plural: 'nodes',
        shortNames: ['no'],
        cluster: true,
        subresources: STATUS,
      },
      {
        kind: 'PersistentVolume',
        plural: 'persistentvolumes',
        shortNames: ['pv'],
        cluster: true,
        subresources: STATUS,
      },
      {
        kind: 'Pod',
        plural: 'pods',
        shortNames: ['po'],
        categories: ['all'],
        subresources: [
          'status',
          'attach',
          'binding',
          'eviction',
          'exec',
          'log',
          'portforward',
          'proxy',
        ],
      },
      {
        kind: 'Service',
        plural: 'services',
        shortNames: ['svc'],
        categories: ['all'],
        subresources: ['status', 'proxy'],
        nameRule: 'dns-1035-label',
      },
      { kind: 'Endpoints', plural: 'endpoints', shortNames: ['ep'] },
      { kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm'] },
      { kind: 'Secret', plural: 'secrets' },
      { kind: 'ServiceAccount', plural: 'serviceaccounts', shortNames: ['sa'] },
      {
        kind: 'ResourceQuota',
        plural: 'resourcequotas',
        shortNames: ['quota'],
        subresources: STATUS,
      },
      { kind: 'LimitRange', plural: 'limitranges', shortNames: ['limits'] },
      { kind: 'Event', plural: 'events', shortNames: ['ev'] },
      {
        kind: 'PersistentVolumeClaim',
        plural: 'persistentvolumeclaims',
        shortNames: ['pvc'],
        subresources: STATUS,
      },
      {
        kind: 'ReplicationController',
        plural: 'replicationcontrollers',
        shortNames: ['rc'],
        categories: ['all'],
        generation: true,
        subresources: SCALED,
      },
    ],
  ),
  ...group(
    'apps',
    ['v1'],
    [
      {
        kind: 'Deployment',
        plural: 'deployments',
        shortNames: ['deploy'],
        categories: ['all'],
        generation: true,
        subresources: SCALED,
      },
      {
        kind: 'ReplicaSet',
        plural: 'replicasets',
        shortNames: ['rs'],
        categories: ['all'],
        generation: true,
        subresources: SCALED,
      },
      {
        kind: 'StatefulSet',
        plural: 'statefulsets',
        shortNames: ['sts'],
        categories: ['all'],
        generation: true,
        subresources: SCALED,
      },
      {
        kind: 'DaemonSet',
        plural: 'daemonsets',
        shortNames: ['ds'],
        categories: ['all'],
        generation: true,
        subresources: STATUS,
      },
      { kind: 'ControllerRevision', plural: 'controllerrevisions' },
    ],
  ),
  ...group(
    'batch',
    ['v1'],
    [
      {
        kind: 'Job',
        plural: 'jobs',
        categories: ['all'],
        generation: true,
        subresources: STATUS,
      },
      {
        kind: 'CronJob',
        plural: 'cronjobs',
        shortNames: ['cj'],
        categories: ['all'],
        generation: true,
        subresources: STATUS,
      },
    ],
  ),
  ...group(
    'autoscaling',
    ['v2', 'v1'],
    [
      {
        kind: 'HorizontalPodAutoscaler',
        plural: 'horizontalpodautoscalers',
        shortNames: ['hpa'],
        categories: ['all'],
        subresources: STATUS,
      },
    ],
  ),
  ...group(
    'policy',
    ['v1'],
    [
      {
        kind: 'PodDisruptionBudget',
        plural: 'poddisruptionbudgets',
        shortNames: ['pdb'],
        generation: true,
        subresources: STATUS,
      },
    ],
  ),
  ...group(
    'networking.k8s.io',
    ['v1'],
    [
      {
        kind: 'Ingress',
        plural: 'ingresses',
        shortNames: ['ing'],
        generation: true,
        subresources: STATUS,
      },
      {
        kind: 'NetworkPolicy',
        plural: 'networkpolicies',
        shortNames: ['netpol'],
        generation: true,
      },
      {
        kind: 'IngressClass',
        plural: 'ingressclasses',
        cluster: true,
        generation: true,
      },
    ],
  ),
  ...group(
    'discovery.k8s.io',
    ['v1'],
    [{ kind: 'EndpointSlice', plural: 'endpointslices' }],
  ),
  ...group(
    'rbac.authorization.k8s.io',
    ['v1'],
    [
      {
        kind: 'ClusterRole',
        plural: 'clusterroles',
        cluster: true,
        nameRule: 'path-segment',
      },
      {
        kind: 'ClusterRoleBinding',
        plural: 'clusterrolebindings',
        cluster: true,
        nameRule: 'path-segment',
      },
      { kind: 'Role', plural: 'roles', nameRule: 'path-segment' },
      { kind: 'RoleBinding', plural: 'rolebindings', nameRule: 'path-segment' },
    ],
  ),
  ...group(
    'storage.k8s.io',
    ['v1'],
    [
      {
        kind: 'StorageClass',
        plural: 'storageclasses',
        shortNames: ['sc'],
        cluster: true,
      },
    ],
  ),
  ...group(
    'scheduling.k8s.io',
    ['v1'],
    [
      {
        kind: 'PriorityClass',
        plural: 'priorityclasses',
        shortNames: ['pc'],
        cluster: true,
        generation: true,
      },
    ],
  ),
  ...group(
    'coordination.k8s.io',
    ['v1'],
    [{ kind: 'Lease', plural: 'leases' }],
  ),
  ...group(
    'admissionregistration.k8s.io',
    ['v1'],
    [
      {
        kind: 'ValidatingWebhookConfiguration',
        plural: 'validatingwebhookconfigurations',
        cluster: true,
        generation: true,
      },
      {
        kind: 'MutatingWebhookConfiguration',
        plural: 'mutatingwebhookconfigurations',
        cluster: true,
        generation: true,
      },
    ],
  ),
  ...group(
    'apiextensions.k8s.io',
    ['v1'],
    [
      {
        kind: 'CustomResourceDefinition',
        plural: 'customresourcedefinitions',
        shortNames: ['crd', 'crds'],
        categories: ['api-extensions'],
        cluster: true,
        generation: true,
        subresources: STATUS,
      },
    ],
  ),
];
