import { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { clusterKey } from './fleet/clusterSchema';
import { loadFleet } from './fleet/loadFleet';
import { FleetEmulator, startFleetEmulator } from './startFleetEmulator';
import { gcloudAvailable, runGcloud, runGcloudJson } from './testing/gcloud';
import { DEMO_FLEET } from './__testUtils__/hub';

// gcloud needs seconds to start, and more on a busy machine.
jest.setTimeout(180_000);

const describeWithGcloud = gcloudAvailable() ? describe : describe.skip;

describeWithGcloud('gcloud, which must be on PATH for this', () => {
  let emulator: FleetEmulator;

  beforeAll(async () => {
    emulator = await startFleetEmulator({
      fleet: await loadFleet(DEMO_FLEET),
      tokens: [
        'emulator-token',
        { token: 'no-memberships', denied: ['gkehub.memberships.*'] },
      ],
    });
  });
  afterAll(() => emulator.close());

  const fleet = (...args: string[]) =>
    runGcloudJson(['container', 'fleet', ...args], { emulator });
  const beta = (...args: string[]) =>
    runGcloudJson(['beta', 'container', 'fleet', ...args], { emulator });
  const names = (resources: unknown) =>
    (resources as Array<{ name: string }>)
      .map(({ name }) => name.split('/').at(-1))
      .sort();

  it('lists and describes the clusters', async () => {
    const memberships = await fleet('memberships', 'list');
    expect(names(memberships)).toEqual(
      emulator.fleet
        .listClusters()
        .map(({ name }) => name)
        .sort(),
    );
    const described = (await fleet(
      'memberships',
      'describe',
      'atkv3-prod',
      '--location=europe-north1',
    )) as gkehub_v1.Schema$Membership;
    const definition = emulator.fleet.cluster('europe-north1/atkv3-prod');
    expect(described).toMatchObject({
      name: 'projects/acme-fleet/locations/europe-north1/memberships/atkv3-prod',
      labels: definition?.labels,
      endpoint: {
        onPremCluster: {
          resourceLink: expect.stringContaining('/vmwareClusters/atkv3-prod'),
        },
        kubernetesMetadata: {
          kubernetesApiServerVersion: definition?.kubernetes?.version,
          nodeCount: definition?.kubernetes?.nodes,
        },
      },
    });
  });

  it('describes the mesh and Policy Controller', async () => {
    const key = (cluster: string) => {
      const [location, name] = cluster.split('/');
      return `projects/123456789012/locations/${location}/memberships/${name}`;
    };
    const mesh = (await beta('mesh', 'describe')) as gkehub_v1.Schema$Feature;
    const withMesh = emulator.fleet.listClusters().filter(({ mesh: m }) => m);
    expect(Object.keys(mesh.membershipSpecs ?? {}).sort()).toEqual(
      withMesh.map(cluster => key(clusterKey(cluster))).sort(),
    );
    expect(
      mesh.membershipStates?.[key('europe-north1/tiles-prod')],
    ).toMatchObject({
      servicemesh: {
        controlPlaneManagement: {
          state: 'DEGRADED',
          implementation: 'TRAFFIC_DIRECTOR',
        },
        conditions: [{ code: 'QUOTA_EXCEEDED_BACKEND_SERVICES' }],
      },
    });
    const policy = (await beta(
      'policycontroller',
      'describe',
    )) as gkehub_v1.Schema$Feature;
    expect(
      policy.membershipStates?.[key('europe-north1/atbm1-prod')],
    ).toMatchObject({
      state: { code: 'ERROR' },
      policycontroller: {
        state: 'CLUSTER_ERROR',
        componentStates: { audit: { state: 'CLUSTER_ERROR' } },
      },
    });
  });

  it('lists and describes features', async () => {
    expect(names(await fleet('features', 'list'))).toEqual([
      'configmanagement',
      'fleetobservability',
      'policycontroller',
      'rbacrolebindingactuation',
      'servicemesh',
    ]);
    expect(
      await fleet('features', 'describe', 'configmanagement'),
    ).toMatchObject({
      name: 'projects/acme-fleet/locations/global/features/configmanagement',
      resourceState: { state: 'ACTIVE' },
    });
  });

  it('lists, describes, creates and deletes scopes and namespaces', async () => {
    expect(names(await fleet('scopes', 'list'))).toEqual([
      'basemap',
      'property',
    ]);
    expect(await fleet('scopes', 'describe', 'property')).toMatchObject({
      namespaceLabels: { team: 'property', 'istio-injection': 'enabled' },
    });
    const namespaces = () =>
      fleet('scopes', 'namespaces', 'list', '--scope=property');
    expect(names(await namespaces())).toEqual([
      'cadastre-main',
      'cadastre-preview',
    ]);
    await fleet('scopes', 'create', 'geodesy');
    await fleet(
      'scopes',
      'namespaces',
      'create',
      'register',
      '--scope=property',
    );
    expect(names(await namespaces())).toContain('register');
    expect(
      await fleet(
        'scopes',
        'namespaces',
        'describe',
        'register',
        '--scope=property',
      ),
    ).toMatchObject({ state: { code: 'READY' } });
    const again = await runGcloud(
      [
        'container',
        'fleet',
        'scopes',
        'namespaces',
        'create',
        'register',
        '--scope=property',
      ],
      { emulator },
    );
    expect(again.exitCode).toBe(1);
    expect(again.stderr).toContain('already exists');
    await fleet(
      'scopes',
      'namespaces',
      'delete',
      'register',
      '--scope=property',
    );
    await fleet('scopes', 'delete', 'geodesy');
    expect(names(await namespaces())).not.toContain('register');
    expect(names(await fleet('scopes', 'list'))).not.toContain('geodesy');
  });

  it('binds clusters and people to a scope', async () => {
    const one = emulator.clusters.get('europe-north1/atkv3-prod');
    const inScope = '--scope=geodesy';
    const bindings = ['memberships', 'bindings'];
    const at = ['--membership=atkv3-prod', '--location=europe-north1'];
    const roles = ['scopes', 'rbacrolebindings'];
    await fleet('scopes', 'create', 'geodesy', '--namespace-labels=tier=gold');
    await fleet(...bindings, 'create', 'geodesy', ...at, inScope);
    expect(names(await fleet(...bindings, 'list', ...at))).toContain('geodesy');
    expect(
      await fleet(...bindings, 'describe', 'geodesy', ...at),
    ).toMatchObject({
      scope: 'projects/acme-fleet/locations/global/scopes/geodesy',
      state: { code: 'READY' },
    });
    await fleet('scopes', 'namespaces', 'create', 'tides', inScope);
    await fleet(
      ...roles,
      'create',
      'team',
      inScope,
      '--role=edit',
      '--group=geodesy@acme.example',
    );
    expect(one?.get('namespaces', 'tides').metadata.labels).toMatchObject({
      tier: 'gold',
    });
    expect(
      one?.all('rolebindings.rbac.authorization.k8s.io', 'tides'),
    ).toMatchObject([
      {
        roleRef: { kind: 'ClusterRole', name: 'edit' },
        subjects: [{ kind: 'Group', name: 'geodesy@acme.example' }],
      },
    ]);
    await fleet(...roles, 'update', 'team', inScope, '--role=view');
    expect(await fleet(...roles, 'describe', 'team', inScope)).toMatchObject({
      group: 'geodesy@acme.example',
      role: { predefinedRole: 'VIEW' },
    });
    expect(names(await fleet(...roles, 'list', inScope))).toEqual(['team']);
    const early = await runGcloud(
      ['container', 'fleet', 'scopes', 'delete', 'geodesy', '--quiet'],
      { emulator },
    );
    expect(early.exitCode).toBe(1);
    expect(early.stderr).toContain('still has namespaces (tides)');
    await fleet(...roles, 'delete', 'team', inScope);
    await fleet('scopes', 'namespaces', 'delete', 'tides', inScope);
    await fleet(...bindings, 'delete', 'geodesy', ...at);
    await fleet('scopes', 'delete', 'geodesy');
    expect(one?.find('namespaces', 'tides')).toBeUndefined();
  });

  it('understands the errors', async () => {
    const listed = ['container', 'fleet', 'memberships', 'list'];
    const denied = await runGcloud(listed, {
      emulator,
      token: 'no-memberships',
    });
    expect(denied).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(
        "Permission 'gkehub.memberships.list' denied",
      ),
    });
    const unknown = await runGcloud(listed, { emulator, token: 'unknown' });
    expect(unknown).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('UNAUTHENTICATED'),
    });
    emulator.fleet.updateFeatures({ mesh: null });
    const off = await runGcloud(
      ['beta', 'container', 'fleet', 'mesh', 'describe'],
      { emulator },
    );
    expect(off).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('is not enabled'),
    });
    emulator.faults.set({ kind: 'unreachable', location: 'europe-west4' });
    const partial = await runGcloud(
      ['beta', 'container', 'fleet', 'config-management', 'status'],
      { emulator },
    );
    expect(partial).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining(
        "Locations ['europe-west4'] are currently unreachable",
      ),
    });
    emulator.faults.clear();
    emulator.fleet.reset();
  });
});
