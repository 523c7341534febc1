import { judgePlace, type JudgedPlace, type PlaceFacts } from './place';

const ref = { project: 'acme-fleet', location: 'global', name: 'c1' };
const multiCloud = (collection: string) =>
  `//gkemulticloud.googleapis.com/projects/acme/locations/europe-west1/${collection}/c1`;

const EKS_NODE = 'aws:///eu-west-1b/i-0fedcba9876543210';
const AKS_NODE =
  'azure:///subscriptions/1/resourceGroups/mc_rg_aks_northeurope/providers/Microsoft.Compute/virtualMachineScaleSets/aks-pool-1-vmss/virtualMachines/0';
const END = '2027-03-17';

type Row = [
  name: string,
  facts: Partial<PlaceFacts>,
  expected: Pick<JudgedPlace, 'hosting' | 'platform'> & Partial<JudgedPlace>,
];

const rows: Row[] = [
  [
    'GKE on AWS; region and zone from the node only',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('awsClusters'),
      nodeProviderId: 'aws:///eu-north-1a/i-0abc123def4567890',
    },
    {
      hosting: 'aws',
      platform: 'gke-on-aws',
      place: { region: 'eu-north-1', zone: 'eu-north-1a' },
      endOfLife: END,
    },
  ],
  [
    'GKE on AWS without a node',
    { endpoint: 'multi-cloud', resourceLink: multiCloud('awsClusters') },
    { hosting: 'aws', platform: 'gke-on-aws', place: {}, endOfLife: END },
  ],
  [
    'GKE on AWS in a local zone',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('awsClusters'),
      nodeProviderId: 'aws:///us-west-2-lax-1a/i-0abc',
    },
    {
      hosting: 'aws',
      platform: 'gke-on-aws',
      place: { region: 'us-west-2', zone: 'us-west-2-lax-1a' },
      endOfLife: END,
    },
  ],
  [
    'GKE on AWS in a region of three words',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('awsClusters'),
      nodeProviderId: 'aws:///us-gov-west-1a/i-0abc',
    },
    {
      hosting: 'aws',
      platform: 'gke-on-aws',
      place: { region: 'us-gov-west-1', zone: 'us-gov-west-1a' },
      endOfLife: END,
    },
  ],
  [
    'GKE on Azure; its region is not known',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('azureClusters'),
      nodeProviderId: AKS_NODE,
    },
    { hosting: 'azure', platform: 'gke-on-azure', place: {}, endOfLife: END },
  ],
  [
    'attached EKS',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: EKS_NODE,
      kubernetesVersion: 'v1.33.2-eks-1a2b3c4',
    },
    {
      hosting: 'aws',
      platform: 'attached',
      place: { region: 'eu-west-1', zone: 'eu-west-1b' },
      endOfLife: END,
    },
  ],
  [
    'attached EKS without a node, by its version',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      kubernetesVersion: 'v1.33.2-eks-1a2b3c4',
    },
    { hosting: 'aws', platform: 'attached', place: {}, endOfLife: END },
  ],
  [
    'attached, on AWS but no EKS: goes on',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: EKS_NODE,
      kubernetesVersion: 'v1.33.2+rke2r1',
    },
    {
      hosting: 'aws',
      platform: 'attached',
      place: { region: 'eu-west-1', zone: 'eu-west-1b' },
      endOfLife: undefined,
    },
  ],
  [
    'attached AKS',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: AKS_NODE,
      kubernetesVersion: 'v1.33.2',
    },
    { hosting: 'azure', platform: 'attached', place: {}, endOfLife: END },
  ],
  [
    'attached, on Azure but no AKS: goes on',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId:
        'azure:///subscriptions/1/resourceGroups/own/providers/Microsoft.Compute/virtualMachines/node-1',
    },
    { hosting: 'azure', platform: 'attached', endOfLife: undefined },
  ],
  [
    'attached on VMware',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: 'vsphere://1',
    },
    { hosting: 'on-prem', platform: 'attached', endOfLife: undefined },
  ],
  [
    'attached on bare metal',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: 'baremetal://1',
    },
    { hosting: 'on-prem', platform: 'attached' },
  ],
  [
    'attached, nobody knows where',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('attachedClusters'),
      nodeProviderId: 'k3s://node-1',
      kubernetesVersion: 'v1.30.4+k3s1',
    },
    { hosting: 'unknown', platform: 'attached', place: {} },
  ],
  [
    'multi-cloud of an unknown kind',
    {
      endpoint: 'multi-cloud',
      resourceLink: multiCloud('mooncakeClusters'),
      nodeProviderId: EKS_NODE,
    },
    {
      hosting: 'aws',
      platform: 'unknown',
      place: { region: 'eu-west-1', zone: 'eu-west-1b' },
    },
  ],
  [
    'no endpoint, on Google Cloud',
    { nodeProviderId: 'gce://acme/europe-north1-a/n1' },
    {
      hosting: 'gcp',
      platform: 'attached',
      place: { region: 'europe-north1', zone: 'europe-north1-a' },
    },
  ],
  [
    'no endpoint, on AWS',
    { nodeProviderId: EKS_NODE },
    {
      hosting: 'aws',
      platform: 'attached',
      place: { region: 'eu-west-1', zone: 'eu-west-1b' },
      endOfLife: undefined,
    },
  ],
  [
    'no endpoint, EKS',
    { nodeProviderId: EKS_NODE, kubernetesVersion: 'v1.27.1-eks-0' },
    {
      hosting: 'aws',
      platform: 'attached',
      place: { region: 'eu-west-1', zone: 'eu-west-1b' },
      endOfLife: END,
    },
  ],
  [
    'no endpoint, on Azure',
    { nodeProviderId: 'azure:///x' },
    { hosting: 'azure', platform: 'attached', place: {} },
  ],
  [
    'no endpoint, on VMware',
    { nodeProviderId: 'vsphere://421f' },
    { hosting: 'on-prem', platform: 'gdc-vmware', place: {} },
  ],
  [
    'no endpoint, on bare metal',
    { nodeProviderId: 'baremetal://10.1.1.1' },
    { hosting: 'on-prem', platform: 'gdc-bare-metal', place: {} },
  ],
  [
    'no endpoint, kind',
    { nodeProviderId: 'kind://docker/x' },
    { hosting: 'unknown', platform: 'unknown', place: {} },
  ],
  [
    'no endpoint, something else',
    { nodeProviderId: 'k3s://node-1' },
    { hosting: 'unknown', platform: 'unknown' },
  ],
  [
    'no endpoint, a node that only looks like one',
    { nodeProviderId: 'aws' },
    { hosting: 'unknown', platform: 'unknown' },
  ],
  [
    'nothing at all',
    {},
    { hosting: 'unknown', platform: 'unknown', place: {} },
  ],
];

describe('judgePlace, clouds of others and unknown clusters', () => {
  it.each(rows)('%s', (_, facts, expected) => {
    expect(
      judgePlace(
        { ref, labels: {}, ...facts },
        { siteLabel: 'site', sites: [] },
      ),
    ).toEqual({ place: {}, ...expected });
  });
});
