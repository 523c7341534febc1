import { setTimeout as sleep } from 'node:timers/promises';
import {
  googleError,
  ScriptedServer,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  CONFIG_SYNC,
  failedStatus,
  failing,
  listOf,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  status,
  sync,
  syncError,
} from './__testUtils__/cluster';
import type { ClusterReader, ClusterReaderOptions } from './types';

const NAMESPACES = '/api/v1/namespaces';
const CONSTRAINTS = '/apis/constraints.gatekeeper.sh/v1beta1';
const roots = listOf('RootSync', CONFIG_SYNC, [
  sync('RootSync', 'config-management-system', 'root-sync'),
]);
const repos = listOf('RepoSync', CONFIG_SYNC, [
  sync('RepoSync', 'maps', 'repo-sync', {
    status: failedStatus([syncError('api')]),
  }),
]);
const namespaces = listOf('Namespace', 'v1', [{ metadata: { name: 'maps' } }]);
const cluster = {
  [ROOT_SYNCS]: roots,
  [REPO_SYNCS]: repos,
  [NAMESPACES]: namespaces,
};
const denied = (resource: string, group: string) =>
  failing(
    403,
    status(
      403,
      'Forbidden',
      `${resource}.${group} is forbidden: User "a@acme.com" cannot list resource "${resource}" in API group "${group}" at the cluster scope`,
    ),
  );
const quota = failing(
  429,
  googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded'),
  { 'retry-after': '20' },
);
/** Never answers. */
const hang: Handler = () => undefined;

describe('outcomes', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());
  afterEach(() => reader.close());

  async function read(
    script: Record<string, unknown> | Handler,
    request: Parameters<typeof requestOf>[0] = {},
    options: Partial<ClusterReaderOptions> = {},
  ) {
    server.answer(typeof script === 'function' ? script : clusterOf(script));
    reader = readerOf(server.url, options);
    const result = await reader.read(requestOf(request));
    return { ...result, ...result.reading };
  }
  const paths = () =>
    server.requests.map(({ url }) => url.replace(BASE, '').split('?')[0]);

  it('a cluster without Config Sync is read for the rest', async () => {
    const reading = await read({ [NAMESPACES]: namespaces });
    expect(reading).toMatchObject({
      outcome: 'ok',
      packageSyncs: { outcome: 'ok', installed: false },
      namespaces: { outcome: 'ok', data: [{ name: 'maps' }] },
    });
    expect(reading.packageSyncs).not.toHaveProperty('data');
  });

  it('a cluster without syncs is not one without Config Sync', async () => {
    const { packageSyncs } = await read({
      [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, []),
      [REPO_SYNCS]: { ...listOf('RepoSync', CONFIG_SYNC, []), items: null },
    });
    expect(packageSyncs).toEqual({ outcome: 'ok', installed: true, data: [] });
  });

  it('where RepoSyncs are refused, RootSyncs are shown, and why', async () => {
    const reading = await read({
      ...cluster,
      [REPO_SYNCS]: denied('reposyncs', 'configsync.gke.io'),
    });
    const refusal = {
      outcome: 'ok',
      message: expect.stringMatching(/^RepoSyncs could not be read\. .*RBAC/),
      remedy: expect.stringContaining('kind: User, name: "a@acme.com"'),
      refusedBy: 'rbac',
    };
    expect(reading).toMatchObject({
      ...refusal,
      packageSyncs: {
        ...refusal,
        truncated: true,
        data: [{ kind: 'RootSync', state: 'synced' }],
      },
    });
  });

  it('where both are refused, the reading is', async () => {
    const reading = await read({
      ...cluster,
      [ROOT_SYNCS]: denied('rootsyncs', 'configsync.gke.io'),
      [REPO_SYNCS]: denied('reposyncs', 'configsync.gke.io'),
    });
    expect(reading).toMatchObject({
      outcome: 'forbidden',
      refusedBy: 'rbac',
      packageSyncs: { outcome: 'forbidden' },
    });
    expect(reading.packageSyncs).not.toHaveProperty('data');
    expect(reading).not.toHaveProperty('namespaces');
  });

  it('where the second kind fails for another reason, the reading failed', async () => {
    const reading = await read({
      ...cluster,
      [REPO_SYNCS]: failing(500, status(500, 'InternalError', 'etcd')),
    });
    expect(reading).toMatchObject({
      outcome: 'unreachable',
      refusedBy: 'api-server',
      packageSyncs: { outcome: 'unreachable' },
    });
  });

  it('a part that is refused does not take the others with it', async () => {
    const reading = await read(
      {
        ...cluster,
        [NAMESPACES]: failing(
          403,
          status(
            403,
            'Forbidden',
            'namespaces is forbidden: User "a@acme.com" cannot list resource "namespaces" in API group "" at the cluster scope',
          ),
        ),
        [CONSTRAINTS]: {
          kind: 'APIResourceList',
          groupVersion: 'constraints.gatekeeper.sh/v1beta1',
          resources: [],
        },
      },
      { slowParts: true },
    );
    expect(reading).toMatchObject({
      outcome: 'ok',
      namespaces: {
        outcome: 'forbidden',
        refusedBy: 'rbac',
        remedy: expect.stringContaining(
          'resources: ["namespaces","resourcequotas"]',
        ),
      },
      inventories: { outcome: 'ok', installed: false },
      policyConstraints: { outcome: 'ok', installed: true, data: [] },
      meshRevisions: { outcome: 'ok', installed: false },
    });
    expect(reading.message).toBeUndefined();
  });

  it('once the way is barred, nothing more is asked', async () => {
    const reading = await read(
      { ...cluster, [NAMESPACES]: quota },
      { slowParts: true },
    );
    expect(reading).toMatchObject({
      outcome: 'ok',
      retryAfterMs: 20_000,
      namespaces: { outcome: 'rate-limited' },
    });
    expect(reading).not.toHaveProperty('inventories');
    expect(reading).not.toHaveProperty('meshRevisions');
    expect(paths().at(-1)).toBe(NAMESPACES);
  });

  it('a quota that is used up is not knocked at again', async () => {
    const reading = await read(quota);
    expect(reading).toMatchObject({
      outcome: 'rate-limited',
      refusedBy: 'gateway',
      retryAfterMs: 20_000,
      requests: 1,
    });
    expect(server.requests).toHaveLength(1);
  });

  it('a busy API server is asked again', async () => {
    let busy = 2;
    const tooMany = status(429, 'TooManyRequests', 'later');
    const reading = await read({
      ...cluster,
      [ROOT_SYNCS]: ((request, response) =>
        busy-- > 0
          ? failing(429, tooMany, { 'retry-after': '0' })(request, response)
          : roots) as Handler,
    });
    expect(reading.outcome).toBe('ok');
    expect(reading.requests).toBe(server.requests.length);
    expect(paths().filter(path => path === ROOT_SYNCS)).toHaveLength(3);
  });

  it('an API server that asks for more patience than there is has failed', async () => {
    const reading = await read({
      [ROOT_SYNCS]: failing(
        503,
        status(503, 'ServiceUnavailable', 'starting'),
        { 'retry-after': '3600' },
      ),
    });
    expect(reading).toMatchObject({
      outcome: 'unreachable',
      refusedBy: 'api-server',
    });
    expect(paths().filter(path => path === ROOT_SYNCS)).toHaveLength(1);
  });

  it('a connection that breaks is made again', async () => {
    let breaks = 1;
    const reading = await read({
      ...cluster,
      [ROOT_SYNCS]: ((_, response) => {
        if (breaks-- > 0) {
          response.destroy();
          return undefined;
        }
        return roots;
      }) as Handler,
    });
    expect(reading.outcome).toBe('ok');
  });

  it('a cluster that hangs ends with its call', async () => {
    const reading = await read(
      { ...cluster, [ROOT_SYNCS]: hang },
      {},
      { callDeadlineMs: 100 },
    );
    expect(reading).toMatchObject({
      outcome: 'timeout',
      message: 'The cluster did not answer within 0.1 s',
    });
    expect(reading.refusedBy).toBeUndefined();
  });

  it('a cluster that is slow ends with its own deadline, and keeps what was read', async () => {
    const slow =
      (answer: unknown): Handler =>
      async () => {
        await sleep(60);
        return answer;
      };
    const reading = await read(
      {
        [ROOT_SYNCS]: slow(roots),
        [REPO_SYNCS]: slow(repos),
        [NAMESPACES]: hang,
      },
      { slowParts: true },
      { clusterDeadlineMs: 600, callDeadlineMs: 500 },
    );
    expect(reading).toMatchObject({
      outcome: 'ok',
      namespaces: { outcome: 'timeout' },
    });
    expect(reading).not.toHaveProperty('policyConstraints');
  });

  it('waiting for the budget is not the fault of the cluster', async () => {
    const reading = await read(
      cluster,
      { takeRequest: () => sleep(100) },
      { clusterDeadlineMs: 250 },
    );
    expect(reading.outcome).toBe('ok');
    expect(reading.requests).toBeGreaterThan(3);
  });

  it('every request is taken from the budget, retries too', async () => {
    const takeRequest = jest.fn(async () => {});
    let busy = 1;
    const reading = await read(
      {
        ...cluster,
        [NAMESPACES]: ((request, response) =>
          busy-- > 0
            ? failing(503, status(503, 'ServiceUnavailable', 'x'))(
                request,
                response,
              )
            : namespaces) as Handler,
      },
      { takeRequest },
    );
    expect(reading.outcome).toBe('ok');
    expect(takeRequest).toHaveBeenCalledTimes(server.requests.length);
    expect(reading.requests).toBe(server.requests.length);
  });

  it('a reading that is stopped while it waits says so', async () => {
    const stop = new AbortController();
    const reading = await read(cluster, {
      signal: stop.signal,
      takeRequest: signal => {
        stop.abort();
        signal.throwIfAborted();
        return Promise.resolve();
      },
    });
    expect(reading).toMatchObject({
      outcome: 'timeout',
      message: 'The reading was stopped before it was done',
      requests: 0,
    });
  });

  it('a token that is refused is fetched anew, but not because of a cluster', async () => {
    const forget = jest.fn();
    const credentials = {
      headers: async () => new Headers({ authorization: 'Bearer x' }),
      forget,
    } as never;
    await read(
      { [ROOT_SYNCS]: failing(401, status(401, 'Unauthorized', 'no')) },
      {},
      { credentials },
    );
    expect(forget).not.toHaveBeenCalled();
    await reader.close();
    await read(
      failing(401, googleError(401, 'UNAUTHENTICATED', 'no')),
      {},
      { credentials },
    );
    expect(forget).toHaveBeenCalledTimes(1);
  });

  describe('a probe', () => {
    const probe = { probe: true, slowParts: true };

    it('is one small request', async () => {
      const reading = await read(cluster, probe);
      expect(reading.reading).toEqual({
        ref: 'acme-fleet/europe-north1/dc1',
        attemptedAt: expect.any(String),
        outcome: 'ok',
        requests: 1,
      });
      expect(server.requests[0].url).toBe(`${BASE}${ROOT_SYNCS}?limit=1`);
      expect(server.requests[0].headers.accept).toContain('as=Partial');
    });

    it('is content with a cluster without Config Sync', async () => {
      expect((await read({}, probe)).outcome).toBe('ok');
    });

    it.each<[name: string, answer: Handler, outcome: string, by: string]>([
      ['RBAC', denied('rootsyncs', 'configsync.gke.io'), 'forbidden', 'rbac'],
      ['a quota', quota, 'rate-limited', 'gateway'],
      [
        'an agent',
        failing(503, googleError(503, 'UNAVAILABLE', 'agent is away')),
        'unreachable',
        'agent',
      ],
      [
        'a busy server, without trying again',
        failing(503, status(503, 'ServiceUnavailable', 'x')),
        'unreachable',
        'api-server',
      ],
    ])('hears of %s', async (_, answer, outcome, refusedBy) => {
      expect(await read(answer, probe)).toMatchObject({
        outcome,
        refusedBy,
        message: expect.any(String),
        requests: 1,
      });
    });
  });

  it('a page in front of the gateway is not taken for a missing kind', async () => {
    const reading = await read((_, response) => {
      response.writeHead(404, { 'content-type': 'text/html' });
      response.end('<title>404 page not found</title>');
    });
    expect(reading).toMatchObject({
      outcome: 'not-found',
      refusedBy: 'gateway',
    });
  });
});
