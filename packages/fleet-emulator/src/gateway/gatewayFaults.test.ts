import {
  addressOf,
  askGateway,
  GATEWAY_FLEET,
  GATEWAY_TOKENS,
} from '../__testUtils__/gateway';
import { FaultInput } from '../server/faultSchema';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';

const ROOT_SYNCS = '/apis/configsync.gke.io/v1beta1/rootsyncs';
const HALL = 'europe-north1/hall';

describe('faults of the Gateway', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: GATEWAY_FLEET,
      tokens: GATEWAY_TOKENS,
      podStart: 0,
    });
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const ask = (path = ROOT_SYNCS, ref = HALL) =>
    askGateway(emulator, addressOf(ref, path));
  const set = (fault: FaultInput) => emulator.faults.set(fault);

  it.each<[FaultInput, number, RegExp]>([
    [{ kind: 'status', status: 401 }, 401, /"status":"UNAUTHENTICATED"/],
    [
      { kind: 'status', status: 403 },
      403,
      /Permission 'gkehub.gateway.get' denied on resource/,
    ],
    [
      { kind: 'status', status: 403, layer: 'impersonation' },
      403,
      /users \\"backstage@acme-fleet.iam.gserviceaccount.com\\" is forbidden: User \\"system:serviceaccount:gke-connect:connect-agent-sa\\" cannot impersonate/,
    ],
    [
      { kind: 'status', status: 403, layer: 'rbac' },
      403,
      /rootsyncs.configsync.gke.io is forbidden: User \\"backstage@acme-fleet.iam.gserviceaccount.com\\" cannot list/,
    ],
    [
      { kind: 'status', status: 403, reason: 'SERVICE_DISABLED' },
      403,
      /Connect Gateway API has not been used in project 123456789012/,
    ],
    [{ kind: 'status', status: 404 }, 404, /<!DOCTYPE html>/],
    [{ kind: 'status', status: 429 }, 429, /RESOURCE_EXHAUSTED/],
    [{ kind: 'status', status: 503 }, 503, /agent of \S+ is not connected/],
    [
      { kind: 'status', status: 503, layer: 'api-server' },
      503,
      /"reason":"ServiceUnavailable"/,
    ],
    [
      { kind: 'status', status: 500, layer: 'api-server' },
      500,
      /etcdserver: leader changed/,
    ],
    [{ kind: 'page' }, 200, /^<!DOCTYPE html>.*Sign in/],
    [{ kind: 'wrong-types', shape: 'null' }, 200, /^null$/],
  ])('%j', async (fault, status, body) => {
    set(fault);
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(body);
    emulator.faults.clear();
    expect((await ask()).status).toBe(200);
  });

  it('says when to come back', async () => {
    set({ kind: 'status', status: 429, retryAfterSeconds: 7 });
    expect((await ask()).headers['retry-after']).toBe('7');
  });

  it.each<FaultInput>([{ kind: 'truncated' }, { kind: 'malformed' }])(
    '%j: no JSON',
    async fault => {
      set(fault);
      const answer = await ask();
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(() => answer.json()).toThrow(SyntaxError);
    },
  );

  it.each<FaultInput>([{ kind: 'reset' }, { kind: 'cut' }])(
    '%j: no whole answer',
    async fault => {
      set(fault);
      await expect(ask()).rejects.toThrow();
    },
  );

  it('huge: valid and large', async () => {
    set({ kind: 'huge', megabytes: 3 });
    const answer = await ask();
    expect(answer.text.length).toBeGreaterThan(3 * 1024 * 1024);
    expect(answer.json().items).toHaveLength(1);
  });

  it('redirect: to another host, with nothing else', async () => {
    set({ kind: 'redirect', to: 'https://elsewhere.example/' });
    const answer = await ask();
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe('https://elsewhere.example/');
  });

  it('drip: the whole body, in its own time', async () => {
    set({ kind: 'drip', bytesPerSecond: 4_000 });
    const began = performance.now();
    expect((await ask()).json().items).toHaveLength(1);
    expect(performance.now() - began).toBeGreaterThan(400);
  });

  it('meets the cluster, path, verb and kind that it is for, and no other', async () => {
    const status = async (path?: string, ref?: string) =>
      (await ask(path, ref)).status;
    set({ kind: 'status', status: 503, cluster: HALL });
    expect(await status()).toBe(503);
    expect(await status('/version', 'global/bare')).toBe(200);
    emulator.faults.clear();
    set({ kind: 'status', status: 503, path: '/apis/configsync.gke.io' });
    expect(await status()).toBe(503);
    expect(await status('/api/v1/namespaces')).toBe(200);
    emulator.faults.clear();
    set({ kind: 'status', status: 503, method: 'gateway.list' });
    expect(await status()).toBe(503);
    expect(await status('/version')).toBe(200);
    emulator.faults.clear();
    set({ kind: 'status', status: 503, resource: 'namespaces' });
    expect(await status('/api/v1/namespaces')).toBe(503);
    expect(await status()).toBe(200);
    expect(emulator.requests.list({ cluster: HALL }).at(-1)?.faults).toEqual(
      [],
    );
  });

  it.each([
    [{ kind: 'hang', cluster: 'hall' }, 'must be location/name of a cluster'],
    [{ kind: 'hang', path: 'api' }, 'must begin with a slash'],
    [{ kind: 'status', status: 403, layer: 'firewall' }, 'is not a layer'],
  ])('refuses %j', (fault, message) => {
    expect(() => emulator.faults.read(fault)).toThrow(message);
  });
});
