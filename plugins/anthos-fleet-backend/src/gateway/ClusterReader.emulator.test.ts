import { join } from 'node:path';
import {
  judgeCallees,
  judgeCallers,
  judgeMtls,
  judgeQuota,
} from 'backstage-plugin-anthos-fleet-common';
import { loadFleet } from 'fleet-emulator';
import { EmulatedFleet } from './__testUtils__/emulated';

jest.setTimeout(60_000);

describe('the demo fleet', () => {
  let fleet: EmulatedFleet;

  beforeAll(async () => {
    const file = join(__dirname, '../../../../examples/fleet.yaml');
    fleet = await EmulatedFleet.start({ fleet: await loadFleet(file) });
  });
  afterAll(() => fleet.stop());

  it('is read cluster by cluster, each as it is connected', async () => {
    const read = await Promise.all(
      fleet.clusters.map(async cluster => {
        const reading = await fleet.read(cluster, { slowParts: true });
        const { packageSyncs, namespaces } = reading;
        const { policyConstraints, meshRevisions } = reading;
        return {
          state: cluster.connection.state,
          outcome: reading.outcome,
          refusedBy: reading.refusedBy,
          parts: [packageSyncs, namespaces, policyConstraints, meshRevisions]
            .map(part => part?.outcome)
            .join(' '),
        };
      }),
    );
    const connected = read.filter(({ state }) => state === 'connected');
    expect(connected).toEqual(
      Array(connected.length).fill({
        state: 'connected',
        outcome: 'ok',
        refusedBy: undefined,
        parts: 'ok ok ok ok',
      }),
    );
    const away = read.filter(({ state }) =>
      ['disconnected', 'unknown'].includes(state),
    );
    expect(away.map(({ refusedBy }) => refusedBy)).toEqual(
      Array(away.length).fill('agent'),
    );
    expect([connected.length, away.length].every(Boolean)).toBe(true);
  });

  it('has syncs, objects, namespaces and constraints', async () => {
    const reading = await fleet.read(fleet.find('europe-north1/atgcp1-dev'), {
      slowParts: true,
    });
    const syncs = reading.packageSyncs?.data ?? [];
    const root = syncs.find(({ kind }) => kind === 'RootSync');
    expect(root).toMatchObject({
      namespace: 'config-management-system',
      name: 'root-sync',
      state: 'error',
    });
    expect(root?.errors[0].code).toMatch(/^KNV\d{4}$/);
    expect(reading.inventories?.data?.size).toBeGreaterThan(0);
    expect(reading.policyConstraints?.data?.length).toBeGreaterThan(0);
    expect(reading.meshRevisions?.data?.length).toBeGreaterThan(0);
    expect(
      reading.namespaces?.data?.some(
        ({ meshInjection }) => meshInjection === 'enabled',
      ),
    ).toBe(true);
  });

  it('has quotas that are used, and policies of a mesh', async () => {
    const reading = await fleet.read(fleet.find('europe-north1/atgcp1-prod'), {
      slowParts: true,
    });
    const of = <T extends { namespace: string }>(part?: { data?: T[] }) =>
      part?.data?.filter(({ namespace }) => namespace === 'cadastre-main') ??
      [];
    const [quota] = of(reading.quotas).map(judgeQuota);
    expect(quota).toMatchObject({
      name: 'objects',
      level: 'full',
      resources: expect.arrayContaining([
        expect.objectContaining({ resource: 'pods', hard: '30', used: '3' }),
      ]),
    });
    const { mode } = judgeMtls(
      'cadastre-main',
      reading.peerAuthentications?.data ?? [],
    );
    expect(mode).toBe('strict');
    expect(
      judgeCallers('cadastre-main', of(reading.authorizationPolicies), mode),
    ).toMatchObject([
      { who: 'nobody' },
      { workload: 'app.kubernetes.io/name=cadastre-api', who: 'listed' },
    ]);
    expect(
      judgeCallees('cadastre-main', reading.egress?.data ?? []),
    ).toMatchObject({
      scope: 'listed',
      outside: 'refused',
      declared: ['api.land-register.example'],
    });
  });

  it('has a cluster without a mesh, and without its policies', async () => {
    const reading = await fleet.read(
      fleet.find('europe-west4/azure-geodata-dev'),
      { slowParts: true },
    );
    expect(reading).toMatchObject({
      quotas: { outcome: 'ok', installed: true },
      peerAuthentications: { outcome: 'ok', installed: false },
      authorizationPolicies: { outcome: 'ok', installed: false },
      egress: { outcome: 'ok', installed: false },
    });
  });

  it('has a cluster without Config Sync, which is no failure', async () => {
    expect(
      await fleet.read(fleet.find('europe-west4/azure-geodata-dev')),
    ).toMatchObject({
      outcome: 'ok',
      packageSyncs: { outcome: 'ok', installed: false },
    });
  });

  it('reads the objects of a sync that is well when somebody looks at it', async () => {
    const cluster = fleet.find('europe-north1/atkv3-prod');
    const key = 'RepoSync/terrain-main/repo-sync';
    const { inventories } = await fleet.read(cluster, { inventories: [key] });
    const inventory = inventories?.data?.get(key);
    expect([...(inventories?.data?.keys() ?? [])]).toContain(key);
    expect(inventory?.counts.total).toBeGreaterThan(0);
  });

  it('is reached through the agent where there is one, and without it on GKE', async () => {
    fleet.emulator.requests.clear();
    await fleet.read(fleet.find('europe-north1/atgcp1-prod'));
    await fleet.read(fleet.find('europe-north1/atkv3-prod'));
    const paths = fleet.emulator.requests
      .list({ resource: 'rootsyncs.configsync.gke.io' })
      .map(({ path }) => path);
    expect(paths).toEqual([
      expect.stringContaining('/gkeMemberships/atgcp1-prod/apis/'),
      expect.stringContaining('/memberships/atkv3-prod/apis/'),
    ]);
  });

  it('finds a GKE cluster that the register does not call one', async () => {
    const cluster = { ...fleet.find('europe-north1/atgcp1-prod') };
    cluster.platform = 'unknown';
    expect((await fleet.read(cluster)).outcome).toBe('ok');
  });

  it('says what is missing where the number of the project is not known', async () => {
    const cluster = fleet.find('europe-north1/atkv3-prod');
    expect(
      await fleet.read({ ...cluster, projectNumber: undefined }),
    ).toMatchObject({
      outcome: 'invalid',
      message: expect.stringContaining('number of project acme-fleet'),
    });
  });

  it.each<[who: string, token: string, cluster: string, expected: object]>([
    [
      'nobody has bound',
      'visitor-token',
      'europe-north1/atkv3-prod',
      {
        outcome: 'forbidden',
        refusedBy: 'rbac',
        message: expect.stringContaining('rootsyncs.configsync.gke.io'),
        remedy: expect.stringContaining('"visitor@elsewhere.example"'),
      },
    ],
    [
      'nobody has bound, on GKE',
      'visitor-token',
      'europe-north1/atgcp1-prod',
      { outcome: 'forbidden', refusedBy: 'rbac' },
    ],
    [
      'the agent may not act for',
      'stranger-token',
      'europe-north1/atkv3-prod',
      {
        outcome: 'forbidden',
        refusedBy: 'impersonation',
        remedy: expect.stringContaining(
          'generate-gateway-rbac --membership=atkv3-prod --users=stranger@elsewhere.example',
        ),
      },
    ],
    [
      'Google does not know',
      'no-such-token',
      'europe-north1/atkv3-prod',
      { outcome: 'unauthenticated', refusedBy: 'gateway' },
    ],
  ])('refuses somebody whom %s', async (_, token, name, expected) => {
    expect(await fleet.read(fleet.find(name), {}, { token })).toMatchObject(
      expected,
    );
  });
});
