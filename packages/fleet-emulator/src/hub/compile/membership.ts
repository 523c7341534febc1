import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { ClusterDefinition, Platform } from '../../fleet/clusterSchema';
import { FleetHead, membershipName, stableUuid } from '../wire';

type Membership = gkehub_v1.Schema$Membership;
type Endpoint = gkehub_v1.Schema$MembershipEndpoint;

interface Link {
  service: string;
  collection: string;
}

const ON_PREM = 'gkeonprem.googleapis.com';
const MULTI_CLOUD = 'gkemulticloud.googleapis.com';

/** Where the cluster resource behind a membership lives, by platform. */
const LINKS: Record<Platform, Link | undefined> = {
  gke: { service: 'container.googleapis.com', collection: 'clusters' },
  vmware: { service: ON_PREM, collection: 'vmwareClusters' },
  'vmware-admin': { service: ON_PREM, collection: 'vmwareAdminClusters' },
  'bare-metal': { service: ON_PREM, collection: 'bareMetalClusters' },
  'bare-metal-admin': {
    service: ON_PREM,
    collection: 'bareMetalAdminClusters',
  },
  'bare-metal-hybrid': {
    service: ON_PREM,
    collection: 'bareMetalAdminClusters',
  },
  'bare-metal-standalone': {
    service: ON_PREM,
    collection: 'bareMetalStandaloneClusters',
  },
  'gke-on-aws': { service: MULTI_CLOUD, collection: 'awsClusters' },
  'gke-on-azure': { service: MULTI_CLOUD, collection: 'azureClusters' },
  eks: { service: MULTI_CLOUD, collection: 'attachedClusters' },
  aks: { service: MULTI_CLOUD, collection: 'attachedClusters' },
  attached: { service: MULTI_CLOUD, collection: 'attachedClusters' },
  edge: { service: 'edgecontainer.googleapis.com', collection: 'clusters' },
  appliance: {
    service: 'transferappliance.googleapis.com',
    collection: 'appliances',
  },
  unknown: undefined,
};

const CLUSTER_TYPES: Partial<Record<Platform, string>> = {
  vmware: 'USER',
  'bare-metal': 'USER',
  'bare-metal-hybrid': 'HYBRID',
  'bare-metal-standalone': 'STANDALONE',
};

const ADMIN = new Set<Platform>([
  'vmware-admin',
  'bare-metal-admin',
  'bare-metal-hybrid',
]);

/** Clusters whose life Google runs, and which therefore need no Connect agent of their own. */
const GOOGLE_MANAGED = new Set<Platform>([
  'gke',
  'gke-on-aws',
  'gke-on-azure',
  'edge',
]);

function resourceLink(fleet: FleetHead, cluster: ClusterDefinition) {
  const link = LINKS[cluster.platform];
  if (!link) {
    return undefined;
  }
  const { project, location, name } = {
    project: fleet.project.id,
    ...cluster,
    ...cluster.resource,
  };
  return `//${link.service}/projects/${project}/locations/${location}/${link.collection}/${name}`;
}

function providerId(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): string | undefined {
  const unique = stableUuid(`node ${cluster.location} ${cluster.name}`);
  switch (cluster.platform) {
    case 'gke': {
      const project = cluster.resource?.project ?? fleet.project.id;
      const location = cluster.resource?.location ?? cluster.location;
      const zone = /-[a-z]$/.test(location) ? location : `${location}-a`;
      return `gce://${project}/${zone}/gke-${
        cluster.name
      }-default-${unique.slice(0, 8)}-${unique.slice(9, 13)}`;
    }
    case 'vmware':
    case 'vmware-admin':
      return `vsphere://${unique}`;
    case 'bare-metal':
    case 'bare-metal-admin':
    case 'bare-metal-hybrid':
    case 'bare-metal-standalone':
      return `baremetal://10.20.0.${
        (parseInt(unique.slice(0, 2), 16) % 250) + 2
      }`;
    case 'gke-on-aws':
    case 'eks':
      return `aws:///eu-north-1a/i-0${unique.replace(/-/g, '').slice(0, 16)}`;
    case 'gke-on-azure':
    case 'aks':
      return `azure:///subscriptions/${unique}/resourceGroups/${cluster.name}/providers/Microsoft.Compute/virtualMachineScaleSets/default/virtualMachines/0`;
    default:
      return undefined;
  }
}

function kubernetesMetadata(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): gkehub_v1.Schema$KubernetesMetadata | undefined {
  const { kubernetes } = cluster;
  if (!kubernetes) {
    return undefined;
  }
  const { nodes } = kubernetes;
  return {
    kubernetesApiServerVersion: kubernetes.version,
    nodeProviderId: kubernetes.providerId ?? providerId(fleet, cluster),
    nodeCount: nodes,
    vcpuCount: kubernetes.cpus ?? nodes * 8,
    memoryMb: Math.round((kubernetes.memoryGib ?? nodes * 32) * 1024),
    updateTime: kubernetes.reported ?? cluster.updated ?? fleet.created,
  };
}

function endpoint(fleet: FleetHead, cluster: ClusterDefinition): Endpoint {
  const { platform } = cluster;
  const link = {
    resourceLink: resourceLink(fleet, cluster),
    clusterMissing: cluster.orphan,
  };
  const common: Endpoint = {
    kubernetesMetadata: kubernetesMetadata(fleet, cluster),
    googleManaged: GOOGLE_MANAGED.has(platform),
  };
  switch (platform) {
    case 'gke':
      return { gkeCluster: link, ...common };
    case 'vmware':
    case 'vmware-admin':
    case 'bare-metal':
    case 'bare-metal-admin':
    case 'bare-metal-hybrid':
    case 'bare-metal-standalone':
      return {
        onPremCluster: {
          ...link,
          adminCluster: ADMIN.has(platform),
          clusterType: CLUSTER_TYPES[platform],
        },
        ...common,
      };
    case 'gke-on-aws':
    case 'gke-on-azure':
    case 'eks':
    case 'aks':
    case 'attached':
      return { multiCloudCluster: link, ...common };
    case 'edge':
      return { edgeCluster: { resourceLink: link.resourceLink }, ...common };
    case 'appliance':
      return {
        applianceCluster: { resourceLink: link.resourceLink },
        ...common,
      };
    default:
      return common;
  }
}

const MONITORED_AS: Partial<Record<Platform, string>> = {
  gke: '',
  vmware: 'memberClusters/',
  'bare-metal': 'memberClusters/',
  'gke-on-aws': 'awsClusters/',
  'gke-on-azure': 'azureClusters/',
};

function monitoringConfig(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): gkehub_v1.Schema$MonitoringConfig | undefined {
  const prefix = MONITORED_AS[cluster.platform];
  if (prefix === undefined) {
    return undefined;
  }
  return {
    projectId: cluster.resource?.project ?? fleet.project.id,
    location: cluster.resource?.location ?? cluster.location,
    cluster: `${prefix}${cluster.resource?.name ?? cluster.name}`,
    kubernetesMetricsPrefix:
      prefix === '' ? 'kubernetes.io' : 'kubernetes.io/anthos',
  };
}

function authority(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): gkehub_v1.Schema$Authority {
  const link = resourceLink(fleet, cluster);
  const issuer =
    cluster.platform === 'gke' && link
      ? link.replace(
          '//container.googleapis.com/',
          'https://container.googleapis.com/v1/',
        )
      : `https://gkehub.googleapis.com/${membershipName(fleet, cluster)}`;
  return {
    issuer,
    workloadIdentityPool: `${fleet.project.id}.svc.id.goog`,
    identityProvider: issuer,
  };
}

/** The membership of a cluster, without the time its agent was last heard of. */
export function compileMembership(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): Membership {
  const name = membershipName(fleet, cluster);
  const createTime = cluster.registered ?? fleet.created;
  return {
    name,
    labels: cluster.labels,
    endpoint: endpoint(fleet, cluster),
    state: { code: cluster.state },
    authority: authority(fleet, cluster),
    createTime,
    updateTime: cluster.updated ?? createTime,
    externalId: cluster.externalId ?? stableUuid(`external ${name}`),
    uniqueId: cluster.uniqueId ?? stableUuid(`unique ${name}`),
    monitoringConfig: monitoringConfig(fleet, cluster),
  };
}
