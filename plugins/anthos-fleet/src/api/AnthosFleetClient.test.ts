import { mockApis } from '@backstage/frontend-test-utils';
import { AnthosFleetClient } from './AnthosFleetClient';

function clientOver(
  answer: (request: Request) => Response | Promise<Response>,
) {
  const requests: { url: string; init: RequestInit | undefined }[] = [];
  const client = new AnthosFleetClient({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://portal' }),
    fetchApi: {
      fetch: async (input, init) => {
        requests.push({ url: String(input), init });
        init?.signal?.throwIfAborted();
        return answer(new Request(String(input)));
      },
    },
  });
  return { client, requests };
}

const BASE = 'http://portal/api/anthos-fleet';

it('asks for what the contract names', async () => {
  const { client, requests } = clientOver(() => Response.json({}));
  await client.getOverview();
  await client.getClusters({
    hosting: ['on-prem', 'gcp'],
    label: ['env=prod'],
    orphaned: false,
    limit: 50,
  });
  await client.getCluster({ project: 'p', location: 'l', name: 'a/b' });
  await client.getEntities({ owner: ['group:default/a'], limit: 5 });
  await client.getEntityStatus({
    kind: 'component',
    namespace: 'default',
    name: 'x',
  });
  await client.refreshCluster({ project: 'p', location: 'l', name: 'n' });
  await client.getNamespace('tiles-main');
  await client.getPackageSyncs({ state: ['error'], cluster: ['p/l/n'] });
  await client.getPackageSync('a/b');
  await client.getSyncErrors({ open: false, code: ['KNV1021'] });
  await client.getSyncError('f1');
  await client.getTransitions({ fingerprint: 'f1', limit: 20 });
  await client.createMute({
    target: { fingerprint: 'f1' },
    reason: 'Known',
    expiresAt: '2026-12-01T00:00:00Z',
  });
  await client.deleteMute('m1');
  expect(requests.map(({ url, init }) => `${init?.method} ${url}`)).toEqual([
    `GET ${BASE}/overview`,
    `GET ${BASE}/clusters?hosting=on-prem&hosting=gcp&label=env%3Dprod&orphaned=false&limit=50`,
    `GET ${BASE}/clusters/p/l/a%2Fb`,
    `GET ${BASE}/entities?owner=group%3Adefault%2Fa&limit=5`,
    `GET ${BASE}/entities/component/default/x`,
    `POST ${BASE}/clusters/p/l/n/refresh`,
    `GET ${BASE}/namespaces/tiles-main`,
    `GET ${BASE}/package-syncs?cluster=p%2Fl%2Fn&state=error`,
    `GET ${BASE}/package-syncs/a%2Fb`,
    `GET ${BASE}/sync-errors?code=KNV1021&open=false`,
    `GET ${BASE}/sync-errors/f1`,
    `GET ${BASE}/transitions?fingerprint=f1&limit=20`,
    `POST ${BASE}/mutes`,
    `DELETE ${BASE}/mutes/m1`,
  ]);
  expect(JSON.parse(String(requests[12].init?.body))).toEqual({
    target: { fingerprint: 'f1' },
    reason: 'Known',
    expiresAt: '2026-12-01T00:00:00Z',
  });
});

it('rejects with what the back end said', async () => {
  const { client } = clientOver(
    () =>
      new Response(
        JSON.stringify({
          error: { name: 'InputError', message: 'Bad sort' },
          response: { statusCode: 400 },
        }),
        { status: 400, headers: { 'content-type': 'application/json' } },
      ),
  );
  await expect(client.getClusters({})).rejects.toMatchObject({
    name: 'ResponseError',
    response: { status: 400 },
    body: { error: { message: 'Bad sort' } },
  });
});

it('stops when nobody waits any more', async () => {
  const { client } = clientOver(() => Response.json({}));
  await expect(
    client.getOverview({ signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ name: 'AbortError' });
});
