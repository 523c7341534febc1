import {
  CONFIG_SYNC,
  listOf,
  REPO_SYNCS,
  ROOT_SYNCS,
  type ClusterScript,
} from './cluster';

export const SECURITY = '/apis/security.istio.io';
export const NETWORKING = '/apis/networking.istio.io';

/** A cluster without Policy Controller and without Google's mesh. */
export const bareCluster: ClusterScript = {
  [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, []),
  [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, []),
  '/api/v1/namespaces': listOf('Namespace', 'v1', []),
};

/** A whole list. */
export const listIn = (kind: string, group: string, ...items: object[]) =>
  listOf(kind, group, items);
/** Metadata of an object in a namespace. */
export const metaOf = (namespace: string, name: string, more: object = {}) => ({
  metadata: { namespace, name, ...more },
});

/** The policies of a mesh in one version of its API. */
export const meshIn = (version: string): ClusterScript => ({
  [`${SECURITY}/${version}/peerauthentications`]: listIn(
    'PeerAuthentication',
    `security.istio.io/${version}`,
    {
      ...metaOf('maps', 'default', {
        creationTimestamp: '2026-01-01T00:00:00Z',
      }),
      spec: { mtls: { mode: 'STRICT' } },
    },
    {
      ...metaOf('maps', 'api'),
      spec: {
        selector: { matchLabels: { version: 'v1', app: 'api' } },
        portLevelMtls: {
          8080: { mode: 'PERMISSIVE' },
          all: { mode: 'STRICT' },
        },
      },
    },
    { ...metaOf('maps', 'odd'), spec: { mtls: { mode: { is: 'STRICT' } } } },
  ),
  [`${SECURITY}/${version}/authorizationpolicies`]: listIn(
    'AuthorizationPolicy',
    `security.istio.io/${version}`,
    { ...metaOf('maps', 'deny-all'), spec: {} },
    {
      ...metaOf('maps', 'callers'),
      spec: {
        selector: { matchLabels: { app: 'api' } },
        rules: [
          {
            from: [
              { source: { principals: ['acme/ns/portal/sa/web'], new: ['x'] } },
              { source: { ipBlocks: ['10.0.0.0/8'], notIpBlocks: [] } },
            ],
            to: [{ operation: { methods: ['GET'] } }],
          },
          { from: [{ source: { notNamespaces: ['land'] } }] },
        ],
      },
    },
    {
      ...metaOf('maps', 'gateway'),
      spec: { action: 'DENY', targetRefs: [{ kind: 'Gateway', name: 'in' }] },
    },
    { ...metaOf('maps', 'watched'), spec: { action: 'AUDIT', rules: [{}] } },
    {
      ...metaOf('maps', 'tried', {
        annotations: { 'istio.io/dry-run': 'true' },
      }),
      spec: { action: 'DENY', rules: [{}] },
    },
    { ...metaOf('maps', 'odd'), spec: { action: ['DENY'], rules: 'all' } },
  ),
  [`${NETWORKING}/${version}/sidecars`]: listIn(
    'Sidecar',
    `networking.istio.io/${version}`,
    {
      ...metaOf('maps', 'default'),
      spec: {
        egress: [{ hosts: ['./*'] }, { hosts: ['./*', 'land/*'] }],
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      },
    },
  ),
  [`${NETWORKING}/${version}/serviceentries`]: listIn(
    'ServiceEntry',
    `networking.istio.io/${version}`,
    { ...metaOf('maps', 'api'), spec: { hosts: ['api.example.com'] } },
    {
      ...metaOf('maps', 'vm'),
      spec: { hosts: ['vm.internal'], location: 'MESH_INTERNAL' },
    },
  ),
});
