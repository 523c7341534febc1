import {
  judgeCallees,
  judgeCallers,
  judgeMtls,
} from 'backstage-plugin-anthos-fleet-common';
import { ScriptedServer } from '../google/__testUtils__/ScriptedServer';
import {
  clusterOf,
  listOf,
  readerOf,
  requestOf,
  type ClusterScript,
} from './__testUtils__/cluster';
import {
  bareCluster as bare,
  listIn as list,
  meshIn as mesh,
  metaOf as meta,
  SECURITY,
} from './__testUtils__/meshPolicies';
import type { ClusterReader } from './types';

const QUOTAS = '/api/v1/resourcequotas';

describe('very many quotas and policies of namespaces', () => {
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
  it('of a cluster are cut, and say so', async () => {
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
    const { quotas } = await read({ [QUOTAS]: page });
    expect(quotas).toMatchObject({ outcome: 'ok', truncated: true });
    expect(quotas?.data).toHaveLength(5_000);
    expect(
      server.requests.filter(({ url }) => url.includes(QUOTAS)).length,
    ).toBeLessThan(12);
  });

  it('of a namespace leave its callers unknown, and others alone', async () => {
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

  it('of a namespace leave others alone in all parts', async () => {
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
