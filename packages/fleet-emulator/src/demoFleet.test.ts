import type { KubeObject } from './cluster/objects';
import { ClusterDefinition, clusterKey, Platform } from './fleet/clusterSchema';
import { FleetDefinition, loadFleet } from './fleet/loadFleet';
import { FleetEmulator, startFleetEmulator } from './startFleetEmulator';
import { DEMO_FLEET } from './__testUtils__/hub';

// The machine may have other things to do.
jest.setTimeout(60_000);

describe('the demo fleet', () => {
  let fleet: FleetDefinition;
  let clusters: ClusterDefinition[];
  let emulator: FleetEmulator;

  beforeAll(async () => {
    fleet = await loadFleet(DEMO_FLEET);
    clusters = fleet.clusters;
    emulator = await startFleetEmulator({
      fleet,
      configSync: { poll: 20, step: 20 },
      podStart: 0,
    });
  });
  afterAll(() => emulator.close());

  /** What the Hub says of Config Sync, whether the cluster or the file says it. */
  const stateOf = (cluster: ClusterDefinition) =>
    emulator.fleet.lastReport(clusterKey(cluster)) ?? cluster.configSync;
  const codesOf = (ref: string) =>
    emulator.fleet
      .lastReport(ref)
      ?.errors.map(({ code }) => code)
      .sort();
  const commit = (files: Record<string, string | null>) =>
    emulator.repositories.commit('acme/cadastre-config', {
      message: 'Change the cadastre',
      files,
    });

  it('has the project that the documentation names', () => {
    expect(fleet.project).toMatchObject({
      id: 'acme-fleet',
      number: '123456789012',
    });
  });

  it.each<Platform>([
    'gke',
    'vmware',
    'vmware-admin',
    'bare-metal',
    'bare-metal-admin',
    'bare-metal-standalone',
    'gke-on-aws',
    'gke-on-azure',
    'eks',
    'edge',
    'appliance',
    'unknown',
  ])('has a cluster on %s', platform => {
    expect(clusters.map(cluster => cluster.platform)).toContain(platform);
  });

  it.each([
    'synced',
    'pending',
    'error',
    'stopped',
    'installing',
    'install-failed',
    'not-installed',
    'not-configured',
    'unreachable',
    'assigned',
    'feature-error',
    undefined,
  ])('has a cluster whose Config Sync is %s', status => {
    expect(clusters.map(cluster => stateOf(cluster)?.status)).toContain(status);
  });

  it.each(['managed', 'in-cluster', 'provisioning', 'degraded', 'stalled'])(
    'has a mesh that is %s',
    status => {
      expect(clusters.map(({ mesh }) => mesh?.status)).toContain(status);
    },
  );

  it.each(['active', 'cluster-error', 'suspended', 'not-installed', undefined])(
    'has a Policy Controller that is %s',
    status => {
      expect(
        clusters.map(({ policyController }) => policyController?.status),
      ).toContain(status);
    },
  );

  it('has the cases that are easy to get wrong', () => {
    const sandbox = clusters.find(({ name }) => name === 'atgcp1-sandbox');
    expect(sandbox?.resource?.location).toMatch(/-[a-z]$/);
    const counted = (values: string[]) =>
      values.filter((value, index) => values.indexOf(value) !== index);
    expect(counted(clusters.map(({ name }) => name))).toEqual(['tiles-prod']);
    expect(
      counted(clusters.flatMap(({ externalId }) => externalId ?? [])),
    ).toHaveLength(1);
    expect(clusters.filter(({ orphan }) => orphan)).toHaveLength(1);
    expect(clusters.filter(({ state }) => state === 'CREATING')).toHaveLength(
      1,
    );
    expect(
      clusters.some(
        ({ platform, labels }) =>
          platform.startsWith('vmware') && labels.site === undefined,
      ),
    ).toBe(true);
    expect(
      new Set(clusters.map(({ configSync }) => configSync?.origin)),
    ).toEqual(new Set(['fleet', 'user', 'fleet-out-of-sync', undefined]));
  });

  it.each([
    ['europe-north1/atkv3-prod', 'synced', []],
    ['europe-north1/atkv3-dev', 'error', ['KNV1021', 'KNV2009']],
    ['europe-north1/atbm1-prod', 'pending', []],
    ['europe-north1/atgcp1-prod', 'synced', []],
    ['europe-north1/atgcp1-dev', 'error', ['KNV1021', 'KNV2004']],
  ])('has %s live, and it is %s', (ref, status, codes) => {
    expect(emulator.fleet.lastReport(ref)?.status).toBe(status);
    expect(codesOf(ref)).toEqual(codes);
  });

  it('has errors with the files they come from', () => {
    const errors = clusters.flatMap(cluster => stateOf(cluster)?.errors ?? []);
    expect(errors.length).toBeGreaterThanOrEqual(4);
    expect(
      errors.flatMap(({ resources }) => resources.map(({ path }) => path)),
    ).toContain('clusters/atkv3-dev/cadastre/virtual-service.yaml');
    expect(errors.map(({ message }) => message).join()).toContain(
      'failed to apply Deployment.apps, terrain-main/terrain-tiles: admission webhook "validation.gatekeeper.sh" denied the request: [pss-restricted-v2022-psp-pods-allowed-user-ranges] Container tiles is attempting to run without a required securityContext/runAsNonRoot',
    );
    // The same mistake on two clusters is one thing to repair.
    expect(errors.filter(({ code }) => code === 'KNV1021')).toHaveLength(2);
  });

  it('runs a demo service on-premise and in the cloud', () => {
    for (const ref of [
      'europe-north1/atkv3-prod',
      'europe-north1/atgcp1-prod',
    ]) {
      const pods = emulator.clusters.get(ref)?.all('pods', 'cadastre-main');
      expect(pods?.map(({ status }) => status.phase)).toEqual([
        'Running',
        'Running',
        'Running',
      ]);
    }
  });

  it('turns red where a team breaks its file, and green when it is mended', async () => {
    const places = ['europe-north1/atkv3-prod', 'europe-north1/atgcp1-prod'];
    const sync = { name: 'repo-sync', namespace: 'cadastre-main' };
    const broken = await commit({
      'prod/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    });
    for (const ref of places) {
      const { status }: KubeObject = await emulator.configSync.untilError(
        ref,
        sync,
        '1031',
      );
      expect(status.source.commit).toBe(broken);
      expect(codesOf(ref)).toEqual(['KNV1031']);
    }
    const fixed = await commit({ 'prod/settings.yaml': null });
    for (const ref of places) {
      await emulator.configSync.untilSynced(ref, sync, fixed);
      await emulator.configSync.settled();
      expect(emulator.fleet.lastReport(ref)?.status).toBe('synced');
    }
  });
});
