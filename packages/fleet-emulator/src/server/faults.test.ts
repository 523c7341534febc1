import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, hubClient, MEMBERSHIPS, SMALL_FLEET } from '../__testUtils__/hub';
import { FaultInput } from './faultSchema';

// The machine may have other things to do.
jest.setTimeout(60_000);

const parent = 'projects/acme-fleet/locations/-';

describe('faults', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: SMALL_FLEET });
  });
  afterAll(() => emulator.close());
  beforeEach(() => {
    emulator.faults.clear();
    emulator.requests.clear();
  });

  const set = (fault: FaultInput) => emulator.faults.set(fault);
  const list = (options = {}) =>
    hubClient(emulator).projects.locations.memberships.list(
      { parent },
      options,
    );

  it('latency: the answer is whole but late', async () => {
    set({ kind: 'latency', milliseconds: 120 });
    const began = performance.now();
    const { data } = await list();
    expect(performance.now() - began).toBeGreaterThan(115);
    expect(data.resources).toHaveLength(3);
  });

  it('hang: the answer never comes, and nothing else waits for it', async () => {
    set({ kind: 'hang', method: 'memberships.list' });
    const waiting = list({ signal: AbortSignal.timeout(150) });
    const { status } = await ask(emulator, 'v1/projects/acme-fleet/locations');
    expect(status).toBe(200);
    await expect(waiting).rejects.toThrow(/abort|timeout/i);
    const [hanging] = emulator.requests.list({ method: 'memberships.list' });
    expect(hanging).toMatchObject({ faults: ['hang'] });
    expect(hanging).not.toHaveProperty('status');
  });

  it('hang: closing the emulator does not wait for it', async () => {
    const other = await startFleetEmulator({ fleet: SMALL_FLEET });
    other.faults.set({ kind: 'hang' });
    const waiting = ask(other, MEMBERSHIPS).catch(error => error);
    while (other.requests.count() === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    await other.close();
    expect(await waiting).toMatchObject({ message: 'fetch failed' });
  });

  it('reset: the connection breaks', async () => {
    set({ kind: 'reset' });
    const error = await ask(emulator, MEMBERSHIPS).catch(caught => caught);
    expect(error.cause.code).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
  });

  it.each([
    [400, 'INVALID_ARGUMENT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'PERMISSION_DENIED'],
    [404, 'NOT_FOUND'],
    [409, 'ABORTED'],
    [429, 'RESOURCE_EXHAUSTED'],
    [500, 'INTERNAL'],
    [503, 'UNAVAILABLE'],
    [504, 'DEADLINE_EXCEEDED'],
  ] as const)('status %i', async (status, name) => {
    set({ kind: 'status', status });
    const error = await list().catch(caught => caught);
    expect(error.status).toBe(status);
    expect(error.response.data.error).toMatchObject({
      code: status,
      status: name,
    });
  });

  it('429 and 503 may say when to come back', async () => {
    set({ kind: 'status', status: 429, retryAfterSeconds: 7 });
    const response = await ask(emulator, MEMBERSHIPS);
    expect(response.headers.get('retry-after')).toBe('7');
  });

  it('403 names the permission that is missing, or says that the API is off', async () => {
    set({ kind: 'status', status: 403, times: 1 });
    const denied = await list().catch(caught => caught);
    expect(denied.message).toBe(
      "Permission 'gkehub.memberships.list' denied on 'projects/acme-fleet/locations/-/memberships'",
    );
    set({ kind: 'status', status: 403, reason: 'SERVICE_DISABLED' });
    const disabled = await list().catch(caught => caught);
    expect(disabled.message).toContain(
      'GKE Hub API has not been used in project 123456789012 before or it is disabled',
    );
    expect(disabled.response.data.error.details[0]).toMatchObject({
      reason: 'SERVICE_DISABLED',
      metadata: { service: 'gkehub.googleapis.com' },
    });
  });

  it('cut: the connection closes in the middle of an announced body', async () => {
    set({ kind: 'cut' });
    const response = await ask(emulator, MEMBERSHIPS);
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
    await expect(response.text()).rejects.toThrow();
  });

  it('truncated: the JSON ends in the middle', async () => {
    set({ kind: 'truncated' });
    const response = await ask(emulator, MEMBERSHIPS);
    const text = await response.text();
    expect(text.length).toBeGreaterThan(50);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  it('huge: valid JSON of the size that was asked for, unannounced', async () => {
    set({ kind: 'huge', megabytes: 50 });
    const response = await ask(emulator, MEMBERSHIPS);
    expect(response.headers.get('content-length')).toBeNull();
    const text = await response.text();
    expect(text.length).toBeGreaterThan(50 * 1024 * 1024);
    expect(JSON.parse(text).resources).toHaveLength(3);
  });

  it('huge: a client that hangs up is not fed any longer', async () => {
    set({ kind: 'huge', megabytes: 1024 });
    const controller = new AbortController();
    const response = await ask(emulator, MEMBERSHIPS, {
      signal: controller.signal,
    });
    await response.body?.getReader().read();
    controller.abort();
    emulator.faults.clear();
    expect((await ask(emulator, MEMBERSHIPS)).status).toBe(200);
  });

  it.each([
    ['null', null],
    ['text', 'all is well'],
    ['number', 42],
    ['array', [{ resources: expect.any(Array) }]],
    [
      'fields',
      {
        resources: {
          0: expect.any(Object),
          1: expect.any(Object),
          2: expect.any(Object),
        },
      },
    ],
  ] as const)('wrong-types: %s', async (shape, expected) => {
    set({ kind: 'wrong-types', shape });
    const response = await ask(emulator, MEMBERSHIPS);
    expect(await response.json()).toEqual(expected);
  });

  it('wrong-types: leaves', async () => {
    set({ kind: 'wrong-types', shape: 'leaves' });
    const { resources } = await (await ask(emulator, MEMBERSHIPS)).json();
    expect(resources[0]).toMatchObject({
      name: { value: expect.any(Number) },
      state: { code: { value: 'READY'.length } },
      endpoint: { googleManaged: 'yes' },
    });
  });

  it('redirect: to another host', async () => {
    const asked: IncomingMessage[] = [];
    const other = createServer((req, res) => {
      asked.push(req);
      res.end('{}');
    });
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    set({ kind: 'redirect', to });
    const response = await ask(emulator, MEMBERSHIPS);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(to);
    expect(asked).toHaveLength(0);
    await new Promise(resolve => other.close(resolve));
  });

  it('meets the method, location and resource it was made for, and no other', async () => {
    const status = async (path: string) =>
      (await ask(emulator, `v1/projects/acme-fleet/locations/${path}`)).status;
    set({
      kind: 'status',
      status: 500,
      method: 'features.get',
      resource: 'servicemesh',
    });
    expect(await status('global/features/servicemesh')).toBe(500);
    expect(await status('global/features/configmanagement')).toBe(200);
    set({
      kind: 'status',
      status: 503,
      method: 'memberships.*',
      location: 'global',
    });
    expect(await status('global/memberships')).toBe(503);
    expect(await status('global/memberships/three')).toBe(503);
    expect(await status('-/memberships')).toBe(200);
    expect(await status('europe-west1/memberships/two')).toBe(200);
  });

  it('lasts as many times as it was told to, or until it is cleared', async () => {
    const status = async () => (await ask(emulator, MEMBERSHIPS)).status;
    const id = set({ kind: 'status', status: 500 });
    set({ kind: 'status', status: 503, times: 2 });
    expect(emulator.faults.list()).toHaveLength(2);
    expect(await status()).toBe(500);
    expect(emulator.faults.clear(id)).toBe(1);
    expect(await status()).toBe(503);
    expect(await status()).toBe(200);
    expect(emulator.faults.list()).toEqual([]);
  });

  it('joins latency with another fault', async () => {
    set({ kind: 'latency', milliseconds: 60 });
    set({ kind: 'status', status: 503 });
    const began = performance.now();
    expect((await ask(emulator, MEMBERSHIPS)).status).toBe(503);
    expect(performance.now() - began).toBeGreaterThan(55);
  });

  it.each([
    [{ kind: 'earthquake' }, 'kind must be one of latency, hang, reset'],
    [{ kind: 'latency' }, 'milliseconds'],
    [{ kind: 'status', status: 418 }, 'status: must be one of 400, 401'],
    [{ kind: 'unreachable' }, 'location: say which location'],
    [{ kind: 'hang', method: 'memberships list' }, 'must be a method such as'],
    [{ kind: 'hang', often: 2 }, 'unknown key "often"'],
    [null, 'Not a fault'],
  ])('refuses %j', (fault, message) => {
    expect(() => emulator.faults.read(fault)).toThrow(message);
    expect(emulator.faults.list()).toEqual([]);
  });
});
