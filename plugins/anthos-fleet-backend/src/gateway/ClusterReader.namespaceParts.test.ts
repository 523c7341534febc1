import {
  judgeCallees,
  judgeCallers,
  judgeMtls,
} from 'backstage-plugin-anthos-fleet-common';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  CONFIG_SYNC,
  failing,
  listOf,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  status,
  type ClusterScript,
} from './__testUtils__/cluster';
import {
  listIn as list,
  meshIn as mesh,
  metaOf as meta,
  NETWORKING,
  SECURITY,
} from './__testUtils__/meshPolicies';
import type { ClusterReader } from './types';

const QUOTAS = '/api/v1/resourcequotas';

/** A cluster without Policy Controller and without Google's mesh. */
const bare: ClusterScript = {
  [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, []),
  [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, []),
  '/api/v1/namespaces': listOf('Namespace', 'v1', []),
};

describe('quotas and policies of namespaces', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    reader = readerOf(server.url, { maxResponseBytes: 8 * 1024 * 1024 });
  });
  afterEach(() => reader.close());

  const read = async (script: ClusterScript, slowParts = true) => {
    server.answer(clusterOf({ ...bare, ...script }));
    const { reading } = await reader.read(requestOf({ slowParts }));
    return reading;
  };
  const paths = () =>
    server.requests
      .map(({ url }) => url.replace(BASE, '').split('?')[0])
      .filter(path => path.includes('istio.io') || path === QUOTAS);

  it.each(['v1', 'v1beta1'])(
    'are read in version %s of the mesh',
    async version => {
      const reading = await read(mesh(version));
      expect(reading.peerAuthentications?.data).toEqual([
        {
          namespace: 'maps',
          name: 'api',
          selector: { app: 'api', version: 'v1' },
          ports: [{ port: 8080, mode: 'PERMISSIVE' }],
        },
        {
          namespace: 'maps',
          name: 'default',
          createdAt: '2026-01-01T00:00:00.000Z',
          selector: {},
          mode: 'STRICT',
          ports: [],
        },
        {
          namespace: 'maps',
          name: 'odd',
          selector: {},
          mode: 'INVALID',
          ports: [],
        },
      ]);
      expect(reading.authorizationPolicies?.data).toEqual([
        {
          namespace: 'maps',
          name: 'callers',
          action: 'allow',
          selector: { app: 'api' },
          rules: [
            {
              sources: [
                { principals: ['acme/ns/portal/sa/web'], narrowed: true },
                { addresses: ['10.0.0.0/8'] },
              ],
              conditional: true,
            },
            { sources: [{ notNamespaces: ['land'] }] },
          ],
        },
        {
          namespace: 'maps',
          name: 'deny-all',
          action: 'allow',
          selector: {},
          rules: [],
        },
        {
          namespace: 'maps',
          name: 'gateway',
          action: 'deny',
          selector: {},
          targets: ['Gateway/in'],
          rules: [],
        },
        {
          namespace: 'maps',
          name: 'odd',
          action: 'unknown',
          selector: {},
          rules: [],
          truncated: true,
        },
      ]);
      expect(reading.egress?.data).toEqual([
        {
          kind: 'Sidecar',
          namespace: 'maps',
          name: 'default',
          selector: {},
          hosts: ['./*', 'land/*'],
          outbound: 'REGISTRY_ONLY',
        },
        {
          kind: 'ServiceEntry',
          namespace: 'maps',
          name: 'api',
          selector: {},
          hosts: ['api.example.com'],
        },
      ]);
    },
  );

  it('take one request a kind, and three where there is no mesh', async () => {
    await read(mesh('v1'));
    expect(paths()).toEqual([
      QUOTAS,
      `${SECURITY}/v1/peerauthentications`,
      `${SECURITY}/v1/authorizationpolicies`,
      `${NETWORKING}/v1/sidecars`,
      `${NETWORKING}/v1/serviceentries`,
    ]);
    server.requests.length = 0;
    const reading = await read({});
    expect(paths()).toEqual([
      QUOTAS,
      `${SECURITY}/v1/peerauthentications`,
      `${SECURITY}/v1beta1/peerauthentications`,
    ]);
    expect(reading.outcome).toBe('ok');
    expect(reading.authorizationPolicies).toEqual({
      outcome: 'ok',
      installed: false,
    });
  });

  it('are not asked for with every sweep', async () => {
    server.requests.length = 0;
    const reading = await read(mesh('v1'), false);
    expect(paths()).toEqual([]);
    expect(reading).not.toHaveProperty('quotas');
  });

  it('are refused each on its own, with the rule that is missing', async () => {
    const reading = await read({
      ...mesh('v1'),
      [QUOTAS]: failing(
        403,
        status(
          403,
          'Forbidden',
          'resourcequotas is forbidden: User "a@acme.com" cannot list resource "resourcequotas" in API group "" at the cluster scope',
        ),
      ),
    });
    expect(reading).toMatchObject({
      outcome: 'ok',
      quotas: {
        outcome: 'forbidden',
        refusedBy: 'rbac',
        message: expect.stringContaining('list resourcequotas'),
        remedy: expect.stringMatching(
          /"resourcequotas"[^]*"peerauthentications","authorizationpolicies"/,
        ),
      },
      peerAuthentications: { outcome: 'ok', installed: true },
    });
  });

  it('keep the numbers of a quota as they are written', async () => {
    const reading = await read({
      [QUOTAS]: list('ResourceQuota', 'v1', {
        ...meta('maps', 'compute'),
        spec: {
          hard: { 'limits.memory': '8Gi', pods: 30, services: {}, cpu: '2' },
          scopes: ['NotTerminating'],
          scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass' }] },
        },
        status: {
          hard: { 'limits.memory': '4Gi', pods: '20' },
          used: { 'limits.memory': '3500Mi', pods: '7' },
        },
      }),
    });
    expect(reading.quotas?.data).toEqual([
      {
        namespace: 'maps',
        name: 'compute',
        scopes: ['NotTerminating', 'PriorityClass'],
        resources: [
          { resource: 'cpu', hard: '2' },
          { resource: 'limits.memory', hard: '8Gi', used: '3500Mi' },
          { resource: 'pods', hard: '30', used: '7' },
        ],
      },
    ]);
  });

  it('of a cluster that has very many are cut, and say so', async () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({
      ...meta(`ns-${index}`, 'quota'),
      spec: { hard: { pods: '1' } },
    }));
    const page = (request: { url: string }) => {
      const { searchParams } = new URL(request.url, 'http://gateway');
      const start = Number(searchParams.get('continue') ?? 0);
      const end = start + Number(searchParams.get('limit'));
      const next = end < items.length ? String(end) : undefined;
      return listOf('ResourceQuota', 'v1', items.slice(start, end), next);
    };
    server.requests.length = 0;
    const { quotas } = await read({ [QUOTAS]: page });
    expect(quotas).toMatchObject({ outcome: 'ok', truncated: true });
    expect(quotas?.data).toHaveLength(5_000);
    expect(paths().filter(path => path === QUOTAS).length).toBeLessThan(12);
  });

  it('of a namespace that has very many leave its callers unknown, and others alone', async () => {
    const policy = (
      namespace: string,
      name: string,
      rules: object[] = [],
      selector: object = {},
    ) => ({
      ...meta(namespace, name),
      spec: { rules, selector },
    });
    const group = 'security.istio.io/v1';
    const { authorizationPolicies } = await read({
      ...mesh('v1'),
      [`${SECURITY}/v1/authorizationpolicies`]: list(
        'AuthorizationPolicy',
        group,
        ...Array.from({ length: 300 }, (_, index) =>
          policy('many', `p-${String(index).padStart(3, '0')}`, [], {
            matchLabels: { app: index < 200 ? 'a' : 'b' },
          }),
        ),
        policy('few', 'p'),
        policy(
          'long',
          'p',
          Array.from({ length: 40 }, () => ({
            from: [
              {
                source: {
                  principals: Array.from({ length: 50 }, () => 'x'.repeat(200)),
                },
              },
            ],
          })),
        ),
      ),
    });
    const data = authorizationPolicies?.data ?? [];
    const cut = (name: string) =>
      data.filter(({ namespace, truncated }) => namespace === name && truncated)
        .length;
    expect(data).toHaveLength(103);
    expect([cut('many'), cut('few'), cut('long')]).toEqual([1, 0, 1]);
    expect(authorizationPolicies?.truncated).toBeUndefined();
    expect(JSON.stringify(data).length).toBeLessThan(50_000);
    // It stands for all that were left out, whatever workloads they are about.
    expect(judgeCallers('many', data, 'strict').map(({ who }) => who)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('of a namespace that has very many leave others alone in all parts', async () => {
    const many = (kind: string, group: string, resource: string) => ({
      [`/${group.includes('/') ? 'apis' : 'api'}/${group}/${resource}`]: list(
        kind,
        group,
        ...Array.from({ length: 150 }, (_, index) => meta('many', `x${index}`)),
        meta('few', 'x'),
      ),
    });
    const reading = await read({
      ...mesh('v1'),
      ...many('ResourceQuota', 'v1', 'resourcequotas'),
      ...many(
        'PeerAuthentication',
        'security.istio.io/v1',
        'peerauthentications',
      ),
      ...many('Sidecar', 'networking.istio.io/v1', 'sidecars'),
    });
    const { quotas, peerAuthentications, egress } = reading;
    expect(
      [quotas, peerAuthentications, egress].map(part => part?.truncated),
    ).toEqual([undefined, undefined, undefined]);
    const mode = (name: string) =>
      judgeMtls(name, peerAuthentications?.data ?? []).mode;
    expect([mode('many'), mode('few')]).toEqual(['unknown', 'permissive']);
    const callees = (name: string) => judgeCallees(name, egress?.data ?? []);
    expect(callees('many')).toBeUndefined();
    expect(callees('few')?.scope).toBe('all');
  });
});
