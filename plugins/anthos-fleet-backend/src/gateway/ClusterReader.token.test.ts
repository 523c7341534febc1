import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import {
  googleError,
  ScriptedServer,
  sendJson,
  type Certificate,
  type Handler,
} from '../google/__testUtils__/ScriptedServer';
import {
  BASE,
  clusterOf,
  CONFIG_SYNC,
  listOf,
  PROJECT,
  readerOf,
  REPO_SYNCS,
  requestOf,
  ROOT_SYNCS,
  sync,
  TOKEN,
} from './__testUtils__/cluster';
import type { ClusterReader, ClusterReadRequest } from './types';

const cluster = {
  [ROOT_SYNCS]: listOf('RootSync', CONFIG_SYNC, [
    sync('RootSync', 'config-management-system', 'root-sync'),
  ]),
  [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, []),
};

describe('the access token', () => {
  let home: ScriptedServer;
  let elsewhere: ScriptedServer;
  let reader: ClusterReader;

  beforeAll(async () => {
    home = await ScriptedServer.start();
    elsewhere = await ScriptedServer.start();
  });
  afterAll(() => Promise.all([home.stop(), elsewhere.stop()]));
  beforeEach(() => {
    elsewhere.answer(clusterOf(cluster));
    reader = readerOf(home.url);
  });
  afterEach(() => reader.close());

  /** Plays a gateway that says where its clusters are. */
  const telling =
    (endpoint: string, then: Handler = clusterOf(cluster)): Handler =>
    (request, response) =>
      request.url.endsWith(':generateCredentials')
        ? { kubeconfig: 'eA==', endpoint }
        : then(request, response);
  const read = async (request: Partial<ClusterReadRequest> = {}) =>
    (await reader.read({ ...requestOf(), ...request })).reading;
  const paths = () => home.requests.map(({ url }) => url);

  it('goes where the gateway says that the cluster is, on its own host', async () => {
    const gke = BASE.replace('memberships', 'gkeMemberships');
    home.answer(telling(`${home.url}${gke}`));
    expect((await read()).outcome).toBe('ok');
    expect(paths().slice(0, 2)).toEqual([
      `${BASE}:generateCredentials`,
      `${gke}${ROOT_SYNCS}?limit=100`,
    ]);
  });

  it('is not sent to another host that the gateway names', async () => {
    home.answer(telling(`${elsewhere.url}${BASE}`));
    expect((await read()).outcome).toBe('ok');
    expect(elsewhere.requests).toEqual([]);
    expect(paths()[1]).toBe(`${BASE}${ROOT_SYNCS}?limit=100`);
  });

  it('is not sent to where a redirect points', async () => {
    home.answer(
      telling('', (_, response) => {
        response.writeHead(307, { location: `${elsewhere.url}${BASE}` });
        response.end();
      }),
    );
    expect(await read()).toMatchObject({
      outcome: 'invalid',
      refusedBy: 'gateway',
      message: expect.stringContaining('redirect'),
    });
    expect(elsewhere.requests).toEqual([]);
  });

  it('is not sent to where a continue token points', async () => {
    const tokens = [
      `${elsewhere.url}/`,
      `@${new URL(elsewhere.url).host}`,
      '&host=evil#?/../..',
    ];
    for (const token of tokens) {
      home.answer((request, response) =>
        clusterOf({
          ...cluster,
          [ROOT_SYNCS]: request.url.includes('continue=')
            ? listOf('RootSync', CONFIG_SYNC, [])
            : listOf('RootSync', CONFIG_SYNC, [], token),
        })(request, response),
      );
      expect((await read()).outcome).toBe('ok');
      const second = home.requests.find(({ url }) => url.includes('continue'));
      const url = new URL(second?.url ?? '', home.url);
      expect(url.pathname).toBe(`${BASE}${ROOT_SYNCS}`);
      expect(url.searchParams.get('continue')).toBe(token);
    }
    expect(elsewhere.requests).toEqual([]);
  });

  it('cannot be led astray by names', async () => {
    home.answer(
      clusterOf({
        ...cluster,
        [REPO_SYNCS]: listOf('RepoSync', CONFIG_SYNC, [
          sync('RepoSync', '../../../..', 'x', { status: {} }),
          sync('RepoSync', 'maps', '?watch=1#', { status: {} }),
          sync('RepoSync', 'maps', 'a@b', { status: {} }),
        ]),
      }),
    );
    const { packageSyncs } = await read();
    expect(packageSyncs).toMatchObject({ outcome: 'ok', truncated: true });
    expect(packageSyncs?.data).toHaveLength(1);
    expect(paths().every(path => path.startsWith(BASE))).toBe(true);
  });

  it.each(['evil.example/', 'a@b', '..', 'x:1'])(
    'is not sent for the location %s',
    async location => {
      home.answer(clusterOf(cluster));
      const reading = await read({
        address: { ...requestOf().address, location },
      });
      expect(reading.outcome).toBe('invalid');
      expect(home.requests).toEqual([]);
    },
  );

  it('is not written into any message', async () => {
    home.answer((request, response) =>
      sendJson(
        response,
        403,
        googleError(
          403,
          'PERMISSION_DENIED',
          `No: ${request.headers.authorization}`,
        ),
      ),
    );
    expect(JSON.stringify(await read())).not.toContain(TOKEN);
  });

  describe('of a project without a known number', () => {
    const unknown = {
      address: { ...requestOf().address, projectNumber: undefined },
    };

    it('follows the answer for the ID of the project', async () => {
      home.answer(telling(`${home.url}${BASE}`));
      expect((await read(unknown)).outcome).toBe('ok');
      expect(paths()[0]).toBe(
        `/v1/projects/${PROJECT}/locations/europe-north1/memberships/dc1:generateCredentials`,
      );
      expect(paths()[1]).toBe(`${BASE}${ROOT_SYNCS}?limit=100`);
    });

    it('stays at home where the answer is of no use', async () => {
      home.answer(telling(`${elsewhere.url}${BASE}`));
      expect(await read(unknown)).toMatchObject({
        outcome: 'invalid',
        message: expect.stringContaining('number of project acme-fleet'),
        remedy: expect.stringContaining('features'),
      });
      expect(elsewhere.requests).toEqual([]);
    });

    it('says what the gateway says where it does not answer', async () => {
      home.answer((_, response) =>
        sendJson(
          response,
          403,
          googleError(
            403,
            'PERMISSION_DENIED',
            "Permission 'gkehub.gateway.generateCredentials' denied",
          ),
        ),
      );
      expect(await read(unknown)).toMatchObject({
        outcome: 'forbidden',
        refusedBy: 'iam',
        message: expect.stringContaining('gkehub.gateway.generateCredentials'),
        remedy: expect.stringContaining('roles/gkehub.gatewayReader'),
      });
    });
  });

  it('is not asked for anew because the gateway does not tell an address', async () => {
    home.answer((request, response) =>
      request.url.endsWith(':generateCredentials')
        ? sendJson(response, 403, googleError(403, 'PERMISSION_DENIED', 'no'))
        : clusterOf(cluster)(request, response),
    );
    expect((await read()).outcome).toBe('ok');
    home.answer(clusterOf(cluster));
    expect((await read()).outcome).toBe('ok');
    expect(paths().some(path => path.includes(':generate'))).toBe(false);
  });

  it('is sent again to where a cluster is found after it has moved', async () => {
    const gke = BASE.replace('memberships', 'gkeMemberships');
    home.answer(telling(`${home.url}${gke}`));
    await read();
    home.answer((_, response) =>
      sendJson(response, 404, googleError(404, 'NOT_FOUND', 'no such one')),
    );
    expect(await read()).toMatchObject({
      outcome: 'not-found',
      refusedBy: 'gateway',
    });
    home.answer(telling(`${home.url}${BASE}`));
    expect((await read()).outcome).toBe('ok');
    expect(paths()[1]).toBe(`${BASE}${ROOT_SYNCS}?limit=100`);
  });
});

describe('a gateway behind TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const caFile = join(folder, 'ca.pem');
  let certificate: Certificate;
  let server: ScriptedServer;

  beforeAll(async () => {
    const { cert, private: key } = await generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      {
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );
    certificate = { cert, key };
    writeFileSync(caFile, cert);
    server = await ScriptedServer.start(clusterOf(cluster), certificate);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  async function readWith(file: string | undefined) {
    server.answer(clusterOf(cluster));
    const reader = readerOf(server.url, {
      fleet: {
        project: PROJECT,
        hub: { endpoint: 'http://127.0.0.1:1' },
        gateway: { enabled: true, endpoint: server.url, caFile: file },
        auth: { accessToken: TOKEN },
      },
    });
    try {
      return (await reader.read(requestOf())).reading;
    } finally {
      await reader.close();
    }
  }

  it('is read when its authority is known', async () => {
    expect((await readWith(caFile)).outcome).toBe('ok');
  });

  it('is not told the token when its authority is not known', async () => {
    expect(await readWith(undefined)).toMatchObject({
      outcome: 'unreachable',
      refusedBy: 'gateway',
      message: expect.stringContaining('is not trusted'),
      remedy: expect.stringContaining('anthosFleet.fleets[].gateway.caFile'),
    });
    expect(server.requests).toEqual([]);
  });

  it.each(['nothing-here.pem', '.'])(
    'is not read when its authority cannot be read: %s',
    async name => {
      expect(await readWith(join(folder, name))).toMatchObject({
        outcome: 'invalid',
        remedy: expect.stringContaining('anthosFleet.fleets[].gateway.caFile'),
      });
    },
  );
});
