import { setTimeout as sleep } from 'node:timers/promises';
import { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { DEFAULT_TOKEN } from '../server/Tokens';
import { FleetEmulator, startFleetEmulator } from '../startFleetEmulator';
import { ask, hubClient, SMALL_FLEET } from '../__testUtils__/hub';

const parent = 'projects/acme-fleet/locations/global';

describe('scopes, namespaces and their operations', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: SMALL_FLEET,
      operationDuration: 60,
      tokens: [DEFAULT_TOKEN],
    });
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.fleet.reset());

  const locations = () => hubClient(emulator).projects.locations;
  const scopes = () => locations().scopes;

  async function finish({
    data,
  }: {
    data: gkehub_v1.Schema$Operation;
  }): Promise<gkehub_v1.Schema$Operation> {
    let operation = data;
    while (!operation.done) {
      await sleep(15);
      ({ data: operation } = await locations().operations.get({
        name: operation.name ?? '',
      }));
    }
    return operation;
  }

  it('lists and gets what the fleet file has', async () => {
    const { data } = await scopes().list({ parent });
    expect(data.scopes).toMatchObject([
      {
        name: `${parent}/scopes/property`,
        labels: { team: 'property' },
        state: { code: 'READY' },
      },
    ]);
    const permitted = await scopes().listPermitted({ parent });
    expect(permitted.data).toEqual(data);
    const { data: namespace } = await scopes().namespaces.get({
      name: `${parent}/scopes/property/namespaces/cadastre-main`,
    });
    expect(namespace).toMatchObject({
      scope: `${parent}/scopes/property`,
      state: { code: 'READY' },
    });
  });

  it('creates a scope and a namespace, and deletes them again', async () => {
    const created = await scopes().create({
      parent,
      scopeId: 'geodesy',
      requestBody: { labels: { team: 'geodesy' } },
    });
    expect(created.data).toMatchObject({
      name: expect.stringMatching(`^${parent}/operations/operation-`),
      done: false,
      metadata: { target: `${parent}/scopes/geodesy`, verb: 'create' },
    });
    expect(created.data).not.toHaveProperty('response');
    const { data: early } = await scopes().get({
      name: `${parent}/scopes/geodesy`,
    });
    expect(early.state?.code).toBe('CREATING');

    expect((await finish(created)).response).toMatchObject({
      '@type': 'type.googleapis.com/google.cloud.gkehub.v1.Scope',
      name: `${parent}/scopes/geodesy`,
      labels: { team: 'geodesy' },
      state: { code: 'READY' },
    });

    const namespace = await scopes().namespaces.create({
      parent: `${parent}/scopes/geodesy`,
      scopeNamespaceId: 'tides-main',
      requestBody: { namespaceLabels: { tier: 'gold' } },
    });
    expect((await finish(namespace)).response).toMatchObject({
      scope: `${parent}/scopes/geodesy`,
      namespaceLabels: { tier: 'gold' },
    });

    await expect(
      scopes().delete({ name: `${parent}/scopes/geodesy` }),
    ).rejects.toMatchObject({ status: 400 });

    const name = `${parent}/scopes/geodesy/namespaces/tides-main`;
    const deleted = await scopes().namespaces.delete({ name });
    const { data: going } = await scopes().namespaces.get({ name });
    expect(going.state?.code).toBe('DELETING');
    expect((await finish(deleted)).response).toEqual({
      '@type': 'type.googleapis.com/google.protobuf.Empty',
    });
    await expect(scopes().namespaces.get({ name })).rejects.toMatchObject({
      status: 404,
    });
    await finish(await scopes().delete({ name: `${parent}/scopes/geodesy` }));
    const { data } = await scopes().list({ parent });
    expect(data.scopes).toHaveLength(1);

    const { data: operations } = await locations().operations.list({
      name: parent,
    });
    expect(operations.operations).toHaveLength(4);
  });

  it('refuses what exists already, also in another scope', async () => {
    await expect(
      scopes().create({ parent, scopeId: 'property' }),
    ).rejects.toMatchObject({
      status: 409,
      response: { data: { error: { status: 'ALREADY_EXISTS' } } },
    });
    await finish(await scopes().create({ parent, scopeId: 'other' }));
    await expect(
      scopes().namespaces.create({
        parent: `${parent}/scopes/other`,
        scopeNamespaceId: 'cadastre-main',
      }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it.each([
    ['no name', {}, 'Invalid scope_id'],
    ['a bad name', { scopeId: 'Property!' }, 'Invalid scope_id'],
    [
      'labels that are no text',
      { scopeId: 'x', requestBody: { labels: { a: 1 } } as object },
      'Invalid scope.labels.a',
    ],
    [
      'another location',
      { scopeId: 'x', parent: 'projects/acme-fleet/locations/europe-north1' },
      'scopes are only in locations/global',
    ],
  ])('refuses %s', async (_, params, message) => {
    await expect(scopes().create({ parent, ...params })).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(message),
    });
  });

  it('refuses the namespaces of Kubernetes itself', async () => {
    await expect(
      scopes().namespaces.create({
        parent: `${parent}/scopes/property`,
        scopeNamespaceId: 'kube-system',
      }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it.each([
    'scopes/none',
    'scopes/none/namespaces',
    'scopes/none:listMemberships',
    'scopes/property/namespaces/none',
    'operations/none',
    'fleets/none',
  ])('does not know %s', async path => {
    const response = await ask(emulator, `v1/${parent}/${path}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      error: { status: 'NOT_FOUND' },
    });
  });

  it('refuses a body that is no JSON', async () => {
    const response = await ask(emulator, `v1/${parent}/scopes?scopeId=x`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { status: 'INVALID_ARGUMENT' },
    });
  });

  it('lists the clusters of a scope and the scopes of a cluster', async () => {
    const { data: bound } = await scopes().listMemberships({
      scopeName: `${parent}/scopes/property`,
    });
    expect(bound.memberships?.map(({ name }) => name)).toEqual([
      'projects/acme-fleet/locations/europe-north1/memberships/one',
      'projects/acme-fleet/locations/europe-west1/memberships/two',
    ]);
    const bindings = locations().memberships.bindings;
    const { data: all } = await bindings.list({
      parent: 'projects/acme-fleet/locations/-/memberships/-',
    });
    expect(all.membershipBindings).toHaveLength(2);
    const { data: own } = await bindings.list({
      parent: 'projects/acme-fleet/locations/europe-west1/memberships/two',
    });
    expect(own.membershipBindings).toMatchObject([
      { scope: `${parent}/scopes/property` },
    ]);
  });

  it('has a fleet, locations and a project number', async () => {
    const { data: fleets } = await locations().fleets.list({
      parent: 'projects/acme-fleet/locations/-',
    });
    expect(fleets.fleets).toMatchObject([
      { name: `${parent}/fleets/default`, state: { code: 'READY' } },
    ]);
    const { data: list } = await locations().list({
      name: 'projects/acme-fleet',
    });
    expect(list.locations?.map(({ locationId }) => locationId)).toEqual([
      'europe-north1',
      'europe-west1',
      'global',
    ]);
    const project = await ask(emulator, 'v1/projects/acme-fleet');
    expect(await project.json()).toMatchObject({
      projectId: 'acme-fleet',
      projectNumber: '123456789012',
    });
  });
});
