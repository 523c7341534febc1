import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  failing,
  readerOf,
  requestOf,
  status,
  type ClusterScript,
} from './__testUtils__/cluster';
import {
  bareCluster as bare,
  listIn as list,
  meshIn as mesh,
  metaOf as meta,
  NETWORKING,
  SECURITY,
} from './__testUtils__/meshPolicies';
import type { ClusterReader } from './types';

const QUOTAS = '/api/v1/resourcequotas';

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
});
