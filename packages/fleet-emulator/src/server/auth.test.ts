import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, hubClient, MEMBERSHIPS, SMALL_FLEET } from '../__testUtils__/hub';

describe('authentication', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: SMALL_FLEET,
      tokens: [
        'all',
        { token: 'no-features', denied: ['gkehub.features.*'] },
        { token: 'nothing', denied: ['*'] },
      ],
    });
  });
  afterAll(() => emulator.close());

  it.each([
    ['no header', undefined, 'CREDENTIALS_MISSING'],
    ['another scheme', 'Basic YTpi', 'ACCESS_TOKEN_EXPIRED'],
    ['an unknown token', 'Bearer other', 'ACCESS_TOKEN_EXPIRED'],
    ['an empty token', 'Bearer ', 'ACCESS_TOKEN_EXPIRED'],
  ])('answers 401 to %s', async (_, authorization, reason) => {
    const response = await fetch(`${emulator.url}/${MEMBERSHIPS}`, {
      headers: authorization ? { authorization } : {},
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('Bearer');
    expect(await response.json()).toMatchObject({
      error: {
        code: 401,
        status: 'UNAUTHENTICATED',
        details: [
          { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason },
        ],
      },
    });
  });

  it('answers 403 to a token without the permission', async () => {
    const error = await hubClient(emulator, 'no-features')
      .projects.locations.features.get({
        name: 'projects/acme-fleet/locations/global/features/servicemesh',
      })
      .catch(caught => caught);
    expect(error.status).toBe(403);
    expect(error.response.data.error).toEqual({
      code: 403,
      status: 'PERMISSION_DENIED',
      message:
        "Permission 'gkehub.features.get' denied on 'projects/acme-fleet/locations/global/features/servicemesh'",
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
          reason: 'IAM_PERMISSION_DENIED',
          domain: 'iam.googleapis.com',
          metadata: {
            permission: 'gkehub.features.get',
            resource:
              'projects/acme-fleet/locations/global/features/servicemesh',
          },
        },
      ],
    });
    expect(
      (await ask(emulator, MEMBERSHIPS, { token: 'no-features' })).status,
    ).toBe(200);
    expect(
      (await ask(emulator, MEMBERSHIPS, { token: 'nothing' })).status,
    ).toBe(403);
  });

  it('does not say whether another project exists', async () => {
    const response = await ask(
      emulator,
      'v1/projects/other-project/locations/-/memberships',
      { token: 'all' },
    );
    expect(response.status).toBe(403);
  });

  it('refuses to start with a token that no header can carry', async () => {
    await expect(
      startFleetEmulator({ fleet: SMALL_FLEET, tokens: ['a b'] }),
    ).rejects.toThrow('A token is empty or has spaces');
  });

  it('writes down that a token came, never the token', async () => {
    emulator.requests.clear();
    await ask(emulator, MEMBERSHIPS, { token: 'all' });
    const requests = emulator.requests.list();
    expect(requests).toMatchObject([
      {
        verb: 'GET',
        path: `/${MEMBERSHIPS}`,
        method: 'memberships.list',
        location: '-',
        authorization: true,
        status: 200,
      },
    ]);
    expect(JSON.stringify(requests)).not.toContain('Bearer');
    expect(emulator.requests.count('memberships.list')).toBe(1);
  });
});
