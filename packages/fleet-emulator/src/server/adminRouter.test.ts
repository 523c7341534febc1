import { request } from 'node:http';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, MEMBERSHIPS, SMALL_FLEET } from '../__testUtils__/hub';

describe('admin routes', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({ fleet: SMALL_FLEET });
  });
  afterAll(() => emulator.close());
  beforeEach(() => admin('POST', 'reset'));

  async function admin(method: string, path: string, body?: unknown) {
    const response = await fetch(`${emulator.url}/emulator/${path}`, {
      method,
      headers: {
        'content-type':
          typeof body === 'string' ? 'application/yaml' : 'application/json',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
  const clusters = async () => {
    const { resources = [] } = await (await ask(emulator, MEMBERSHIPS)).json();
    return resources.map(({ name }: { name: string }) =>
      name.split('/').at(-1),
    );
  };

  it('switches faults on and off', async () => {
    const { body: fault } = await admin('POST', 'faults', {
      kind: 'status',
      status: 503,
    });
    expect((await ask(emulator, MEMBERSHIPS)).status).toBe(503);
    expect((await admin('GET', 'faults')).body.faults).toEqual([
      { ...fault, hits: 1 },
    ]);
    expect(await admin('DELETE', `faults/${fault.id}`)).toEqual({
      status: 200,
      body: { cleared: 1 },
    });
    expect((await admin('DELETE', `faults/${fault.id}`)).status).toBe(404);
    expect((await ask(emulator, MEMBERSHIPS)).status).toBe(200);
    await admin('POST', 'faults', { kind: 'hang' });
    expect((await admin('DELETE', 'faults')).body).toEqual({ cleared: 1 });
  });

  it('refuses a fault that it does not know', async () => {
    expect(await admin('POST', 'faults', { kind: 'flood' })).toEqual({
      status: 400,
      body: { error: expect.stringContaining('kind must be one of latency') },
    });
  });

  it('tells what was asked', async () => {
    await ask(emulator, MEMBERSHIPS);
    await fetch(`${emulator.url}/v1/nowhere`);
    const { body } = await admin('GET', 'requests');
    expect(body).toMatchObject({
      total: 2,
      counts: { 'memberships.list': 1, unknown: 1 },
      requests: [
        { path: `/${MEMBERSHIPS}`, authorization: true, status: 200 },
        { path: '/v1/nowhere', authorization: false, status: 501 },
      ],
    });
    const { body: some } = await admin(
      'GET',
      'requests?method=memberships.list',
    );
    expect(some.requests).toHaveLength(1);
    await admin('DELETE', 'requests');
    expect((await admin('GET', '')).body).toMatchObject({ requests: 0 });
  });

  it('changes one cluster', async () => {
    const { body } = await admin('PATCH', 'fleet/clusters/europe-north1/one', {
      configSync: { status: 'pending' },
      mesh: null,
    });
    expect(body).toMatchObject({ configSync: { status: 'pending' } });
    expect(body).not.toHaveProperty('mesh');
    const feature = await ask(
      emulator,
      'v1/projects/acme-fleet/locations/global/features/configmanagement',
    );
    const { membershipStates } = await feature.json();
    expect(
      membershipStates[
        'projects/123456789012/locations/europe-north1/memberships/one'
      ].configmanagement.configSyncState.syncState,
    ).toMatchObject({ code: 'PENDING', syncToken: 'a'.repeat(40) });
  });

  it('adds, shows and removes clusters', async () => {
    const four = { name: 'four', location: 'global', platform: 'edge' };
    expect((await admin('POST', 'fleet/clusters', four)).status).toBe(200);
    expect(await clusters()).toEqual(['one', 'two', 'four', 'three']);
    expect((await admin('POST', 'fleet/clusters', four)).body).toEqual({
      error: 'global/four is in the fleet already; update it instead',
    });
    expect(
      (await admin('GET', 'fleet/clusters/global/four')).body,
    ).toMatchObject(four);
    expect((await admin('DELETE', 'fleet/clusters/global/four')).status).toBe(
      200,
    );
    expect((await admin('GET', 'fleet/clusters/global/four')).status).toBe(404);
    expect(await clusters()).toEqual(['one', 'two', 'three']);
  });

  it.each([
    [
      'PATCH',
      'fleet/clusters/global/none',
      {},
      'There is no cluster global/none in the fleet',
    ],
    ['DELETE', 'fleet/clusters/global/none', undefined, 'There is no cluster'],
    [
      'PATCH',
      'fleet/clusters/global/three',
      { platform: 'mainframe' },
      'platform: "mainframe" is not a platform; use one of gke',
    ],
    [
      'PATCH',
      'fleet/clusters/global/three',
      { name: 'four' },
      'global/three cannot be renamed',
    ],
    ['PATCH', 'fleet/features', { mesh: { default: 'magic' } }, 'mesh.default'],
    ['PUT', 'fleet', 'clusters: 3', 'project: is missing'],
  ])('%s %s refuses %j', async (method, path, body, message) => {
    const response = await admin(method, path, body);
    expect(response.status).toBe(400);
    expect(response.body.error).toContain(message);
    expect(await clusters()).toEqual(['one', 'two', 'three']);
  });

  it('replaces the fleet, by YAML or by what it gave, and resets it', async () => {
    const { body: before } = await admin('GET', 'fleet');
    expect(
      await admin(
        'PUT',
        'fleet',
        'project: { id: acme-fleet, number: 1 }\nclusters: []\n',
      ),
    ).toEqual({ status: 200, body: { clusters: 0 } });
    expect(await clusters()).toEqual([]);
    await admin('PUT', 'fleet', before);
    expect(await clusters()).toEqual(['one', 'two', 'three']);
    // A scope may still name the cluster that went away.
    await admin('DELETE', 'fleet/clusters/europe-north1/one');
    const { body: smaller } = await admin('GET', 'fleet');
    expect((await admin('PUT', 'fleet', smaller)).status).toBe(200);
    expect(await clusters()).toEqual(['two', 'three']);
    await admin('POST', 'reset');
    expect((await admin('GET', 'fleet')).body).toEqual(before);
  });

  it('switches features off', async () => {
    await admin('PATCH', 'fleet/features', { mesh: null });
    const response = await ask(
      emulator,
      'v1/projects/acme-fleet/locations/global/features/servicemesh',
    );
    expect(response.status).toBe(404);
  });

  it('says what it does not know', async () => {
    expect(await admin('GET', 'nowhere')).toEqual({
      status: 404,
      body: { error: 'No route GET /emulator/nowhere; see the README' },
    });
    const broken = await fetch(`${emulator.url}/emulator/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
  });

  it.each([
    ['a web page', { origin: 'https://evil.example' }],
    ['a host name that points here', { host: 'evil.example:8444' }],
  ])('refuses %s', async (_, headers) => {
    const status = await new Promise(resolve =>
      request(`${emulator.url}/emulator/reset`, { method: 'POST', headers })
        .on('response', response => {
          response.resume();
          resolve(response.statusCode);
        })
        .end(),
    );
    expect(status).toBe(403);
  });
});
