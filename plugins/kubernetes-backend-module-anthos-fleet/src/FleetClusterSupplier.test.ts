import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import { FakeFleet, makeCluster } from './__testUtils__/fleet';
import type { FleetAccess, KubernetesModuleConfig } from './config';
import { FleetClusterSupplier } from './FleetClusterSupplier';

const CONFIG: KubernetesModuleConfig = {
  fleets: [
    {
      project: 'acme-fleet',
      caFile: '/etc/ca.pem',
      auth: { accessToken: 'google-token' },
    },
  ],
  credentials: 'service',
  keepUnreachable: false,
  ownClustersOnly: true,
  metrics: false,
};

const ELSEWHERE: ClusterDetails = {
  name: 'elsewhere',
  url: 'https://elsewhere.example.com',
  authMetadata: {},
};

describe('FleetClusterSupplier', () => {
  const logger = mockServices.logger.mock();
  const get = jest.fn<Promise<string>, [FleetAccess]>();
  const user = mockCredentials.user('user:default/ada');
  let fleet: FakeFleet;

  beforeEach(() => {
    jest.resetAllMocks();
    get.mockResolvedValue('google-token');
    fleet = new FakeFleet();
    fleet.clusters = [makeCluster('acme-fleet/global/prod')];
  });

  const supplier = (config: Partial<KubernetesModuleConfig> = {}) =>
    new FleetClusterSupplier({
      config: { ...CONFIG, ...config },
      fleet,
      tokens: { get },
      logger,
      others: { getClusters: async () => [ELSEWHERE] },
    });

  it('describes a cluster behind the gateway', async () => {
    const [, cluster] = await supplier().getClusters({ credentials: user });
    expect(cluster).toEqual({
      name: 'acme-fleet.global.prod',
      title: 'prod',
      url: 'https://connectgateway.googleapis.com/v1/projects/123456789012/locations/global/gkeMemberships/prod',
      authMetadata: {
        'kubernetes.io/auth-provider': 'serviceAccount',
        serviceAccountToken: 'google-token',
      },
      skipMetricsLookup: true,
      caFile: '/etc/ca.pem',
    });
  });

  it('asks with the rights of whoever looks, and soon after not again', async () => {
    const subject = supplier();
    await subject.getClusters({ credentials: user });
    await subject.getClusters({ credentials: user });
    await subject.getClusters({
      credentials: mockCredentials.user('user:default/bo'),
    });
    expect(fleet.listed).toEqual([
      { type: 'user', userEntityRef: 'user:default/ada' },
      { type: 'user', userEntityRef: 'user:default/bo' },
    ]);
    // Tokens expire while a list is still good.
    expect(get).toHaveBeenCalledTimes(3);
  });

  it('keeps the other clusters when the fleet cannot be read, and says so once', async () => {
    const subject = supplier();
    fleet.failure = new Error('not there yet');
    for (const _again of [1, 2]) {
      expect(await subject.getClusters({ credentials: user })).toEqual([
        ELSEWHERE,
      ]);
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);
    fleet.failure = undefined;
    expect(await subject.getClusters({ credentials: user })).toHaveLength(2);
  });

  it('keeps the other fleets when one has no token', async () => {
    fleet.clusters.push(makeCluster('other-fleet/global/prod'));
    get.mockImplementation(async ({ project }) => {
      if (project === 'acme-fleet') {
        throw new Error('no key');
      }
      return 'other-token';
    });
    const subject = supplier({
      fleets: [...CONFIG.fleets, { project: 'other-fleet', auth: {} }],
    });
    const clusters = await subject.getClusters({ credentials: user });
    expect(clusters.map(({ name }) => name)).toEqual([
      'elsewhere',
      'other-fleet.global.prod',
    ]);
    expect(clusters[1].title).toBe('prod (other-fleet/global)');
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/acme-fleet.*no key/)],
    ]);
  });

  it('leaves out a cluster whose name is taken by one configured elsewhere', async () => {
    fleet.clusters = [makeCluster('acme-fleet/global/prod')];
    const subject = new FleetClusterSupplier({
      config: CONFIG,
      fleet,
      tokens: { get },
      logger,
      others: {
        getClusters: async () => [
          { ...ELSEWHERE, name: 'acme-fleet.global.prod' },
        ],
      },
    });
    const clusters = await subject.getClusters({ credentials: user });
    expect(clusters.map(({ url }) => url)).toEqual([ELSEWHERE.url]);
  });

  it.each([
    ['disconnected', { connection: { state: 'disconnected' } }, 0],
    ['connected', { connection: { state: 'connected' } }, 1],
    ['an admin cluster', { admin: true }, 0],
    ['being deleted', { lifecycle: 'deleting' }, 0],
    ['being changed', { lifecycle: 'updating' }, 1],
    ['hanging', freshness('timeout'), 0],
    ['unreachable', freshness('unreachable'), 0],
    // Whoever looks may have more rights than the portal.
    ['refusing', freshness('forbidden'), 1],
  ] as const)(
    'knows what to do with a cluster that is %s',
    async (_what, facts, count) => {
      fleet.clusters = [makeCluster('acme-fleet/global/prod', facts)];
      expect(await supplier().fleetClusters(user)).toHaveLength(count);
    },
  );
});

function freshness(outcome: 'timeout' | 'unreachable' | 'forbidden') {
  const attemptedAt = '2026-11-22T10:00:00.000Z';
  return {
    freshness: {
      hub: { outcome: 'ok', age: 'fresh', attemptedAt },
      gateway: { outcome, age: 'stale', attemptedAt },
    },
  } as const;
}
