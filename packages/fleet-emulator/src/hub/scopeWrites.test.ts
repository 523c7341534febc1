import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, SMALL_FLEET } from '../__testUtils__/hub';

const SCOPES = 'projects/acme-fleet/locations/global/scopes';
const ONE = 'projects/acme-fleet/locations/europe-north1/memberships/one';
const TWO = 'projects/acme-fleet/locations/europe-west1/memberships/two';
const BINDING = 'rolebindings.rbac.authorization.k8s.io';

describe('what is written about scopes', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: {
        ...SMALL_FLEET,
        features: { ...SMALL_FLEET.features, customRoles: ['auditor'] },
      },
      operationDuration: 0,
      tokens: [
        'all',
        { token: 'no-bindings', denied: ['gkehub.membershipbindings.*'] },
        { token: 'no-roles', denied: ['gkehub.rbacrolebindings.create'] },
      ],
    });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.fleet.reset());

  async function send(
    method: string,
    path: string,
    body?: object,
    token = 'all',
  ) {
    const response = await ask(emulator, `v1/${path}`, {
      method,
      token,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }
  const well = async (method: string, path: string, body?: object) => {
    const { status, json } = await send(method, path, body);
    expect([path, status, json.error?.message]).toEqual([path, 200, undefined]);
    return json;
  };
  const cluster = (ref: string) => emulator.clusters.get(ref)!;

  async function geodesy() {
    await well('POST', `${SCOPES}?scopeId=geodesy`, {
      namespaceLabels: { team: 'geodesy', tier: 'gold' },
    });
    await well('POST', `${ONE}/bindings?membershipBindingId=geodesy`, {
      scope: `${SCOPES}/geodesy`,
    });
    await well(
      'POST',
      `${SCOPES}/geodesy/namespaces?scopeNamespaceId=tides-main`,
      { namespaceLabels: { env: 'prod', tier: 'tin' } },
    );
  }

  it('comes to the clusters of the scope, those looked at later as well', async () => {
    cluster('europe-north1/one');
    await geodesy();
    expect(
      cluster('europe-north1/one').get('namespaces', 'tides-main').metadata
        .labels,
    ).toEqual({
      team: 'geodesy',
      tier: 'gold',
      env: 'prod',
      'fleet.gke.io/fleet-scope': 'geodesy',
      'kubernetes.io/metadata.name': 'tides-main',
    });
    expect(
      cluster('europe-west1/two').find('namespaces', 'tides-main'),
    ).toBeUndefined();
    await well('POST', `${TWO}/bindings?membershipBindingId=any`, {
      scope: 'projects/123456789012/locations/global/scopes/geodesy',
    });
    expect(
      cluster('europe-west1/two').find('namespaces', 'tides-main'),
    ).toBeDefined();
  });

  it('gives people the roles that role bindings say', async () => {
    await geodesy();
    const path = `${SCOPES}/geodesy/rbacrolebindings`;
    const done = await well('POST', `${path}?rbacrolebindingId=team`, {
      group: 'geodesy@acme.example',
      role: { predefinedRole: 'EDIT' },
    });
    expect(done).toMatchObject({
      done: true,
      metadata: { target: `${path}/team`, verb: 'create' },
      response: {
        '@type': 'type.googleapis.com/google.cloud.gkehub.v1.RBACRoleBinding',
        name: `${path}/team`,
        group: 'geodesy@acme.example',
        role: { predefinedRole: 'EDIT' },
        state: { code: 'READY' },
      },
    });
    const member = { name: 'kari', groups: ['geodesy@acme.example'] };
    const action = {
      verb: 'create',
      group: 'apps',
      resource: 'deployments',
      namespace: 'tides-main',
    };
    const one = cluster('europe-north1/one');
    expect(one.can(member, action)).toBe(true);
    expect(one.can(member, { ...action, namespace: 'default' })).toBe(false);
    await well('PATCH', `${path}/team?updateMask=group,user`, {
      user: 'ola@acme.example',
    });
    expect(one.can(member, action)).toBe(false);
    expect(one.can({ name: 'ola@acme.example' }, action)).toBe(true);
    await well('DELETE', `${path}/team`);
    expect(one.all(BINDING, 'tides-main')).toEqual([]);
  });

  it('changes the labels of namespaces, by mask only', async () => {
    await geodesy();
    await well('PATCH', `${SCOPES}/geodesy?updateMask=namespace_labels`, {
      labels: { kept: 'out' },
      namespaceLabels: { team: 'sea' },
    });
    const scope = await well('GET', `${SCOPES}/geodesy`);
    expect(scope).toMatchObject({ namespaceLabels: { team: 'sea' } });
    expect(scope).not.toHaveProperty('labels');
    const { labels } = cluster('europe-north1/one').get(
      'namespaces',
      'tides-main',
    ).metadata;
    expect(labels).toMatchObject({ team: 'sea', tier: 'tin' });
    expect(
      await send('PATCH', `${SCOPES}/geodesy?updateMask=name`, {}),
    ).toMatchObject({
      status: 400,
      json: { error: { message: expect.stringContaining('update_mask') } },
    });
  });

  it('goes with the namespace, the binding or the scope, but never what was there before', async () => {
    const one = cluster('europe-north1/one');
    one.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'old-main', labels: { own: 'yes' } },
    });
    await geodesy();
    await well(
      'POST',
      `${SCOPES}/geodesy/namespaces?scopeNamespaceId=old-main`,
    );
    expect(one.get('namespaces', 'old-main').metadata.labels).toMatchObject({
      own: 'yes',
      team: 'geodesy',
    });
    expect(await send('DELETE', `${SCOPES}/geodesy`)).toMatchObject({
      status: 400,
      json: {
        error: {
          status: 'FAILED_PRECONDITION',
          message: expect.stringContaining('old-main, tides-main'),
        },
      },
    });
    await well('DELETE', `${SCOPES}/geodesy/namespaces/old-main`);
    await well('DELETE', `${SCOPES}/geodesy/namespaces/tides-main`);
    expect(one.find('namespaces', 'tides-main')).toBeUndefined();
    expect(one.get('namespaces', 'old-main').metadata.labels).toEqual({
      own: 'yes',
      'kubernetes.io/metadata.name': 'old-main',
    });
    await well('DELETE', `${ONE}/bindings/geodesy`);
    await well('DELETE', `${SCOPES}/geodesy`);
    expect(await send('GET', `${ONE}/bindings/geodesy`)).toMatchObject({
      status: 404,
      json: { error: { status: 'NOT_FOUND' } },
    });
  });

  it.each([
    [
      'no such cluster',
      `${ONE}x/bindings?membershipBindingId=b`,
      { scope: `${SCOPES}/property` },
      404,
      'memberships/onex',
    ],
    [
      'no such scope',
      `${ONE}/bindings?membershipBindingId=b`,
      { scope: `${SCOPES}/none` },
      404,
      'scopes/none',
    ],
    [
      'no scope at all',
      `${ONE}/bindings?membershipBindingId=b`,
      {},
      400,
      'membership_binding.scope',
    ],
    [
      'the same again',
      `${ONE}/bindings?membershipBindingId=property`,
      { scope: `${SCOPES}/property` },
      409,
      'bindings/property',
    ],
    [
      'a user and a group',
      `${SCOPES}/property/rbacrolebindings?rbacrolebindingId=b`,
      { user: 'a', group: 'b', role: { predefinedRole: 'VIEW' } },
      400,
      'set either user or group',
    ],
    [
      'an unknown role',
      `${SCOPES}/property/rbacrolebindings?rbacrolebindingId=b`,
      { user: 'a', role: { predefinedRole: 'KING' } },
      400,
      'rbacrolebinding.role.predefinedRole',
    ],
    [
      'a role that the fleet does not allow',
      `${SCOPES}/property/rbacrolebindings?rbacrolebindingId=b`,
      { user: 'a', role: { customRole: 'king' } },
      400,
      'allowed custom roles',
    ],
  ])('refuses %s', async (_, path, body, status, words) => {
    const { json, ...answer } = await send('POST', path, body);
    expect(answer.status).toBe(status);
    expect(json.error.message).toContain(words);
  });

  it('takes the custom roles that the fleet allows, and says which', async () => {
    const path = `${SCOPES}/property/rbacrolebindings`;
    await well('POST', `${path}?rbacrolebindingId=audit`, {
      user: 'ola@acme.example',
      role: { customRole: 'auditor' },
    });
    expect(await well('GET', `${path}/audit`)).toMatchObject({
      role: { customRole: 'auditor' },
    });
  });

  it.each([
    [
      'no-bindings',
      'POST',
      `${ONE}/bindings?membershipBindingId=b`,
      'gkehub.membershipbindings.create',
    ],
    [
      'no-bindings',
      'DELETE',
      `${ONE}/bindings/property`,
      'gkehub.membershipbindings.delete',
    ],
    [
      'no-bindings',
      'PATCH',
      `${ONE}/bindings/property?updateMask=labels`,
      'gkehub.membershipbindings.update',
    ],
    [
      'no-roles',
      'POST',
      `${SCOPES}/property/rbacrolebindings?rbacrolebindingId=b`,
      'gkehub.rbacrolebindings.create',
    ],
  ])('is denied to %s: %s %s', async (token, method, path, permission) => {
    const { status, json } = await send(method, path, {}, token);
    expect(status).toBe(403);
    expect(json.error.message).toBe(
      `Permission '${permission}' denied on '${path.split('?')[0]}'`,
    );
  });
});
