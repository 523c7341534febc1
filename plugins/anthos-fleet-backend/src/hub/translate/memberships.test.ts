import { membership, NOW, PROJECT } from '../__testUtils__/fleet';
import { translateMembership } from './memberships';

const context = {
  project: PROJECT,
  place: {
    siteLabel: 'site',
    sites: [{ name: 'Hønefoss DC1', label: 'dc1' }],
  },
  observedAt: NOW,
};
const translate = (name: string, fields: object) =>
  translateMembership(membership(name, fields), context);

describe('translateMembership', () => {
  it('reads a GKE cluster', () => {
    expect(
      translate('gke-prod-1', {
        labels: { team: 'platform', env: 'prod' },
        endpoint: {
          gkeCluster: {
            resourceLink:
              '//container.googleapis.com/projects/acme-prod/locations/europe-north1/clusters/gke-prod-1',
          },
          kubernetesMetadata: {
            kubernetesApiServerVersion: 'v1.33.5-gke.1080000',
            nodeProviderId: 'gce://acme-prod/europe-north1-a/node-1',
            nodeCount: 9,
            vcpuCount: 72,
            memoryMb: 294912,
          },
          googleManaged: true,
        },
        state: { code: 'READY' },
        authority: { workloadIdentityPool: 'acme-fleet.svc.id.goog' },
        createTime: '2025-02-03T09:00:00Z',
        updateTime: '2026-09-01T06:10:12Z',
        externalId: '6d0f2c1e-3c1f-4f7a-9c57-0d5a7b9c1f10',
        aFieldOfTheFuture: { deep: [1] },
      }),
    ).toEqual({
      ref: 'acme-fleet/europe-north1/gke-prod-1',
      fleet: 'acme-fleet',
      location: 'europe-north1',
      name: 'gke-prod-1',
      hosting: 'gcp',
      platform: 'gke',
      place: { region: 'europe-north1' },
      lifecycle: 'ready',
      kubernetesVersion: 'v1.33.5-gke.1080000',
      nodeCount: 9,
      labels: { env: 'prod', team: 'platform' },
      orphaned: false,
      connection: { state: 'direct' },
      externalId: '6d0f2c1e-3c1f-4f7a-9c57-0d5a7b9c1f10',
      vcpuCount: 72,
      memoryMb: 294912,
      createdAt: '2025-02-03T09:00:00.000Z',
      consoleUrl:
        'https://console.cloud.google.com/kubernetes/clusters/details/europe-north1/gke-prod-1/details?project=acme-prod',
      workloadIdentityPool: 'acme-fleet.svc.id.goog',
    });
  });

  it('reads an on-prem admin cluster that is silent', () => {
    expect(
      translate('dc1-admin', {
        labels: { site: 'dc1' },
        endpoint: {
          onPremCluster: {
            resourceLink:
              '//gkeonprem.googleapis.com/projects/acme-fleet/locations/europe-west1/vmwareAdminClusters/dc1-admin',
            adminCluster: true,
            clusterType: 'BOOTSTRAP',
          },
        },
        state: { code: 'UPDATING' },
        lastConnectionTime: '2026-08-30T21:58:00.123456789Z',
      }),
    ).toEqual({
      ref: 'acme-fleet/europe-north1/dc1-admin',
      fleet: 'acme-fleet',
      location: 'europe-north1',
      name: 'dc1-admin',
      hosting: 'on-prem',
      platform: 'gdc-vmware',
      place: { site: 'Hønefoss DC1' },
      lifecycle: 'updating',
      labels: { site: 'dc1' },
      orphaned: false,
      admin: true,
      connection: {
        state: 'disconnected',
        lastSeenAt: '2026-08-30T21:58:00.123Z',
      },
      consoleUrl:
        'https://console.cloud.google.com/kubernetes/clusters?project=acme-fleet',
    });
  });

  it('reads an orphan', () => {
    expect(
      translate('azure-dev', {
        endpoint: {
          multiCloudCluster: {
            resourceLink:
              '//gkemulticloud.googleapis.com/projects/acme-fleet/locations/europe-west4/azureClusters/azure-dev',
            clusterMissing: true,
          },
        },
      }),
    ).toMatchObject({
      hosting: 'azure',
      platform: 'gke-on-azure',
      orphaned: true,
      endOfLife: '2027-03-17',
      connection: { state: 'unknown' },
      lifecycle: 'unknown',
    });
  });

  it('does not link to a GKE cluster that is gone', () => {
    expect(
      translate('gone', {
        endpoint: {
          gkeCluster: {
            resourceLink:
              '//container.googleapis.com/projects/p/locations/l/clusters/gone',
            clusterMissing: true,
          },
        },
      })?.consoleUrl,
    ).toBe(
      'https://console.cloud.google.com/kubernetes/clusters?project=acme-fleet',
    );
  });

  it.each([
    ['edgeCluster', 'edge', 'gdc-edge'],
    ['applianceCluster', 'edge', 'gdc-appliance'],
  ])('reads %s', (field, hosting, platform) => {
    expect(translate('c', { endpoint: { [field]: {} } })).toMatchObject({
      hosting,
      platform,
    });
  });

  it('is the same for a connected cluster whatever the time of its last contact', () => {
    const at = (lastConnectionTime: string) =>
      JSON.stringify(translate('c', { lastConnectionTime }));
    expect(at('2026-09-01T06:10:00Z')).toBe(at('2026-09-01T06:11:00Z'));
  });

  it('is the same in whatever order labels come', () => {
    const of = (labels: object) => JSON.stringify(translate('c', { labels }));
    expect(of({ a: '1', b: '2' })).toBe(of({ b: '2', a: '1' }));
  });

  it('names GKE clusters by any link without leaving the console', () => {
    const link = (name: string) =>
      translate('c', {
        endpoint: {
          gkeCluster: {
            resourceLink: `//container.googleapis.com/projects/p/locations/l/clusters/${name}`,
          },
        },
      })?.consoleUrl;
    expect(link('a?b#c&d')).toBe(
      'https://console.cloud.google.com/kubernetes/clusters/details/l/a%3Fb%23c%26d/details?project=p',
    );
    expect(link('../../evil')).toBe(
      'https://console.cloud.google.com/kubernetes/clusters?project=acme-fleet',
    );
  });

  it.each<[name: string, raw: unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'projects/p/locations/l/memberships/c'],
    ['a list', []],
    ['no name', {}],
    ['a name of another type', { name: 5 }],
    ['another kind of name', { name: 'projects/p/locations/l/features/f' }],
    [
      'a name with more behind it',
      { name: 'projects/p/locations/l/memberships/c/bindings/b' },
    ],
    ['an empty part', { name: 'projects/p/locations//memberships/c' }],
    [
      'a name that is no name',
      { name: 'projects/p/locations/l/memberships/a b' },
    ],
    [
      'a name that is too long',
      { name: `projects/p/locations/l/memberships/${'a'.repeat(64)}` },
    ],
  ])('gives up on %s', (_, raw) => {
    expect(translateMembership(raw, context)).toBeUndefined();
  });

  it('does not trip over wrong types', () => {
    expect(
      translate('c', {
        labels: { a: 1, b: null, c: 'x', d: {} },
        endpoint: {
          gkeCluster: 'yes',
          onPremCluster: {
            resourceLink: 5,
            adminCluster: 'true',
            clusterMissing: 1,
          },
          kubernetesMetadata: {
            kubernetesApiServerVersion: {},
            nodeCount: -3,
            vcpuCount: '64',
            memoryMb: 1.5,
          },
        },
        state: 'READY',
        createTime: 'yesterday',
        lastConnectionTime: 1_700_000_000,
        externalId: ['x'],
        authority: null,
      }),
    ).toEqual({
      ref: 'acme-fleet/europe-north1/c',
      fleet: 'acme-fleet',
      location: 'europe-north1',
      name: 'c',
      hosting: 'on-prem',
      platform: 'unknown',
      place: {},
      lifecycle: 'unknown',
      labels: { c: 'x' },
      orphaned: false,
      connection: { state: 'unknown' },
      vcpuCount: 64,
      consoleUrl:
        'https://console.cloud.google.com/kubernetes/clusters?project=acme-fleet',
    });
  });

  it('survives labels that are traps', () => {
    const raw = JSON.parse(
      '{"__proto__": {"polluted": "yes"}, "constructor": "x", "toString": "y"}',
    );
    const cluster = translate('c', { labels: raw });
    expect(Object.entries(cluster?.labels ?? {})).toEqual([
      ['constructor', 'x'],
      ['toString', 'y'],
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(
      Object.entries(
        translate('c', { labels: JSON.parse('{"__proto__": "x"}') })?.labels ??
          {},
      ),
    ).toEqual([]);
  });

  it('caps what is long and cleans what is dirty', () => {
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [`k${i}`, 'v']),
    );
    const cluster = translate('c', {
      labels: { ...many, a: 'x'.repeat(10_000), b: 'a\u0000b\u202ec\ud800' },
      externalId: 'y'.repeat(10_000),
    });
    expect(Object.keys(cluster?.labels ?? {})).toHaveLength(128);
    expect(cluster?.labels.a).toHaveLength(256);
    expect(cluster?.labels.b).toBe('abc\ufffd');
    expect(cluster?.externalId).toHaveLength(128);
  });
});
