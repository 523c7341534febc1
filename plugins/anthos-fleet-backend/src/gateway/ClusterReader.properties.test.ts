import fc from 'fast-check';
import { mutated } from '../google/__testUtils__/mutations';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  clusterOf,
  CONFIG_SYNC,
  failedStatus,
  listOf,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  sync,
  syncError,
} from './__testUtils__/cluster';
import { expectContract } from './__testUtils__/contract';
import type { ClusterReader } from './types';

const INVENTORY =
  '/apis/kpt.dev/v1alpha1/namespaces/maps/resourcegroups/repo-sync';
const ROOT_INVENTORY =
  '/apis/kpt.dev/v1alpha1/namespaces/config-management-system/resourcegroups/root-sync';
const CONSTRAINTS = '/apis/constraints.gatekeeper.sh/v1beta1';
const SECURITY = 'security.istio.io/v1';
const NETWORKING = 'networking.istio.io/v1';

/** Good answers, of which not one sync is synced. */
const samples: Record<string, object> = {
  [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, [
    sync('RootSync', 'config-management-system', 'root-sync', {
      status: failedStatus([syncError('api')], 3),
    }),
  ]),
  [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, [
    sync('RepoSync', 'maps', 'repo-sync', {
      status: {
        observedGeneration: 3,
        conditions: [
          { type: 'Stalled', status: 'True', message: 'No secret' },
          { type: 'Syncing', status: 'True', commit: 'abc' },
        ],
      },
    }),
  ]),
  '/api/v1/namespaces': listOf('PartialObjectMetadata', 'meta.k8s.io/v1', [
    { metadata: { name: 'maps', labels: { team: 'a', 'istio.io/rev': 'x' } } },
  ]),
  [INVENTORY]: {
    kind: 'ResourceGroup',
    apiVersion: 'kpt.dev/v1alpha1',
    metadata: { generation: 1, annotations: {} },
    spec: { resources: [{ group: '', kind: 'Service', name: 'a' }] },
    status: {
      observedGeneration: 1,
      resourceStatuses: [
        {
          group: '',
          kind: 'Service',
          name: 'a',
          status: 'Failed',
          actuation: 'Failed',
          conditions: [{ type: 'Ready', status: 'False', message: 'no' }],
        },
      ],
    },
  },
  [ROOT_INVENTORY]: { kind: 'ResourceGroup', spec: {}, status: {} },
  [CONSTRAINTS]: {
    kind: 'APIResourceList',
    groupVersion: 'constraints.gatekeeper.sh/v1beta1',
    resources: [{ name: 'k8sthings', kind: 'K8sThing' }],
  },
  [`${CONSTRAINTS}/k8sthings`]: listOf(
    'K8sThing',
    'constraints.gatekeeper.sh/v1beta1',
    [
      {
        metadata: { name: 'c', annotations: {} },
        status: {
          totalViolations: 1,
          violations: [{ kind: 'Pod', name: 'p', message: 'm' }],
        },
      },
    ],
  ),
  '/apis/mesh.cloud.google.com/v1beta1/controlplanerevisions': listOf(
    'ControlPlaneRevision',
    'mesh.cloud.google.com/v1beta1',
    [
      {
        metadata: { name: 'asm-managed', generation: 1 },
        spec: { type: 'managed_service' },
        status: { conditions: [{ type: 'Reconciled', status: 'False' }] },
      },
    ],
  ),
  '/api/v1/resourcequotas': listOf('ResourceQuota', 'v1', [
    {
      metadata: { name: 'objects', namespace: 'maps' },
      spec: { hard: { pods: '30', 'limits.memory': '8Gi' }, scopes: ['A'] },
      status: { used: { pods: '3' } },
    },
  ]),
  [`/apis/${SECURITY}/peerauthentications`]: listOf(
    'PeerAuthentication',
    SECURITY,
    [
      {
        metadata: { name: 'default', namespace: 'maps' },
        spec: {
          selector: { matchLabels: { app: 'api' } },
          mtls: { mode: 'PERMISSIVE' },
          portLevelMtls: { 8080: { mode: 'DISABLE' } },
        },
      },
    ],
  ),
  [`/apis/${SECURITY}/authorizationpolicies`]: listOf(
    'AuthorizationPolicy',
    SECURITY,
    [
      {
        metadata: { name: 'callers', namespace: 'maps', annotations: {} },
        spec: {
          selector: { matchLabels: { app: 'api' } },
          action: 'ALLOW',
          rules: [
            {
              from: [{ source: { principals: ['acme/ns/portal/sa/web'] } }],
              to: [{ operation: { methods: ['GET'] } }],
            },
          ],
        },
      },
    ],
  ),
  [`/apis/${NETWORKING}/sidecars`]: listOf('Sidecar', NETWORKING, [
    {
      metadata: { name: 'default', namespace: 'maps' },
      spec: {
        egress: [{ hosts: ['./*'] }],
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      },
    },
  ]),
  [`/apis/${NETWORKING}/serviceentries`]: listOf('ServiceEntry', NETWORKING, [
    {
      metadata: { name: 'api', namespace: 'maps' },
      spec: { hosts: ['api.example.com'], location: 'MESH_EXTERNAL' },
    },
  ]),
};

const words = [
  ...['True', 'False', 'Unknown', 'SYNCED', 'Current', 'git', 'disabled'],
  ...['status.sync.errors', 'RootSyncList', 'a', '', ' ', '__proto__'],
  ...['2026-09-01T06:00:00Z', '\u0000', '\ud800', '../..', 'KNV1021'],
];
const answers = fc.record(
  Object.fromEntries(
    Object.entries(samples).map(([path, sample]) => [
      path,
      fc.oneof(
        { weight: 8, arbitrary: mutated(sample, words) },
        { weight: 1, arbitrary: fc.jsonValue() },
        { weight: 1, arbitrary: fc.constant<unknown>(sample) },
      ),
    ]),
  ),
);

/** Whether nomos would print SYNCED, by nothing but the raw answer. */
function saysSynced(list: unknown, name: string): boolean {
  const { items } = list as { items: ReturnType<typeof sync>[] };
  return items
    .filter(item => item?.metadata?.name === name)
    .map(({ status }) => status as Record<string, any>)
    .some(({ conditions = [], source, sync: applied }) => {
      const find = (type: string) =>
        conditions?.find((condition: any) => condition.type === type);
      const syncing = find('Syncing');
      return (
        find('Stalled')?.status !== 'True' &&
        find('Reconciling')?.status !== 'True' &&
        (syncing
          ? syncing.status === 'False' && !syncing.errorSummary?.totalCount
          : Boolean(applied?.commit) && applied.commit === source?.commit)
      );
    });
}

describe('readings of malformed answers', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
    reader = readerOf(server.url);
  });
  afterAll(async () => {
    await reader.close();
    await server.stop();
  });

  async function read(script: Record<string, unknown>) {
    server.answer((request, response) => {
      // The next page, if garbage asks for one, is the last.
      const next = request.url.includes('continue=');
      const body = clusterOf(script)(request, response);
      if (body === undefined && response.headersSent) {
        return undefined;
      }
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(next ? {} : body ?? null));
      return undefined;
    });
    const { reading } = await reader.read(requestOf({ slowParts: true }));
    return reading;
  }

  it('are as they should be for the answers that are good', async () => {
    const reading = await read(samples);
    expectContract(reading);
    expect(reading.packageSyncs?.data?.map(({ state }) => state)).toEqual([
      'error',
      'stalled',
    ]);
    expect(reading.inventories?.data?.size).toBe(2);
    expect(reading.policyConstraints?.data).toHaveLength(1);
    expect(reading.meshRevisions?.data).toHaveLength(1);
    expect(reading.quotas?.data).toHaveLength(1);
    expect(reading.peerAuthentications?.data).toHaveLength(1);
    expect(reading.authorizationPolicies?.data).toHaveLength(1);
    expect(reading.egress?.data).toHaveLength(2);
  });

  it('never reject, keep the contract, and turn no garbage green', async () => {
    await fc.assert(
      fc.asyncProperty(answers, async script => {
        const reading = await read(script);
        expectContract(reading);
        expect(['ok', 'invalid', 'not-found']).toContain(reading.outcome);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
        for (const { kind, name, state } of reading.packageSyncs?.data ?? []) {
          const list = script[kind === 'RootSync' ? ROOT_SYNCS : REPO_SYNCS];
          expect(state !== 'synced' || saysSynced(list, name)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  }, 60_000);
});
