import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  googleError,
  ScriptedServer,
  sendJson,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import {
  emptyFeature,
  membership,
  partOf,
  readerOf,
} from './__testUtils__/fleet';

const hang: Handler = () => undefined;
const unavailable: Handler = (_, response) =>
  sendJson(response, 503, googleError(503, 'UNAVAILABLE', 'Try later.'));
const tooMany =
  (retryAfter?: string): Handler =>
  (_, response) =>
    sendJson(
      response,
      429,
      googleError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded.'),
      retryAfter ? { 'retry-after': retryAfter } : {},
    );
const reset: Handler = (_, response) => {
  response.destroy();
};

describe('patience of a reading', () => {
  let server: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
  });
  afterAll(() => server.stop());

  function script(handler: Handler) {
    server.answer((request, response) =>
      partOf(request.url) === 'memberships'
        ? handler(request, response)
        : emptyFeature(partOf(request.url)),
    );
  }
  const calls = () =>
    server.requests.filter(({ url }) => partOf(url) === 'memberships').length;

  async function read(handler: Handler, options = {}) {
    script(handler);
    const started = performance.now();
    const { clusters, mesh } = await readerOf(server.url, options).readFleet();
    expect(mesh.outcome).toBe('ok');
    return { ...clusters, ms: performance.now() - started };
  }

  /** Fails the first time, and goes well the second. */
  function failingOnce(handler: Handler): Handler {
    let first = true;
    return (request, response) => {
      if (first) {
        first = false;
        return handler(request, response);
      }
      return { resources: [membership('c1')] };
    };
  }

  it.each([
    ['503', unavailable],
    ['429', tooMany()],
    ['a closed connection', reset],
  ])('tries again after %s', async (_, handler) => {
    expect(await read(failingOnce(handler))).toMatchObject({ outcome: 'ok' });
    expect(calls()).toBe(2);
  });

  it('waits as long as it is told to, in seconds', async () => {
    const { outcome, ms } = await read(failingOnce(tooMany('1')));
    expect(outcome).toBe('ok');
    expect(ms).toBeGreaterThanOrEqual(990);
  });

  it('waits as long as it is told to, by date', async () => {
    const at = new Date(Date.now() + 2_500).toUTCString();
    const { outcome, ms } = await read(failingOnce(tooMany(at)));
    expect(outcome).toBe('ok');
    expect(ms).toBeGreaterThan(900);
  });

  it('gives up at once when it is told to wait beyond its deadline', async () => {
    const { ms, ...reading } = await read(tooMany('3600'));
    expect(reading).toMatchObject({
      outcome: 'rate-limited',
      message: expect.stringContaining('asks for fewer requests: Quota'),
      remedy: expect.stringContaining('anthosFleet.sweep.frequency'),
    });
    expect(ms).toBeLessThan(5_000);
    expect(calls()).toBe(1);
  });

  it.each([
    ['503', unavailable, 'unreachable', /fails with HTTP 503: Try later\./],
    ['429', tooMany(), 'rate-limited', /asks for fewer requests/],
    ['a closed connection', reset, 'unreachable', /closed the connection/],
  ])('gives up when %s stays', async (_, handler, outcome, message) => {
    const reading = await read(handler, {
      callDeadlineMs: 60_000,
      retryDelayMs: 5,
    });
    expect(reading.outcome).toBe(outcome);
    expect(reading.message).toMatch(message);
    expect(calls()).toBe(5);
  });

  it.each<[name: string, handler: Handler]>([
    ['an answer that never comes', hang],
    [
      'an answer that never ends',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"resources": [');
      },
    ],
    [
      'an error that never ends',
      (_, response) => {
        response.writeHead(500, { 'content-type': 'application/json' });
        response.write('{"error": ');
      },
    ],
    [
      'an answer that drips',
      async (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        while (!response.destroyed) {
          response.write(' ');
          await sleep(50);
        }
      },
    ],
  ])('times out on %s, and closes the connection', async (_, handler) => {
    let closed: Promise<unknown> | undefined;
    const { ms, ...reading } = await read(
      (request, response) => {
        closed = once(request.socket, 'close');
        return handler(request, response);
      },
      { callDeadlineMs: 1_000 },
    );
    expect(reading).toMatchObject({
      outcome: 'timeout',
      message: expect.stringContaining('did not answer within 1 s'),
      remedy: expect.stringContaining('anthosFleet.sweep.callDeadline'),
    });
    expect(ms).toBeLessThan(5_000);
    await closed;
  });

  it('stops when it is told to', async () => {
    script(hang);
    const controller = new AbortController();
    const reading = readerOf(server.url).readFleet({
      signal: controller.signal,
    });
    await sleep(100);
    controller.abort();
    const { clusters, mesh } = await reading;
    expect(clusters).toMatchObject({
      outcome: 'timeout',
      message: 'The reading was stopped before it was done',
    });
    expect(mesh.outcome).toBe('ok');
  });

  it('does not begin when it was told to stop before', async () => {
    script(() => ({}));
    const { clusters } = await readerOf(server.url).readFleet({
      signal: AbortSignal.abort(),
    });
    expect(clusters.outcome).toBe('timeout');
    expect(server.requests).toEqual([]);
  });

  it('finds a closed port unreachable', async () => {
    const gone = await ScriptedServer.start();
    const { url } = gone;
    await gone.stop();
    await expectUnreachable(url, /refuses connections \(ECONNREFUSED\)/);
  });

  it('finds an unknown name unreachable', async () => {
    await expectUnreachable('http://fleet.invalid', /cannot be resolved/);
  });

  it('finds a server that does not speak TLS unreachable', async () => {
    const { port } = new URL(server.url);
    await expectUnreachable(`https://127.0.0.1:${port}`, /cannot be reached/);
  });

  async function expectUnreachable(endpoint: string, message: RegExp) {
    const { clusters, configSync } = await readerOf(endpoint, {
      callDeadlineMs: 60_000,
      retryDelayMs: 5,
    }).readFleet();
    for (const { outcome, message: said, remedy } of [clusters, configSync]) {
      expect(outcome).toBe('unreachable');
      expect(said).toMatch(message);
      expect(remedy).toMatch(/firewall, DNS, proxy/);
    }
  }
});
