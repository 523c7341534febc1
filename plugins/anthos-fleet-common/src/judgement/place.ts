import type { ClusterRef } from '../model/clusterRef';
import type { SiteRule } from '../model/observation';
import type { Hosting, Place, Platform } from '../schema/openapi';
import { judgeEndOfLife } from './endOfLife';
import { nodeOrigin } from './nodeOrigin';
import { judgeSite } from './site';

/**
 * Kind of a cluster's registration: which product the fleet says the cluster is.
 *
 * @public
 */
export type EndpointKind =
  | 'gke'
  | 'on-prem'
  | 'multi-cloud'
  | 'edge'
  | 'appliance';

/**
 * What is known of a cluster before it is judged where it runs.
 *
 * @public
 */
export interface PlaceFacts {
  ref: ClusterRef;
  /** Absent when the registration names no product. */
  endpoint?: EndpointKind;
  /** `//SERVICE/relative/name` of the cluster in Google's API for it. */
  resourceLink?: string;
  /** `USER`, `HYBRID`, `STANDALONE`, … of an on-prem cluster. */
  clusterType?: string;
  /** Provider ID of one of the nodes, as in `aws:///eu-north-1a/i-0abc`. */
  nodeProviderId?: string;
  kubernetesVersion?: string;
  labels: { [key: string]: string };
}

/**
 * Where a cluster runs.
 *
 * @public
 */
export interface JudgedPlace {
  hosting: Hosting;
  platform: Platform;
  place: Place;
  /** Day on which Google shuts the platform down, when it is announced. */
  endOfLife?: string;
}

/**
 * How sites are recognised.
 *
 * @public
 */
export interface SiteSettings {
  /** Label of a cluster that names its site. */
  siteLabel: string;
  sites: SiteRule[];
}

/**
 * Says where a cluster runs: on whose machines, as which product, in which region or on which
 * site. Only facts that hold for the machines count: the region in the link of an on-prem or
 * multi-cloud cluster is the region of Google's management API, and is not used.
 *
 * @public
 */
export function judgePlace(
  facts: PlaceFacts,
  settings: SiteSettings,
): JudgedPlace {
  const { hosting, platform } = judgePlatform(facts);
  return {
    hosting,
    platform,
    place: judgeWhere(facts, hosting, settings),
    ...optional('endOfLife', judgeEndOfLife(facts, platform)),
  };
}

type Product = { hosting: Hosting; platform: Platform };

function judgePlatform(facts: PlaceFacts): Product {
  switch (facts.endpoint) {
    case 'gke':
      return { hosting: 'gcp', platform: 'gke' };
    case 'on-prem':
      return { hosting: 'on-prem', platform: judgeOnPrem(facts) };
    case 'multi-cloud':
      return judgeMultiCloud(facts);
    case 'edge':
      return { hosting: 'edge', platform: 'gdc-edge' };
    case 'appliance':
      return { hosting: 'edge', platform: 'gdc-appliance' };
    default:
      return judgeUntyped(facts);
  }
}

const LINK_VMWARE = /\/vmware(Admin)?Clusters\//;
const LINK_BARE_METAL = /\/bareMetal(Admin|Standalone)?Clusters\//;

function judgeOnPrem({
  resourceLink = '',
  clusterType,
  nodeProviderId,
}: PlaceFacts): Platform {
  if (LINK_VMWARE.test(resourceLink)) {
    return 'gdc-vmware';
  }
  if (LINK_BARE_METAL.test(resourceLink)) {
    return 'gdc-bare-metal';
  }
  if (clusterType === 'HYBRID' || clusterType === 'STANDALONE') {
    return 'gdc-bare-metal';
  }
  const origin = nodeOrigin(nodeProviderId);
  return origin.hosting === 'on-prem' ? origin.platform : 'unknown';
}

function judgeMultiCloud(facts: PlaceFacts): Product {
  const link = facts.resourceLink ?? '';
  if (link.includes('/awsClusters/')) {
    return { hosting: 'aws', platform: 'gke-on-aws' };
  }
  if (link.includes('/azureClusters/')) {
    return { hosting: 'azure', platform: 'gke-on-azure' };
  }
  return {
    hosting: judgeAttachedHosting(facts),
    platform: link.includes('/attachedClusters/') ? 'attached' : 'unknown',
  };
}

function judgeAttachedHosting({
  nodeProviderId,
  kubernetesVersion = '',
}: PlaceFacts): Hosting {
  const { hosting } = nodeOrigin(nodeProviderId);
  if (hosting !== 'unknown') {
    return hosting;
  }
  return kubernetesVersion.includes('-eks-') ? 'aws' : 'unknown';
}

/** Attached in an earlier generation, or an on-prem cluster without a resource of its own. */
function judgeUntyped({ nodeProviderId }: PlaceFacts): Product {
  const { hosting, platform } = nodeOrigin(nodeProviderId);
  return { hosting, platform };
}

const LINK_LOCATION = /\/(?:locations|zones|regions)\/([a-z0-9-]{1,63})\//;
const ZONE = /^([a-z]+-[a-z]+\d+)-[a-z]$/;

function judgeWhere(
  facts: PlaceFacts,
  hosting: Hosting,
  settings: SiteSettings,
): Place {
  if (facts.endpoint === 'gke') {
    return judgeGkePlace(facts);
  }
  if (hosting === 'on-prem' || hosting === 'edge' || hosting === 'unknown') {
    return optional('site', judgeSite(facts.ref, facts.labels, settings));
  }
  return nodeOrigin(facts.nodeProviderId).place;
}

function judgeGkePlace({ resourceLink, nodeProviderId }: PlaceFacts): Place {
  const location = LINK_LOCATION.exec(resourceLink ?? '')?.[1];
  if (!location) {
    // A node stands in a zone, but that does not make the cluster a zonal one.
    const { hosting, place } = nodeOrigin(nodeProviderId);
    return hosting === 'gcp' ? optional('region', place.region) : {};
  }
  const region = ZONE.exec(location)?.[1];
  return region ? { region, zone: location } : { region: location };
}

function optional<K extends string, V>(
  key: K,
  value: V | undefined,
): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V });
}
