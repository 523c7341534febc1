import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  CONFIG_SYNC,
  failedStatus,
  listOf,
  NOW,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  sync,
  syncError,
  TOKEN,
} from './__testUtils__/cluster';
import type { ClusterReader } from './types';

const NAMESPACES = '/api/v1/namespaces';
const CONSTRAINTS = '/apis/constraints.gatekeeper.sh/v1beta1';
const REVISIONS = '/apis/mesh.cloud.google.com/v1beta1/controlplanerevisions';
const inventoryPath = (namespace: string, name: string) =>
  `/apis/kpt.dev/v1alpha1/namespaces/${namespace}/resourcegroups/${name}`;

/** A cluster with everything on it. */
const whole = {
  [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, [
    sync('RootSync', 'config-management-system', 'root-sync'),
  ]),
  [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, [
    sync('RepoSync', 'maps', 'repo-sync', {
      status: failedStatus([syncError('api')]),
    }),
  ]),
  [NAMESPACES]: {
    kind: 'PartialObjectMetadataList',
    apiVersion: 'meta.k8s.io/v1',
    metadata: {},
    items: [
      {
        metadata: {
          name: 'maps',
          labels: { team: 'cartography', 'istio.io/rev': 'asm-managed' },
        },
      },
      { metadata: { name: 'default' } },
    ],
  },
  [inventoryPath('maps', 'repo-sync')]: {
    apiVersion: 'kpt.dev/v1alpha1',
    kind: 'ResourceGroup',
    metadata: { name: 'repo-sync', namespace: 'maps', generation: 2 },
    spec: {
      resources: [
        { group: 'apps', kind: 'Deployment', namespace: 'maps', name: 'api' },
        { group: '', kind: 'Service', namespace: 'maps', name: 'api' },
      ],
    },
    status: {
      observedGeneration: 2,
      resourceStatuses: [
        {
          group: '',
          kind: 'Service',
          namespace: 'maps',
          name: 'api',
          status: 'Current',
          actuation: 'Succeeded',
          reconcile: 'Succeeded',
          strategy: 'Apply',
          sourceHash: '0a1b2c3',
        },
      ],
    },
  },
  [CONSTRAINTS]: {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: 'constraints.gatekeeper.sh/v1beta1',
    resources: [
      { name: 'k8srequiredlabels', kind: 'K8sRequiredLabels', verbs: [] },
      { name: 'k8srequiredlabels/status', kind: 'K8sRequiredLabels' },
    ],
  },
  [`${CONSTRAINTS}/k8srequiredlabels`]: listOf(
    'K8sRequiredLabels',
    'constraints.gatekeeper.sh/v1beta1',
    [
      {
        metadata: { name: 'all-must-have-owner' },
        spec: { enforcementAction: 'dryrun' },
        status: {
          auditTimestamp: '2026-09-01T06:00:31Z',
          totalViolations: 27,
          violations: [
            { kind: 'Pod', namespace: 'maps', name: 'api-1', message: 'no' },
          ],
        },
      },
    ],
  ),
  [REVISIONS]: listOf('ControlPlaneRevision', 'mesh.cloud.google.com/v1beta1', [
    {
      metadata: { name: 'asm-managed', namespace: 'istio-system' },
      spec: { type: 'managed_service', channel: 'regular' },
      status: { conditions: [{ type: 'Reconciled', status: 'True' }] },
    },
  ]),
  '/api/v1/resourcequotas': listOf('ResourceQuota', 'v1', [
    {
      metadata: { name: 'objects', namespace: 'maps' },
      spec: { hard: { pods: '30' } },
      status: { hard: { pods: '30' }, used: { pods: '3' } },
    },
  ]),
};

describe('createClusterReader', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    reader = readerOf(server.url);
  });
  afterEach(() => reader.close());

  const paths = () => server.requests.map(({ url }) => url.replace(BASE, ''));

  it('reads a cluster with everything on it', async () => {
    server.answer(clusterOf(whole));
    const notThere = { outcome: 'ok', installed: false };
    const { reading } = await reader.read(requestOf({ slowParts: true }));
    expect(reading).toEqual({
      ref: 'acme-fleet/europe-north1/dc1',
      attemptedAt: NOW.toISOString(),
      outcome: 'ok',
      // Two of them ask for policies of a mesh, in the newer and in the older version.
      requests: 11,
      packageSyncs: {
        outcome: 'ok',
        installed: true,
        data: [
          expect.objectContaining({
            kind: 'RootSync',
            namespace: 'config-management-system',
            name: 'root-sync',
            state: 'synced',
            repository: 'https://github.com/acme/config',
          }),
          expect.objectContaining({
            kind: 'RepoSync',
            namespace: 'maps',
            name: 'repo-sync',
            state: 'error',
            errorCount: 1,
            errors: [
              expect.objectContaining({ code: 'KNV2009', step: 'sync' }),
            ],
          }),
        ],
      },
      namespaces: {
        outcome: 'ok',
        installed: true,
        data: [
          {
            name: 'maps',
            labels: { 'istio.io/rev': 'asm-managed', team: 'cartography' },
            meshInjection: 'enabled',
            meshRevision: 'asm-managed',
          },
          { name: 'default', labels: {}, meshInjection: 'none' },
        ],
      },
      inventories: {
        outcome: 'ok',
        installed: true,
        data: new Map([
          [
            'RepoSync/maps/repo-sync',
            {
              statusOff: false,
              counts: expect.objectContaining({
                total: 2,
                current: 1,
                unknown: 1,
              }),
              objects: [
                expect.objectContaining({ kind: 'Deployment' }),
                expect.objectContaining({ kind: 'Service', commit: '0a1b2c3' }),
              ],
            },
          ],
        ]),
      },
      policyConstraints: {
        outcome: 'ok',
        installed: true,
        data: [
          {
            kind: 'K8sRequiredLabels',
            name: 'all-must-have-owner',
            enforcement: 'dryrun',
            totalViolations: 27,
            auditedAt: '2026-09-01T06:00:31.000Z',
            violations: [
              { kind: 'Pod', namespace: 'maps', name: 'api-1', message: 'no' },
            ],
          },
        ],
      },
      meshRevisions: {
        outcome: 'ok',
        installed: true,
        data: [
          {
            name: 'asm-managed',
            ready: 'true',
            type: 'managed_service',
            channel: 'regular',
          },
        ],
      },
      quotas: {
        outcome: 'ok',
        installed: true,
        data: [
          {
            namespace: 'maps',
            name: 'objects',
            scopes: [],
            resources: [{ resource: 'pods', hard: '30', used: '3' }],
          },
        ],
      },
      peerAuthentications: notThere,
      authorizationPolicies: notThere,
      egress: notThere,
    });
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(
      new Set(['GET']),
    );
    expect(
      server.requests.every(
        ({ headers }) => headers.authorization === `Bearer ${TOKEN}`,
      ),
    ).toBe(true);
    expect(paths().some(path => path.includes('watch'))).toBe(false);
  });

  // Only versions from before 1.10 never have the condition; a later one has yet to write it.
  it.each([
    ['1.9.2', 'error', 'ERROR', 1],
    [undefined, 'error', 'ERROR', 1],
    ['1.22.0', 'pending', 'PENDING', 0],
  ])(
    'judges a status without the condition Syncing of Config Sync %s as %s',
    async (configSyncVersion, state, reported, errorCount) => {
      const { conditions, ...status } = failedStatus([syncError('api')]);
      server.answer(
        clusterOf({
          [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, [
            sync('RootSync', 'config-management-system', 'root-sync', {
              status: {
                ...status,
                conditions: conditions.filter(({ type }) => type !== 'Syncing'),
              },
            }),
          ]),
          [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, []),
        }),
      );
      const { reading } = await reader.read(requestOf({ configSyncVersion }));
      expect(reading.packageSyncs?.data).toEqual([
        expect.objectContaining({ state, reported, errorCount }),
      ]);
    },
  );
});
