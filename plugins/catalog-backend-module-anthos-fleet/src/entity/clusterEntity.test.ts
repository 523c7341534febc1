import fc from 'fast-check';
import { ConfigReader } from '@backstage/config';
import {
  parseClusterRef,
  type Cluster,
} from 'backstage-plugin-anthos-fleet-common';
import { makeCluster } from '../__testUtils__/fleet';
import { readCatalogModuleConfig } from '../config';
import { clusterEntity, withConsoleLink } from './clusterEntity';
import { entityDigest, withDigest } from './entityDigest';
import { validateClusterEntity } from './validateClusterEntity';

function entityOf(cluster: Cluster, anthosFleet: object = {}) {
  const { entities } = readCatalogModuleConfig(
    new ConfigReader({ catalog: { providers: { anthosFleet } } }),
  );
  return clusterEntity(
    cluster,
    parseClusterRef(cluster.ref)!,
    cluster.name,
    entities,
  );
}

const SCRIPT = ['javascript', 'alert(1)'].join(':');

const byTeam = {
  owner: {
    rules: [
      { label: 'team' },
      {
        label: 'cost-center',
        values: { '4711': 'payments', '7/8': 'user:jo' },
      },
    ],
    default: 'group:platform/sre',
  },
  system: { rules: [{ label: 'system' }] },
  lifecycle: { rules: [{ label: 'env', values: { prod: 'production' } }] },
};

describe('clusterEntity', () => {
  it('describes a cluster without any configuration', () => {
    expect(
      entityOf(makeCluster(undefined, { labels: { env: 'prod' } })),
    ).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        namespace: 'default',
        name: 'acme-fleet.europe-north1.gke-prod-1',
        title: 'gke-prod-1',
        description: 'GKE, europe-north1',
        annotations: {
          'anthos-fleet/cluster-ref': 'acme-fleet/europe-north1/gke-prod-1',
          'backstage.io/managed-by-location':
            'anthos-fleet:acme-fleet/europe-north1/gke-prod-1',
          'backstage.io/managed-by-origin-location':
            'anthos-fleet:acme-fleet/europe-north1/gke-prod-1',
        },
        labels: {
          env: 'prod',
          'anthos-fleet/hosting': 'gcp',
          'anthos-fleet/platform': 'gke',
        },
        tags: ['gcp', 'gke'],
      },
      spec: { type: 'kubernetes-cluster', owner: 'group:default/unknown' },
    });
  });

  it('says what a cluster is and where it stands, as far as that is known', () => {
    const onPrem = makeCluster('p/europe-west1/dc1', {
      hosting: 'on-prem',
      platform: 'gdc-vmware',
      place: { site: 'Oslo DC1' },
      orphaned: true,
      admin: true,
    });
    expect(entityOf(onPrem).metadata).toMatchObject({
      description: 'GDC on VMware, Oslo DC1',
      tags: ['on-prem', 'gdc-vmware', 'orphaned', 'admin-cluster'],
    });
    const unknown = makeCluster('p/global/x', {
      hosting: 'unknown',
      platform: 'unknown',
      place: {},
    });
    expect(entityOf(unknown).metadata).toMatchObject({
      description: 'Kubernetes cluster',
      tags: [],
    });
  });

  it.each([
    [{ team: 'web' }, 'group:default/web'],
    [{ team: 'web', 'cost-center': '4711' }, 'group:default/web'],
    [{ 'cost-center': '4711' }, 'group:default/payments'],
    [{ 'cost-center': '7/8' }, 'user:default/jo'],
    [{ 'cost-center': '1' }, 'group:platform/sre'],
    [
      { team: 'not / a : ref', 'cost-center': '4711' },
      'group:default/payments',
    ],
    [{ team: '' }, 'group:platform/sre'],
    [{ team: '-' }, 'group:platform/sre'],
    [{}, 'group:platform/sre'],
  ])('gives a cluster labelled %j to %s', (labels, owner) => {
    const entity = entityOf(
      makeCluster(undefined, { labels: { ...labels } }),
      byTeam,
    );
    expect(entity.spec.owner).toBe(owner);
  });

  it('reads system and lifecycle from labels', () => {
    const labels = { system: 'maps', env: 'prod' };
    expect(
      entityOf(makeCluster(undefined, { labels }), byTeam).spec,
    ).toMatchObject({ system: 'system:default/maps', lifecycle: 'production' });
    const other = entityOf(
      makeCluster(undefined, { labels: { system: 'ø', env: 'lab' } }),
      byTeam,
    );
    expect(other.spec).not.toHaveProperty('system');
    expect(other.spec).not.toHaveProperty('lifecycle');
  });

  it('leaves out labels that the catalog refuses or that are not meant for it', () => {
    const labels = {
      ok: 'yes',
      empty: '',
      'ends-': 'x',
      bad: 'a b',
      ø: 'x',
      'backstage.io/orphan': 'true',
      'anthos-fleet/hosting': 'moon',
      long: 'x'.repeat(64),
    };
    expect(
      entityOf(makeCluster(undefined, { labels })).metadata.labels,
    ).toEqual({
      ok: 'yes',
      empty: '',
      'anthos-fleet/hosting': 'gcp',
      'anthos-fleet/platform': 'gke',
    });
  });

  it('does not change with the state of a cluster', () => {
    const quiet = entityOf(makeCluster());
    const busy = entityOf(
      makeCluster(undefined, {
        kubernetesVersion: 'v1.34.1',
        nodeCount: 12,
        lifecycle: 'updating',
        configSync: { state: 'error', errorCount: 3 },
        connection: { state: 'disconnected' },
      }),
    );
    expect(entityDigest(busy)).toBe(entityDigest(quiet));
  });

  it('is valid whatever a fleet says', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.constantFrom('__proto__', 'constructor', '-', 'a/b', ' ', 'group:x/y'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          labels: fc.dictionary(
            fc.oneof(text, fc.constantFrom('team', 'system', 'env')),
            text,
            { maxKeys: 80 },
          ),
          site: text,
          hosting: text,
          platform: text,
          consoleUrl: fc.oneof(text, fc.webUrl(), fc.constant(SCRIPT)),
        }),
        async ({ labels, site, hosting, platform, consoleUrl }) => {
          const cluster = {
            ...makeCluster(),
            labels,
            place: { site },
            hosting: hosting as Cluster['hosting'],
            platform: platform as Cluster['platform'],
          };
          for (const config of [{}, byTeam]) {
            const entity = withConsoleLink(
              entityOf(cluster, config),
              consoleUrl,
            );
            const complete = withDigest(entity, entityDigest(entity));
            await expect(
              validateClusterEntity(complete),
            ).resolves.toBeUndefined();
          }
        },
      ),
    );
  });
});

describe('withConsoleLink', () => {
  it('adds the link and the address that is opened', () => {
    const url = 'https://console.cloud.google.com/kubernetes/x?project=acme';
    expect(
      withConsoleLink(entityOf(makeCluster()), url).metadata,
    ).toMatchObject({
      annotations: { 'backstage.io/view-url': url },
      links: [{ url, title: 'Google Cloud console' }],
    });
  });

  it.each([undefined, '', 'no url', 'http://plain.example', SCRIPT])(
    'leaves %p out',
    url => {
      const entity = entityOf(makeCluster());
      expect(withConsoleLink(entity, url)).toEqual(entity);
    },
  );
});
