import { judgePlace, type JudgedPlace, type PlaceFacts } from './place';

const ref = { project: 'acme-fleet', location: 'global', name: 'c1' };
const link = (service: string, collection: string, location = 'europe-west1') =>
  `//${service}.googleapis.com/projects/acme/locations/${location}/${collection}/c1`;
const onPrem = (collection: string) => link('gkeonprem', collection);

const EKS_NODE = 'aws:///eu-west-1b/i-0fedcba9876543210';

type Row = [
  name: string,
  facts: Partial<PlaceFacts>,
  expected: Pick<JudgedPlace, 'hosting' | 'platform'> & Partial<JudgedPlace>,
];

const rows: Row[] = [
  [
    'regional GKE',
    {
      endpoint: 'gke',
      resourceLink: link('container', 'clusters', 'europe-north1'),
    },
    { hosting: 'gcp', platform: 'gke', place: { region: 'europe-north1' } },
  ],
  [
    'zonal GKE',
    {
      endpoint: 'gke',
      resourceLink: link('container', 'clusters', 'europe-north1-a'),
    },
    {
      hosting: 'gcp',
      platform: 'gke',
      place: { region: 'europe-north1', zone: 'europe-north1-a' },
    },
  ],
  [
    'GKE with an old link',
    {
      endpoint: 'gke',
      resourceLink:
        '//container.googleapis.com/projects/acme/zones/us-east4-b/clusters/c1',
    },
    {
      hosting: 'gcp',
      platform: 'gke',
      place: { region: 'us-east4', zone: 'us-east4-b' },
    },
  ],
  [
    'GKE without a usable link, by its node',
    {
      endpoint: 'gke',
      resourceLink: 'nonsense',
      nodeProviderId: 'gce://acme-prod/europe-north1-a/gke-node-1',
    },
    { hosting: 'gcp', platform: 'gke', place: { region: 'europe-north1' } },
  ],
  [
    'GKE without a link or a node',
    { endpoint: 'gke' },
    { hosting: 'gcp', platform: 'gke', place: {} },
  ],
  [
    'VMware user cluster; the region of the link is not its place',
    { endpoint: 'on-prem', resourceLink: onPrem('vmwareClusters') },
    { hosting: 'on-prem', platform: 'gdc-vmware', place: {} },
  ],
  [
    'VMware admin cluster',
    { endpoint: 'on-prem', resourceLink: onPrem('vmwareAdminClusters') },
    { hosting: 'on-prem', platform: 'gdc-vmware' },
  ],
  [
    'bare-metal user cluster',
    { endpoint: 'on-prem', resourceLink: onPrem('bareMetalClusters') },
    { hosting: 'on-prem', platform: 'gdc-bare-metal', place: {} },
  ],
  [
    'bare-metal admin cluster',
    { endpoint: 'on-prem', resourceLink: onPrem('bareMetalAdminClusters') },
    { hosting: 'on-prem', platform: 'gdc-bare-metal' },
  ],
  [
    'bare-metal standalone cluster',
    {
      endpoint: 'on-prem',
      resourceLink: onPrem('bareMetalStandaloneClusters'),
    },
    { hosting: 'on-prem', platform: 'gdc-bare-metal' },
  ],
  [
    'the link beats the type',
    {
      endpoint: 'on-prem',
      resourceLink: onPrem('vmwareClusters'),
      clusterType: 'HYBRID',
    },
    { hosting: 'on-prem', platform: 'gdc-vmware' },
  ],
  [
    'on-prem HYBRID without a link',
    { endpoint: 'on-prem', clusterType: 'HYBRID' },
    { hosting: 'on-prem', platform: 'gdc-bare-metal' },
  ],
  [
    'on-prem STANDALONE with a link of an unknown kind',
    {
      endpoint: 'on-prem',
      resourceLink: onPrem('quantumClusters'),
      clusterType: 'STANDALONE',
    },
    { hosting: 'on-prem', platform: 'gdc-bare-metal' },
  ],
  [
    'on-prem USER without a link, by its node: VMware',
    {
      endpoint: 'on-prem',
      clusterType: 'USER',
      nodeProviderId: 'vsphere://421f9a3e',
    },
    { hosting: 'on-prem', platform: 'gdc-vmware' },
  ],
  [
    'on-prem USER without a link, by its node: bare metal',
    {
      endpoint: 'on-prem',
      clusterType: 'USER',
      nodeProviderId: 'baremetal://10.0.0.1',
    },
    { hosting: 'on-prem', platform: 'gdc-bare-metal' },
  ],
  [
    'on-prem without anything',
    { endpoint: 'on-prem' },
    { hosting: 'on-prem', platform: 'unknown', place: {} },
  ],
  [
    'on-prem on a node that says a cloud: the kind stays unknown',
    { endpoint: 'on-prem', nodeProviderId: EKS_NODE },
    { hosting: 'on-prem', platform: 'unknown', place: {} },
  ],
  [
    'edge',
    { endpoint: 'edge', resourceLink: link('edgecontainer', 'clusters') },
    { hosting: 'edge', platform: 'gdc-edge', place: {} },
  ],
  [
    'appliance',
    {
      endpoint: 'appliance',
      resourceLink: link('transferappliance', 'appliances', 'us-west1'),
    },
    { hosting: 'edge', platform: 'gdc-appliance', place: {} },
  ],
];

describe('judgePlace, products of Google', () => {
  it.each(rows)('%s', (_, facts, expected) => {
    expect(
      judgePlace(
        { ref, labels: {}, ...facts },
        { siteLabel: 'site', sites: [] },
      ),
    ).toEqual({ place: {}, ...expected });
  });
});
