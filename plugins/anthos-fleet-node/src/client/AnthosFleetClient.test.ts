import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { makeCluster } from '../__testUtils__/fleet';
import { anthosFleetServiceRef } from './anthosFleetServiceRef';
import { AnthosFleetClient } from './AnthosFleetClient';

describe('AnthosFleetClient', () => {
  const fetchSpy = jest.spyOn(global, 'fetch');
  const stop = new AbortController();
  const api = new AnthosFleetClient({
    auth: mockServices.auth({ pluginId: 'catalog' }),
    discovery: mockServices.discovery(),
  });
  const options = {
    credentials: mockCredentials.service('plugin:catalog'),
    signal: stop.signal,
  };

  const answer = (body: unknown, status = 200) =>
    Response.json(body, { status });

  afterEach(() => fetchSpy.mockReset());
  afterAll(() => fetchSpy.mockRestore());

  it('says what to do when the back end is not there', async () => {
    fetchSpy.mockResolvedValue(answer({}, 404));
    await expect(api.getOverview(options)).rejects.toThrow(
      /add backstage-plugin-anthos-fleet-backend/,
    );
  });

  it('says that there was no answer', async () => {
    fetchSpy.mockResolvedValue(answer({}, 503));
    await expect(api.getOverview(options)).rejects.toThrow(
      /could not be read.*503/,
    );
  });

  it('asks with the given credentials, page by page', async () => {
    fetchSpy
      .mockResolvedValueOnce(
        answer({
          items: [makeCluster('p/l/a')],
          totalItems: 2,
          nextCursor: 'n',
        }),
      )
      .mockResolvedValueOnce(
        answer({ items: [makeCluster('p/l/b')], totalItems: 2 }),
      );
    const { clusters, consistent } = await api.listClusters(options);
    expect(clusters.map(({ ref }) => ref.name)).toEqual(['a', 'b']);
    expect(consistent).toBe(true);
    const [url, init] = fetchSpy.mock.calls[1];
    expect(url).toMatch(/\/clusters\?sort=name&limit=500&cursor=n$/);
    expect(init?.headers).toMatchObject({
      Authorization: expect.stringContaining('anthos-fleet'),
    });
  });

  it.each([
    ['numbers that do not fit', { items: [makeCluster()], totalItems: 2 }],
    [
      'the same cluster twice',
      { items: [makeCluster(), makeCluster()], totalItems: 2 },
    ],
    ['a cluster without a ref', { items: [{ name: 'x' }], totalItems: 1 }],
    [
      'a cluster of another shape',
      { items: [{ ref: 'p/l/a', name: 'a' }], totalItems: 1 },
    ],
  ])('is not consistent with %s', async (_what, page) => {
    fetchSpy.mockResolvedValue(answer(page));
    expect((await api.listClusters(options)).consistent).toBe(false);
  });

  it('gives up on a list that does not end', async () => {
    fetchSpy.mockImplementation(async () =>
      answer({ items: [], totalItems: 0, nextCursor: 'again' }),
    );
    await expect(api.listClusters(options)).rejects.toThrow(/did not end/);
  });

  it('asks for one entity', async () => {
    fetchSpy.mockResolvedValue(answer({ entityRef: 'component:default/api' }));
    const status = await api.getEntityStatus('component:default/api', options);
    expect(status.entityRef).toBe('component:default/api');
    expect(fetchSpy.mock.calls[0][0]).toMatch(
      /\/entities\/component\/default\/api$/,
    );
  });

  it('throws what a refusal means, in the words of the back end', async () => {
    const refuse = (name: string, status: number) =>
      fetchSpy.mockResolvedValue(
        answer(
          {
            error: { name, message: `${name}: x` },
            response: { statusCode: status },
          },
          status,
        ),
      );
    const cluster = { project: 'p', location: 'l', name: 'a' };
    refuse('NotFoundError', 404);
    await expect(api.getCluster(cluster, options)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: 'NotFoundError: x',
    });
    refuse('ConflictError', 409);
    await expect(
      api.ensureFleetNamespace(
        { project: 'p', scope: 's', namespace: 'n' },
        { clusters: ['p/l/a'] },
        options,
      ),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    refuse('TooManyRequestsError', 429);
    await expect(api.dryRun(cluster, [{}], options)).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 429,
    });
  });

  it.each<[string, () => Promise<unknown>, string, RegExp]>([
    [
      'a namespace',
      () => api.getNamespace('maps', options),
      'GET',
      /\/namespaces\/maps$/,
    ],
    [
      'a dry run',
      () =>
        api.dryRun(
          { project: 'p', location: 'l', name: 'a' },
          [{ kind: 'X' }],
          options,
        ),
      'POST',
      /\/clusters\/p\/l\/a\/dry-run$/,
    ],
    [
      'package syncs of several clusters',
      () =>
        api.getPackageSyncs(
          { cluster: ['p/l/a', 'p/l/b'], kind: ['RootSync'] },
          options,
        ),
      'GET',
      /\/package-syncs\?.*cluster=p%2Fl%2Fa&cluster=p%2Fl%2Fb/,
    ],
    [
      'error groups',
      () => api.getSyncErrors({ open: true, limit: 500 }, options),
      'GET',
      /\/sync-errors\?(?=.*open=true)(?=.*limit=500)/,
    ],
    [
      'one error group',
      () => api.getSyncError('abc', options),
      'GET',
      /\/sync-errors\/abc$/,
    ],
  ])('asks for %s', async (_, ask, method, address) => {
    fetchSpy.mockResolvedValue(answer({ items: [] }));
    await ask();
    const [url, init] = fetchSpy.mock.calls[0];
    expect(url).toMatch(address);
    expect(init?.method).toBe(method);
  });

  it('is there for every back end without being added', async () => {
    const ready = jest.fn();
    const plugin = createBackendPlugin({
      pluginId: 'test',
      register: env =>
        env.registerInit({
          deps: { fleet: anthosFleetServiceRef },
          init: async ({ fleet }) => ready(fleet),
        }),
    });
    const backend = await startTestBackend({
      features: [plugin],
    });
    expect(ready).toHaveBeenCalledWith(expect.any(AnthosFleetClient));
    await backend.stop();
  });

  it('stops with the run that it serves', async () => {
    stop.abort(new Error('over'));
    await expect(api.listClusters(options)).rejects.toThrow('over');
    expect(fetchSpy).not.toHaveBeenCalled();
  });
});
