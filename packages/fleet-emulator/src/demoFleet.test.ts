import { ClusterDefinition, Platform } from './fleet/clusterSchema';
import { FleetDefinition, loadFleet } from './fleet/loadFleet';
import { DEMO_FLEET } from './__testUtils__/hub';

describe('the demo fleet', () => {
  let fleet: FleetDefinition;
  let clusters: ClusterDefinition[];

  beforeAll(async () => {
    fleet = await loadFleet(DEMO_FLEET);
    clusters = fleet.clusters;
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
    expect(clusters.map(({ configSync }) => configSync?.status)).toContain(
      status,
    );
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

  it('has errors with the files they come from', () => {
    const errors = clusters.flatMap(({ configSync }) =>
      configSync ? configSync.errors : [],
    );
    expect(errors.length).toBeGreaterThanOrEqual(4);
    expect(
      errors.flatMap(({ resources }) => resources.map(({ path }) => path)),
    ).toContain('clusters/atkv3-dev/cadastre/virtual-service.yaml');
    // The same mistake on two clusters is one thing to repair.
    expect(errors.filter(({ code }) => code === 'KNV1021')).toHaveLength(2);
  });
});
