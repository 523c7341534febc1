import { gzipSync } from 'node:zlib';
import {
  ScriptedServer,
  sendJson,
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
  syncedStatus,
  syncError,
} from './__testUtils__/cluster';
import type { ClusterReader, ClusterReaderOptions } from './types';

const METADATA = 'PartialObjectMetadata';

/** Serves a list as a cluster does: in pages, and as metadata alone to whoever asks for that. */
function paged(kind: string, apiVersion: string, items: object[]): Handler {
  return (request, response) => {
    const { searchParams } = new URL(request.url, 'http://gateway');
    const start = Number(searchParams.get('continue') ?? 0);
    const end = start + Number(searchParams.get('limit') ?? items.length);
    const next = end < items.length ? String(end) : undefined;
    const page = items.slice(start, end);
    const metadataOnly = request.headers.accept?.includes(METADATA);
    sendJson(
      response,
      200,
      metadataOnly
        ? listOf(
            METADATA,
            'meta.k8s.io/v1',
            page.map(item => ({
              kind: METADATA,
              metadata: (item as { metadata: object }).metadata,
            })),
            next,
          )
        : listOf(kind, apiVersion, page, next),
    );
    return undefined;
  };
}

describe('lists', () => {
  let server: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());
  afterEach(() => reader.close());

  const empty = listOf('RootSync', CONFIG_SYNC, []);
  async function read(
    reposyncs: unknown,
    script: object = {},
    options: Partial<ClusterReaderOptions> = {},
  ) {
    server.answer(
      clusterOf({ [ROOT_SYNCS]: empty, [REPO_SYNCS]: reposyncs, ...script }),
    );
    reader = readerOf(server.url, options);
    const { reading } = await reader.read(requestOf());
    return { reading, syncs: reading.packageSyncs?.data ?? [] };
  }
  const asked = (path: string) =>
    server.requests
      .filter(({ url }) => url.startsWith(`${BASE}${path}?`))
      .map(({ url }) => url.slice(url.indexOf('?') + 1));
  const repoSyncs = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      sync('RepoSync', `ns-${index}`, 'repo-sync'),
    );

  it('are read page by page', async () => {
    const { reading, syncs } = await read(
      paged('RepoSync', CONFIG_SYNC, repoSyncs(250)),
    );
    expect(reading.outcome).toBe('ok');
    expect(new Set(syncs.map(({ namespace }) => namespace)).size).toBe(250);
    expect(asked(REPO_SYNCS)).toEqual([
      'limit=100',
      'limit=100&continue=100',
      'limit=100&continue=200',
    ]);
  });

  it('of namespaces are asked for as metadata alone', async () => {
    const items = Array.from({ length: 600 }, (_, index) => ({
      metadata: { name: `ns-${index}`, labels: { team: 't' } },
      spec: { finalizers: ['kubernetes'] },
    }));
    const { reading } = await read(empty, {
      '/api/v1/namespaces': paged('Namespace', 'v1', items),
    });
    expect(reading.namespaces?.data).toHaveLength(600);
    const accepts = server.requests
      .filter(({ url }) => url.includes('namespaces'))
      .map(({ headers }) => headers.accept);
    expect(accepts).toHaveLength(2);
    expect(accepts[0]).toMatch(
      /^application\/json;as=PartialObjectMetadataList;g=meta\.k8s\.io;v=v1,/,
    );
  });

  it('that expire on the way are begun anew, once', async () => {
    let expiries = 1;
    const items = repoSyncs(150);
    const expiring: Handler = (request, response) => {
      if (request.url.includes('continue=') && expiries > 0) {
        expiries--;
        const gone = status(410, 'Expired', 'The provided continue is too old');
        return failing(410, gone)(request, response);
      }
      return paged('RepoSync', CONFIG_SYNC, items)(request, response);
    };
    const { reading, syncs } = await read(expiring);
    expect(reading.outcome).toBe('ok');
    expect(syncs).toHaveLength(150);
    await reader.close();

    expiries = 2;
    expect((await read(expiring)).reading).toMatchObject({
      outcome: 'invalid',
      refusedBy: 'api-server',
    });
  });

  it('forget what they held before they expired', async () => {
    let first = true;
    const { syncs } = await read(((request, response) => {
      if (first && !request.url.includes('continue=')) {
        return listOf('RepoSync', CONFIG_SYNC, repoSyncs(2), 'next');
      }
      if (request.url.includes('continue=')) {
        first = false;
        return failing(410, status(410, 'Expired', 'old'))(request, response);
      }
      return listOf('RepoSync', CONFIG_SYNC, repoSyncs(1));
    }) as Handler);
    expect(syncs.map(({ namespace }) => namespace)).toEqual(['ns-0']);
  });

  it.each<[name: string, answer: Handler, message: string]>([
    [
      'in circles',
      () => listOf('RepoSync', CONFIG_SYNC, [], 'again'),
      'leads back to a page that was read before',
    ],
    [
      'without an end',
      ({ url }) => listOf('RepoSync', CONFIG_SYNC, [], `${url.length}`),
      'goes on after 1000 pages',
    ],
    [
      'with a token of another type',
      () => ({
        ...listOf('RepoSync', CONFIG_SYNC, []),
        metadata: { continue: 5 },
      }),
      'no usable token',
    ],
    [
      'with an endless token',
      () => listOf('RepoSync', CONFIG_SYNC, [], 'x'.repeat(10_000)),
      'no usable token',
    ],
  ])('that go %s are not followed', async (_, answer, message) => {
    let count = 0;
    const { reading } = await read(((request, response) =>
      message.includes('1000')
        ? listOf('RepoSync', CONFIG_SYNC, [], `t${count++}`)
        : answer(request, response)) as Handler);
    expect(reading).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining(message),
      packageSyncs: { outcome: 'invalid' },
    });
  });

  it('are cut where they are longer than any list', async () => {
    const { reading, syncs } = await read(
      paged('RepoSync', CONFIG_SYNC, repoSyncs(5_050)),
      {},
      { maxResponseBytes: 8 * 1024 * 1024 },
    );
    expect(reading.packageSyncs).toMatchObject({
      outcome: 'ok',
      truncated: true,
    });
    expect(syncs).toHaveLength(5_000);
  });

  describe('with a huge object', () => {
    const errors = Array.from({ length: 10_000 }, (_, index) =>
      syncError(`api-${index}`),
    );
    const huge = (name: string) =>
      sync('RepoSync', 'huge', name, { status: failedStatus(errors) });
    const items = [...repoSyncs(30), huge('one'), ...repoSyncs(60).slice(30)];

    it('show it with its totals, and the others unharmed', async () => {
      const { syncs } = await read(
        paged('RepoSync', CONFIG_SYNC, items),
        {},
        { maxResponseBytes: 8 * 1024 * 1024 },
      );
      const big = syncs.find(({ namespace }) => namespace === 'huge');
      expect(JSON.stringify(items[30]).length).toBeGreaterThan(2_000_000);
      expect(big).toMatchObject({
        state: 'error',
        errorCount: 10_000,
        shownErrorCount: 500,
        truncated: true,
      });
      expect(big?.errors).toHaveLength(500);
      expect(syncs.filter(({ state }) => state === 'synced')).toHaveLength(60);
    });

    it('know it by its name alone where it is too large to be read', async () => {
      const { reading, syncs } = await read(
        paged('RepoSync', CONFIG_SYNC, items),
        {},
        { maxResponseBytes: 1024 * 1024 },
      );
      expect(reading.outcome).toBe('ok');
      expect(syncs.filter(({ state }) => state === 'synced')).toHaveLength(60);
      expect(syncs.find(({ namespace }) => namespace === 'huge')).toMatchObject(
        {
          name: 'one',
          state: 'unknown',
          message: expect.stringContaining('larger than'),
          errorCount: 0,
        },
      );
    });

    it('keep the text of all errors within bounds', async () => {
      const long = Array.from({ length: 500 }, (_, index) =>
        syncError(`api-${index}`, 'x'.repeat(4_000)),
      );
      const many = Array.from({ length: 10 }, (_, index) =>
        sync('RepoSync', 'huge', `r-${index}`, { status: failedStatus(long) }),
      );
      const { syncs } = await read(
        paged('RepoSync', CONFIG_SYNC, many),
        {},
        { maxResponseBytes: 8 * 1024 * 1024 },
      );
      expect(JSON.stringify(syncs).length).toBeLessThan(10 * 1024 * 1024);
      expect(syncs.every(({ errorCount }) => errorCount === 500)).toBe(true);
      expect(syncs.at(-1)).toMatchObject({
        state: 'error',
        errors: [],
        shownErrorCount: 0,
        truncated: true,
      });
    }, 20_000);
  });

  it('do not grow when they are unpacked', async () => {
    const bomb: Handler = (_, response) => {
      const body = gzipSync(
        JSON.stringify({
          ...listOf('RepoSync', CONFIG_SYNC, []),
          padding: 'x'.repeat(20_000_000),
        }),
      );
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      });
      response.end(body);
    };
    expect((await read(bomb)).reading).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining('larger than'),
    });
  });

  it.each<[name: string, body: unknown]>([
    ['an object without anything', {}],
    ['another kind of object', sync('RepoSync', 'a', 'b')],
    ['a list of something else', listOf('Pod', 'v1', [])],
    ['items that are no list', { ...empty, items: {} }],
    ['no items', { ...empty, items: undefined }],
    ['a list', []],
    ['a text', 'RepoSyncList'],
  ])('are not empty because the answer is %s', async (_, body) => {
    const answer: Handler = (__, response) => sendJson(response, 200, body);
    expect((await read(answer)).reading).toMatchObject({
      outcome: 'invalid',
      packageSyncs: { outcome: 'invalid', installed: true },
    });
  });

  it.each<[name: string, type: string, body: string, message: string]>([
    ['a page', 'text/html', '<h1>Sign in</h1>', 'it begins: Sign in'],
    [
      'a page that calls itself JSON',
      'application/json',
      '<h1>Sign in</h1>',
      'no JSON object',
    ],
    [
      'nothing but brackets',
      'application/json',
      '['.repeat(500_000),
      'nested more than 100 levels',
    ],
  ])('are refused where they are %s', async (_, type, body, message) => {
    const answer: Handler = (__, response) => {
      response.writeHead(200, { 'content-type': type });
      response.end(body);
    };
    expect((await read(answer)).reading).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining(message),
    });
  });

  it('lose no sync to one that cannot be read', async () => {
    const bad = [
      { status: 'fine' },
      { status: { ...syncedStatus(), conditions: 'Syncing' } },
      { status: { ...syncedStatus(), conditions: [null] } },
      {
        status: {
          ...syncedStatus(),
          conditions: [{ type: 'Syncing', status: 'false' }],
        },
      },
      {
        status: {
          ...syncedStatus(),
          conditions: [
            {
              type: 'Syncing',
              status: 'False',
              errorSummary: { totalCount: '-1' },
            },
          ],
        },
      },
      { status: { ...syncedStatus(), sync: [] } },
      { metadata: { generation: 'new' } },
    ];
    const { reading, syncs } = await read(
      listOf('RepoSync', CONFIG_SYNC, [
        null,
        [],
        'x',
        { metadata: {} },
        ...bad.map((fields, index) =>
          sync('RepoSync', 'bad', `b-${index}`, fields),
        ),
        sync('RepoSync', 'good', 'g'),
      ]),
    );
    expect(reading.packageSyncs).toMatchObject({
      outcome: 'ok',
      truncated: true,
    });
    expect(syncs.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...bad.map((_, index) => `b-${index} unknown`),
      'g synced',
    ]);
    expect(syncs[0].message).toBe(
      "The cluster's answer about this sync could not be used: status cannot be read",
    );
  });

  it('do not believe a status that is about an older specification', async () => {
    const { syncs } = await read(
      listOf('RepoSync', CONFIG_SYNC, [
        sync('RepoSync', 'maps', 'stale', { metadata: { generation: 4 } }),
      ]),
    );
    expect(syncs[0].state).toBe('pending');
  });
});
