import { generateFleet } from '../generator/generateFleet';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, hubClient, MEMBERSHIPS, SMALL_FLEET } from '../__testUtils__/hub';

const parent = 'projects/acme-fleet/locations/-';

describe('memberships', () => {
  let emulator: FleetEmulator;
  let now = Date.parse('2026-11-22T10:00:30Z');

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: SMALL_FLEET,
      now: () => now,
    });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.fleet.reset());

  const memberships = () => hubClient(emulator).projects.locations.memberships;
  const list = async (params: {
    parent?: string;
    filter?: string;
    orderBy?: string;
  }) => {
    const { data } = await memberships().list({ parent, ...params });
    return data.resources?.map(({ name }) => name?.split('/').at(-1)) ?? [];
  };

  it('lists every location, by name', async () => {
    expect(await list({})).toEqual(['one', 'two', 'three']);
  });

  it('lists one location, whether the project is named by ID or number', async () => {
    expect(
      await list({ parent: 'projects/acme-fleet/locations/europe-west1' }),
    ).toEqual(['two']);
    const { data } = await memberships().list({
      parent: 'projects/123456789012/locations/europe-west1',
    });
    expect(data.resources?.[0].name).toBe(
      'projects/acme-fleet/locations/europe-west1/memberships/two',
    );
  });

  it('answers a location without clusters with nothing at all', async () => {
    const { data } = await memberships().list({
      parent: 'projects/acme-fleet/locations/us-east4',
    });
    expect(data).toEqual({});
  });

  it.each([
    ['labels.env=prod', ['one', 'two']],
    ['labels.env:*', ['one', 'two', 'three']],
    ['labels.env=prod AND labels.site=dc1', ['two']],
    ['labels.env=staging', []],
    ['labels.toString:*', []],
    ['state=READY', ['one', 'two', 'three']],
    ['state=CREATING', []],
    [
      'name="projects/acme-fleet/locations/global/memberships/three"',
      ['three'],
    ],
  ])('filters by %s', async (filter, expected) => {
    expect(await list({ filter })).toEqual(expected);
  });

  it('orders', async () => {
    expect(await list({ orderBy: 'name desc' })).toEqual([
      'three',
      'two',
      'one',
    ]);
    await expect(list({ orderBy: 'colour' })).rejects.toThrow(
      'Invalid order_by: use one of name, create_time, update_time',
    );
  });

  it.each([
    ['filter', { filter: 'colour=red' }, 'unknown field "colour"'],
    ['page size', { pageSize: -1 }, 'must be a number that is not negative'],
    ['page token', { pageToken: 'nonsense' }, 'does not belong to this'],
  ])('refuses a wrong %s', async (_, params, message) => {
    const error = await memberships()
      .list({ parent, ...params })
      .catch(caught => caught);
    expect(error.message).toContain(message);
    expect(error.status).toBe(400);
    expect(error.response.data.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.BadRequest',
          fieldViolations: [{ description: expect.stringContaining(message) }],
        },
      ],
    });
  });

  it('refuses an unknown query parameter, as Google does', async () => {
    const response = await ask(emulator, `${MEMBERSHIPS}?colour=red`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining('Unknown name "colour"') },
    });
  });

  it('pages through a fleet without losing or repeating a cluster, even when one goes away', async () => {
    emulator.fleet.replace(generateFleet({ seed: 1, clusters: 25 }));
    const names: string[] = [];
    let pageToken: string | undefined;
    let pages = 0;
    do {
      const { data } = await memberships().list({
        parent,
        pageSize: 10,
        pageToken,
      });
      names.push(...(data.resources ?? []).map(({ name }) => name ?? ''));
      pageToken = data.nextPageToken ?? undefined;
      pages += 1;
      if (pages === 1) {
        const [, , , , , location, , last] = `/x/${names.at(-1)}`.split('/');
        emulator.fleet.removeCluster(`${location}/${last}`);
      }
    } while (pageToken);
    expect(pages).toBe(3);
    expect(names).toHaveLength(25);
    expect(new Set(names).size).toBe(25);
  });

  it('does not go on with the page token of another query', async () => {
    const { data } = await memberships().list({ parent, pageSize: 1 });
    const error = await memberships()
      .list({
        parent,
        pageSize: 1,
        pageToken: data.nextPageToken ?? '',
        filter: 'labels.env=dev',
      })
      .catch(caught => caught);
    expect(error.status).toBe(400);
  });

  it('gives one cluster, with the zero values left out', async () => {
    const { data } = await memberships().get({
      name: 'projects/123456789012/locations/europe-west1/memberships/two',
    });
    expect(data).toMatchObject({
      name: 'projects/acme-fleet/locations/europe-west1/memberships/two',
      labels: { env: 'prod', team: 'b', site: 'dc1' },
      state: { code: 'READY' },
      endpoint: {
        onPremCluster: {
          resourceLink:
            '//gkeonprem.googleapis.com/projects/acme-fleet/locations/europe-west1/vmwareClusters/two',
          clusterType: 'USER',
        },
      },
    });
    expect(data.endpoint?.onPremCluster).not.toHaveProperty('adminCluster');
    expect(data.endpoint?.onPremCluster).not.toHaveProperty('clusterMissing');
    expect(data.endpoint).not.toHaveProperty('googleManaged');
  });

  it('moves the time of an agent that reports, once a heartbeat', async () => {
    const lastConnectionTime = async () => {
      const { data } = await memberships().get({
        name: 'projects/acme-fleet/locations/europe-west1/memberships/two',
      });
      return data.lastConnectionTime;
    };
    expect(await lastConnectionTime()).toBe('2026-11-22T09:58:00Z');
    now += 20_000;
    expect(await lastConnectionTime()).toBe('2026-11-22T09:58:00Z');
    now += 20_000;
    expect(await lastConnectionTime()).toBe('2026-11-22T09:59:00Z');
  });

  it('counts relative times from its own clock', async () => {
    emulator.fleet.updateCluster('global/three', {
      registered: '1 day ago',
    });
    const { data } = await memberships().get({
      name: 'projects/acme-fleet/locations/global/memberships/three',
    });
    expect(data.createTime).toMatch(/^2026-11-21T10:0/);
  });

  it('does not know a cluster that is not there', async () => {
    const error = await memberships()
      .get({ name: 'projects/acme-fleet/locations/global/memberships/one' })
      .catch(caught => caught);
    expect(error.status).toBe(404);
    expect(error.response.data.error).toMatchObject({
      code: 404,
      status: 'NOT_FOUND',
      message:
        "Resource 'projects/acme-fleet/locations/global/memberships/one' was not found",
    });
  });

  it('serves v1beta with the same shapes', async () => {
    const [v1, beta] = await Promise.all(
      ['v1', 'v1beta'].map(async version =>
        (
          await ask(
            emulator,
            `${version}/projects/acme-fleet/locations/-/memberships`,
          )
        ).json(),
      ),
    );
    expect(beta).toEqual(v1);
  });

  it('says so when it does not have a method', async () => {
    const response = await ask(emulator, MEMBERSHIPS, { method: 'PATCH' });
    expect(response.status).toBe(501);
    expect(await response.json()).toEqual({
      error: {
        code: 501,
        status: 'UNIMPLEMENTED',
        message: `The emulator has no PATCH /${MEMBERSHIPS}`,
      },
    });
  });
});
