import type { KubeObjectInput } from '../../cluster/objects';

interface Definition {
  kind: string;
  plural: string;
  group: string;
  versions: string[];
  cluster?: boolean;
  categories?: string[];
  shortNames?: string[];
}

/** Any content: what is checked of these kinds is checked by those who read them. */
const ANYTHING = {
  openAPIV3Schema: {
    type: 'object',
    'x-kubernetes-preserve-unknown-fields': true,
  },
};

function definition(options: Definition): KubeObjectInput {
  const { kind, plural, group, versions, cluster, categories, shortNames } =
    options;
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
        ...(categories ? { categories } : {}),
        ...(shortNames ? { shortNames } : {}),
      },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: ANYTHING,
        subresources: { status: {} },
      })),
    },
  };
}

const CONFIG_SYNC_VERSIONS = ['v1beta1', 'v1alpha1'];

/** Kinds that Config Sync brings. */
export const CONFIG_SYNC_DEFINITIONS = [
  definition({
    kind: 'RootSync',
    plural: 'rootsyncs',
    group: 'configsync.gke.io',
    versions: CONFIG_SYNC_VERSIONS,
  }),
  definition({
    kind: 'RepoSync',
    plural: 'reposyncs',
    group: 'configsync.gke.io',
    versions: CONFIG_SYNC_VERSIONS,
  }),
  definition({
    kind: 'ResourceGroup',
    plural: 'resourcegroups',
    group: 'kpt.dev',
    versions: ['v1alpha1'],
  }),
];

/** Kinds that Policy Controller brings; constraints come with their templates. */
export const POLICY_DEFINITIONS = [
  definition({
    kind: 'ConstraintTemplate',
    plural: 'constrainttemplates',
    group: 'templates.gatekeeper.sh',
    versions: ['v1', 'v1beta1'],
    cluster: true,
  }),
];

const istio = (kind: string, plural: string, group: string) =>
  definition({
    kind,
    plural,
    group: `${group}.istio.io`,
    versions: ['v1', 'v1beta1'],
    categories: ['istio-io'],
  });

/** Kinds that a mesh brings. */
export const MESH_DEFINITIONS = [
  istio('VirtualService', 'virtualservices', 'networking'),
  istio('DestinationRule', 'destinationrules', 'networking'),
  istio('Gateway', 'gateways', 'networking'),
  istio('ServiceEntry', 'serviceentries', 'networking'),
  istio('Sidecar', 'sidecars', 'networking'),
  istio('PeerAuthentication', 'peerauthentications', 'security'),
  istio('AuthorizationPolicy', 'authorizationpolicies', 'security'),
  istio('RequestAuthentication', 'requestauthentications', 'security'),
];

/** The kind of a control plane that Google runs. */
export const CONTROL_PLANE_DEFINITION = definition({
  kind: 'ControlPlaneRevision',
  plural: 'controlplanerevisions',
  group: 'mesh.cloud.google.com',
  versions: ['v1beta1', 'v1alpha1'],
  shortNames: ['cpr'],
});
