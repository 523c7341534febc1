import { Json, KubeObjectInput } from './objects';

export interface Definition {
  group: string;
  kind: string;
  plural: string;
  /** The one in which objects are kept comes first. */
  versions: string[];
  cluster?: boolean;
  shortNames?: string[];
  columns?: Json[];
}

/** A CustomResourceDefinition without a schema: every field is taken. */
export function definitionOf({
  group,
  kind,
  plural,
  versions,
  cluster,
  shortNames,
  columns,
}: Definition): KubeObjectInput {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: cluster ? 'Cluster' : 'Namespaced',
      names: {
        kind,
        plural,
        singular: kind.toLowerCase(),
        listKind: `${kind}List`,
        ...(shortNames ? { shortNames } : {}),
      },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        subresources: { status: {} },
        ...(columns ? { additionalPrinterColumns: columns } : {}),
      })),
    },
  };
}

const SYNC_COLUMNS = [
  {
    name: 'RenderingCommit',
    type: 'string',
    jsonPath: '.status.rendering.commit',
  },
  {
    name: 'RenderingErrorCount',
    type: 'integer',
    jsonPath: '.status.rendering.errorSummary.totalCount',
  },
  { name: 'SourceCommit', type: 'string', jsonPath: '.status.source.commit' },
  {
    name: 'SourceErrorCount',
    type: 'integer',
    jsonPath: '.status.source.errorSummary.totalCount',
  },
  { name: 'SyncCommit', type: 'string', jsonPath: '.status.sync.commit' },
  {
    name: 'SyncErrorCount',
    type: 'integer',
    jsonPath: '.status.sync.errorSummary.totalCount',
  },
];

export const CONFIG_SYNC: Definition[] = [
  ...[
    { kind: 'RootSync', plural: 'rootsyncs' },
    { kind: 'RepoSync', plural: 'reposyncs' },
  ].map(names => ({
    ...names,
    group: 'configsync.gke.io',
    versions: ['v1beta1', 'v1alpha1'],
    columns: SYNC_COLUMNS,
  })),
  {
    group: 'kpt.dev',
    kind: 'ResourceGroup',
    plural: 'resourcegroups',
    versions: ['v1alpha1'],
  },
  {
    group: 'configmanagement.gke.io',
    kind: 'NamespaceSelector',
    plural: 'namespaceselectors',
    versions: ['v1'],
    cluster: true,
  },
  {
    group: 'configmanagement.gke.io',
    kind: 'ClusterSelector',
    plural: 'clusterselectors',
    versions: ['v1'],
    cluster: true,
  },
];

export const POLICY_CONTROLLER: Definition[] = [
  {
    group: 'templates.gatekeeper.sh',
    kind: 'ConstraintTemplate',
    plural: 'constrainttemplates',
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    cluster: true,
  },
  {
    group: 'config.gatekeeper.sh',
    kind: 'Config',
    plural: 'configs',
    versions: ['v1alpha1'],
  },
];

export const MESH: Definition[] = [
  {
    group: 'mesh.cloud.google.com',
    kind: 'ControlPlaneRevision',
    plural: 'controlplanerevisions',
    versions: ['v1beta1', 'v1alpha1'],
    shortNames: ['cpr'],
    columns: ['Reconciled', 'Stalled'].map(type => ({
      name: type,
      type: 'string',
      jsonPath: `.status.conditions[?(@.type=="${type}")].status`,
    })),
  },
  ...[
    { kind: 'DestinationRule', plural: 'destinationrules', shortNames: ['dr'] },
    { kind: 'Gateway', plural: 'gateways', shortNames: ['gw'] },
    { kind: 'ServiceEntry', plural: 'serviceentries', shortNames: ['se'] },
    { kind: 'Sidecar', plural: 'sidecars' },
    { kind: 'VirtualService', plural: 'virtualservices', shortNames: ['vs'] },
    { kind: 'WorkloadEntry', plural: 'workloadentries', shortNames: ['we'] },
    { kind: 'WorkloadGroup', plural: 'workloadgroups', shortNames: ['wg'] },
  ].map(names => ({
    ...names,
    group: 'networking.istio.io',
    versions: ['v1', 'v1beta1', 'v1alpha3'],
  })),
  ...[
    {
      kind: 'AuthorizationPolicy',
      plural: 'authorizationpolicies',
      shortNames: ['ap'],
    },
    {
      kind: 'PeerAuthentication',
      plural: 'peerauthentications',
      shortNames: ['pa'],
    },
    {
      kind: 'RequestAuthentication',
      plural: 'requestauthentications',
      shortNames: ['ra'],
    },
  ].map(names => ({
    ...names,
    group: 'security.istio.io',
    versions: ['v1', 'v1beta1'],
  })),
  {
    group: 'telemetry.istio.io',
    kind: 'Telemetry',
    plural: 'telemetries',
    versions: ['v1', 'v1alpha1'],
  },
];

/** The kinds of the Gateway API that GKE brings. */
export const GATEWAY_API: Definition[] = [
  {
    kind: 'GatewayClass',
    plural: 'gatewayclasses',
    shortNames: ['gc'],
    versions: ['v1', 'v1beta1'],
    cluster: true,
  },
  {
    kind: 'Gateway',
    plural: 'gateways',
    shortNames: ['gtw'],
    versions: ['v1', 'v1beta1'],
  },
  { kind: 'HTTPRoute', plural: 'httproutes', versions: ['v1', 'v1beta1'] },
  {
    kind: 'ReferenceGrant',
    plural: 'referencegrants',
    shortNames: ['refgrant'],
    versions: ['v1beta1', 'v1'],
  },
].map(definition => ({ ...definition, group: 'gateway.networking.k8s.io' }));
