import { compile } from '../../__testUtils__/compile';
import { Platform } from '../../fleet/clusterSchema';

const at = 'projects/acme-fleet/locations/europe-north1';

describe('compileMembership', () => {
  it.each<[Platform, object]>([
    [
      'gke',
      {
        gkeCluster: {
          resourceLink: `//container.googleapis.com/${at}/clusters/one`,
        },
        googleManaged: true,
      },
    ],
    [
      'vmware',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/vmwareClusters/one`,
          clusterType: 'USER',
        },
      },
    ],
    [
      'vmware-admin',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/vmwareAdminClusters/one`,
          adminCluster: true,
        },
      },
    ],
    [
      'bare-metal',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/bareMetalClusters/one`,
          clusterType: 'USER',
        },
      },
    ],
    [
      'bare-metal-admin',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/bareMetalAdminClusters/one`,
          adminCluster: true,
        },
      },
    ],
    [
      'bare-metal-hybrid',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/bareMetalAdminClusters/one`,
          adminCluster: true,
          clusterType: 'HYBRID',
        },
      },
    ],
    [
      'bare-metal-standalone',
      {
        onPremCluster: {
          resourceLink: `//gkeonprem.googleapis.com/${at}/bareMetalStandaloneClusters/one`,
          clusterType: 'STANDALONE',
        },
      },
    ],
    [
      'gke-on-aws',
      {
        multiCloudCluster: {
          resourceLink: `//gkemulticloud.googleapis.com/${at}/awsClusters/one`,
        },
        googleManaged: true,
      },
    ],
    [
      'gke-on-azure',
      {
        multiCloudCluster: {
          resourceLink: `//gkemulticloud.googleapis.com/${at}/azureClusters/one`,
        },
        googleManaged: true,
      },
    ],
    ...(['eks', 'aks', 'attached'] as const).map(
      platform =>
        [
          platform,
          {
            multiCloudCluster: {
              resourceLink: `//gkemulticloud.googleapis.com/${at}/attachedClusters/one`,
            },
          },
        ] as [Platform, object],
    ),
    [
      'edge',
      {
        edgeCluster: {
          resourceLink: `//edgecontainer.googleapis.com/${at}/clusters/one`,
        },
        googleManaged: true,
      },
    ],
    [
      'appliance',
      {
        applianceCluster: {
          resourceLink: `//transferappliance.googleapis.com/${at}/appliances/one`,
        },
      },
    ],
    ['unknown', {}],
  ])('writes the endpoint of a cluster on %s', (platform, endpoint) => {
    expect(compile({ platform }).membership.endpoint).toEqual(endpoint);
  });

  it.each<[Platform, RegExp]>([
    ['gke', /^gce:\/\/acme-fleet\/europe-north1-a\/gke-one-default-/],
    ['vmware', /^vsphere:\/\//],
    ['bare-metal', /^baremetal:\/\//],
    ['eks', /^aws:\/\/\//],
    ['aks', /^azure:\/\/\//],
  ])('names the nodes of a cluster on %s', (platform, pattern) => {
    const { membership } = compile({
      platform,
      kubernetes: { version: 'v1.33.0', nodes: 4 },
    });
    expect(membership.endpoint.kubernetesMetadata).toEqual({
      kubernetesApiServerVersion: 'v1.33.0',
      nodeProviderId: expect.stringMatching(pattern),
      nodeCount: 4,
      vcpuCount: 32,
      memoryMb: 131072,
      updateTime: expect.any(String),
    });
  });

  it('marks an orphan', () => {
    const { membership } = compile({ orphan: true });
    expect(membership.endpoint.gkeCluster.clusterMissing).toBe(true);
  });

  it('points to the cluster resource where it is elsewhere', () => {
    const { membership } = compile({
      resource: { project: 'acme-prod', location: 'europe-north1-b' },
    });
    expect(membership.endpoint.gkeCluster.resourceLink).toBe(
      '//container.googleapis.com/projects/acme-prod/locations/europe-north1-b/clusters/one',
    );
    expect(membership.name).toBe(`${at}/memberships/one`);
    expect(membership.authority.issuer).toBe(
      'https://container.googleapis.com/v1/projects/acme-prod/locations/europe-north1-b/clusters/one',
    );
  });
});
