import { gzipSync } from 'node:zlib';
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

const respond =
  (status: number, body: unknown, headers?: Record<string, string>): Handler =>
  (_, response) =>
    sendJson(response, status, body, headers);
describe('outcomes of a reading', () => {
  let server: ScriptedServer;
  let elsewhere: ScriptedServer;

  beforeAll(async () => {
    server = await ScriptedServer.start();
    elsewhere = await ScriptedServer.start();
  });
  afterAll(() => Promise.all([server.stop(), elsewhere.stop()]));

  async function read(handler: Handler, options = {}) {
    server.answer((request, response) =>
      partOf(request.url) === 'memberships'
        ? handler(request, response)
        : emptyFeature(partOf(request.url)),
    );
    const reading = await readerOf(server.url, options).readFleet();
    // Whatever happens to one source, the others go on.
    expect(reading.mesh.outcome).toBe('ok');
    expect(reading.clusters.outcome === 'ok').toBe('data' in reading.clusters);
    return reading.clusters;
  }
  const calls = () =>
    server.requests.filter(({ url }) => partOf(url) === 'memberships').length;

  describe.each<
    [
      name: string,
      handler: Handler,
      outcome: string,
      message: RegExp,
      remedy: RegExp,
    ]
  >([
    [
      '401',
      respond(401, googleError(401, 'UNAUTHENTICATED', 'Bad token.')),
      'unauthenticated',
      /does not accept the credentials: Bad token\./,
      /GOOGLE_APPLICATION_CREDENTIALS/,
    ],
    [
      '404',
      respond(404, googleError(404, 'NOT_FOUND', 'Not found.')),
      'not-found',
      /knows no fleet in project acme-fleet: Not found\./,
      /anthosFleet\.fleets\[\]\.project/,
    ],
    [
      '400',
      respond(400, googleError(400, 'INVALID_ARGUMENT', 'Bad name.')),
      'invalid',
      /does not understand the request \(HTTP 400\): Bad name\./,
      /project/,
    ],
    [
      '418',
      respond(418, { error: 'teapot' }),
      'invalid',
      /HTTP 418/,
      /hub\.endpoint/,
    ],
    [
      '500',
      respond(500, googleError(500, 'INTERNAL', 'Oops.')),
      'unreachable',
      /fails with HTTP 500: Oops\./,
      /next sweep/,
    ],
    [
      '502 as a page of a proxy',
      (_, response) => {
        response.writeHead(502, { 'content-type': 'text/html' });
        response.end(
          '<html><style>b{}</style><script>alert(1)</script><h1>Bad gateway</h1> ya29.secret</html>',
        );
      },
      'unreachable',
      /fails with HTTP 502: Bad gateway \[removed\]$/,
      /next sweep/,
    ],
    [
      'an error whose form is hostile',
      respond(403, {
        error: { errors: [null], details: [null, 5, []], message: 7 },
      }),
      'forbidden',
      /^Permission gkehub\.memberships\.list is missing on project acme-fleet$/,
      /roles\/gkehub\.viewer/,
    ],
    [
      'a page with status 200',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('<html><h1>Sign in</h1></html>');
      },
      'invalid',
      /is no JSON object \(text\/html\); it begins: Sign in$/,
      /proxy/,
    ],
    [
      'JSON that stops',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end('{"resources": [{"name": "projects/');
      },
      'invalid',
      /is no JSON object/,
      /proxy/,
    ],
    [
      'nothing',
      (_, response) => response.writeHead(204).end(),
      'invalid',
      /is no JSON object \(no content type\)$/,
      /proxy/,
    ],
    [
      'an announced body of 50 MB',
      (_, response) => {
        response.writeHead(200, { 'content-length': 50 * 1024 * 1024 });
        response.write('{');
      },
      'invalid',
      /^The answer is larger than 1 MiB and was not read$/,
      /maxResponseMib/,
    ],
    [
      'a body that goes on and on',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const chunk = Buffer.alloc(64 * 1024, ' ');
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        };
        response.on('drain', more);
        more();
      },
      'invalid',
      /larger than 1 MiB/,
      /maxResponseMib/,
    ],
    [
      'a small body that unpacks to a large one',
      (_, response) => {
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
        });
        response.end(gzipSync(Buffer.alloc(20 * 1024 * 1024, ' ')));
      },
      'invalid',
      /larger than 1 MiB/,
      /maxResponseMib/,
    ],
  ])('%s', (_, handler, outcome, message, remedy) => {
    it(`is ${outcome}, and is not asked for again`, async () => {
      const reading = await read(handler);
      expect(reading.message).toMatch(message);
      expect(reading.remedy).toMatch(remedy);
      expect(reading).toMatchObject({ outcome, unansweredLocations: [] });
      expect(`${reading.message}${reading.remedy}`).not.toMatch(
        /secret-token|<|ya29/,
      );
      expect(calls()).toBe(1);
    });
  });

  it('does not follow a redirect, nor gives the token away', async () => {
    elsewhere.answer(() => ({ resources: [] }));
    const reading = await read((_, response) =>
      response.writeHead(302, { location: `${elsewhere.url}/x` }).end(),
    );
    expect(reading).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining('answers with a redirect (HTTP 302) to'),
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('survives JSON that is nested without end', async () => {
    const depth = 200_000;
    const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    for (const [status, body] of [
      [200, `{"resources": ${deep}}`],
      [200, deep],
      [200, `{"resources": [{"name": ${deep}, "labels": ${deep}}]}`],
      [403, `{"error": {"details": ${deep}, "message": ${deep}}}`],
      [403, deep],
    ] as const) {
      const reading = await read((_, response) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body);
      });
      expect(reading.outcome).toBe(status === 403 ? 'forbidden' : 'invalid');
    }
  });

  describe('a body that breaks off', () => {
    const cut: Handler = (_, response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': 1000,
      });
      response.write('{"resources": [', () => response.destroy());
    };

    it('is read again', async () => {
      let first = true;
      const reading = await read((request, response) => {
        if (first) {
          first = false;
          return cut(request, response);
        }
        return { resources: [membership('c1')] };
      });
      expect(reading.outcome).toBe('ok');
      expect(calls()).toBe(2);
    });

    it('is invalid when that does not help', async () => {
      const reading = await read(cut, {
        callDeadlineMs: 60_000,
        retryDelayMs: 5,
      });
      expect(reading).toMatchObject({
        outcome: 'invalid',
        message: expect.stringContaining('broke off before its end'),
      });
      expect(calls()).toBeGreaterThan(1);
    });
  });
});
