import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import {
  emptyFeature,
  membership,
  NOW,
  partOf,
  PROJECT,
  readerOf,
} from './__testUtils__/fleet';
import { createHubReader } from './HubReader';

/** Answers the list of clusters in one way, and every feature well. */
function listing(handler: Handler): Handler {
  return (request, response) =>
    partOf(request.url) === 'memberships'
      ? handler(request, response)
      : emptyFeature(partOf(request.url));
}

describe('createHubReader', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  it('reads a fleet with four calls', async () => {
    server.answer(listing(() => ({ resources: [membership('c1')] })));
    const reading = await readerOf(server.url).readFleet();
    expect(reading).toEqual({
      fleet: PROJECT,
      clusters: {
        source: 'hub',
        attemptedAt: NOW.toISOString(),
        outcome: 'ok',
        enabled: true,
        unansweredLocations: [],
        data: [expect.objectContaining({ ref: 'acme-fleet/europe-north1/c1' })],
      },
      configSync: empty('configSync'),
      mesh: empty('mesh'),
      policyController: empty('policyController'),
    });
    expect(server.requests.map(({ url }) => url).sort()).toEqual([
      '/v1/projects/acme-fleet/locations/-/memberships',
      '/v1/projects/acme-fleet/locations/global/features/configmanagement?returnPartialSuccess=true',
      '/v1/projects/acme-fleet/locations/global/features/policycontroller?returnPartialSuccess=true',
      '/v1/projects/acme-fleet/locations/global/features/servicemesh?returnPartialSuccess=true',
    ]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array(4).fill('Bearer secret-token'),
    );
  });

  function empty(source: string) {
    return {
      source,
      attemptedAt: NOW.toISOString(),
      outcome: 'ok',
      enabled: true,
      unansweredLocations: [],
      data: new Map(),
    };
  }

  it('keeps the path of its endpoint, and takes old project IDs', async () => {
    server.answer(listing(() => ({})));
    const reader = createHubReader({
      fleet: {
        project: 'example.com:my-project',
        hub: { endpoint: `${server.url}/proxy/gkehub` },
        gateway: { enabled: true },
        auth: { accessToken: 'token' },
      },
      place: { siteLabel: 'site', sites: [] },
      callDeadlineMs: 5_000,
      maxResponseBytes: 1024,
    });
    expect((await reader.readFleet()).clusters.outcome).toBe('ok');
    expect(server.requests.map(({ url }) => url)).toContain(
      '/proxy/gkehub/v1/projects/example.com%3Amy-project/locations/-/memberships',
    );
  });

  describe('pages', () => {
    it('are all read, and the last entry of a cluster counts', async () => {
      server.answer(
        listing(({ url }) => {
          const token = new URL(url, 'http://hub').searchParams.get(
            'pageToken',
          );
          switch (token) {
            case null:
              return {
                resources: [
                  membership('c1'),
                  membership('c2', { labels: { v: '1' } }),
                ],
                nextPageToken: 'second page/+?',
                unreachable: ['us-east4'],
              };
            case 'second page/+?':
              return {
                resources: [membership('c2', { labels: { v: '2' } })],
                nextPageToken: 'third',
                unreachable: ['projects/acme-fleet/locations/asia-east1'],
              };
            default:
              return { resources: [membership('c3')], nextPageToken: '' };
          }
        }),
      );
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters.outcome).toBe('ok');
      expect(clusters.unansweredLocations).toEqual(['asia-east1', 'us-east4']);
      expect(clusters.data?.map(({ name, labels }) => [name, labels])).toEqual([
        ['c1', {}],
        ['c2', { v: '2' }],
        ['c3', {}],
      ]);
    });

    it('that repeat are invalid', async () => {
      server.answer(listing(() => ({ resources: [], nextPageToken: 'again' })));
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters).toMatchObject({
        outcome: 'invalid',
        message:
          'The list of clusters leads back to a page that was read before',
      });
    });

    it('that never end are invalid', async () => {
      let page = 0;
      server.answer(
        listing(() => ({ resources: [], nextPageToken: `${page++}` })),
      );
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters).toMatchObject({
        outcome: 'invalid',
        message: 'The list of clusters goes on after 500 pages',
      });
    });

    it('give nothing at all when one of them fails', async () => {
      server.answer(
        listing(({ url }, response) => {
          if (url.includes('pageToken')) {
            sendJson(response, 500, googleError(500, 'INTERNAL', 'oops'));
            return undefined;
          }
          return { resources: [membership('c1')], nextPageToken: 'next' };
        }),
      );
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters.outcome).toBe('unreachable');
      expect(clusters).not.toHaveProperty('data');
    });
  });

  describe('entries that cannot be read', () => {
    it('are left out, counted, and make the list incomplete', async () => {
      server.answer(
        listing(() => ({
          resources: [membership('c1'), { name: 'c2' }, null, 7],
          unreachable: [{ location: 'us-east4' }, 'us-east1'],
        })),
      );
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters).toMatchObject({
        outcome: 'ok',
        incomplete: true,
        unansweredLocations: ['us-east1'],
        message: '4 entries of the answer could not be read and were left out',
      });
      expect(clusters.data).toHaveLength(1);
    });

    it.each<[name: string, body: unknown]>([
      ['none that can be read', { resources: [{ id: 1 }, 'x'] }],
      ['no list', { resources: { c1: {} } }],
      ['somebody else', { status: 'ok' }],
      ['an error with status 200', googleError(500, 'INTERNAL', 'oops')],
      ['a page token of another type', { resources: [], nextPageToken: 5 }],
      ['a list', []],
      ['null', null],
      ['a text', 'hello'],
    ])('%s is invalid, not an empty fleet', async (_, body) => {
      server.answer(
        listing((_request, response) => {
          sendJson(response, 200, body);
        }),
      );
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters.outcome).toBe('invalid');
      expect(clusters).not.toHaveProperty('data');
    });

    it.each<[name: string, body: unknown]>([
      ['an empty object', {}],
      ['an empty list', { resources: [] }],
      ['null for a list', { resources: null, nextPageToken: null }],
    ])('%s is an empty fleet', async (_, body) => {
      server.answer(listing(() => body));
      const { clusters } = await readerOf(server.url).readFleet();
      expect(clusters).toMatchObject({ outcome: 'ok', data: [] });
    });
  });
});
