import type { Hosting, Place, Platform } from '../schema/openapi';

/** What the provider ID of a node tells about its cluster, without any other fact. */
export interface NodeOrigin {
  hosting: Hosting;
  /** Product of a cluster that is registered without naming one. */
  platform: Platform;
  place: Place;
}

const UNKNOWN: NodeOrigin = {
  hosting: 'unknown',
  platform: 'unknown',
  place: {},
};

const AWS_ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d+)(?:-[a-z]+-\d+)?[a-z]$/;
const GCE_ZONE = /^([a-z]+-[a-z]+\d+)-[a-z]$/;

/**
 * Reads the provider ID of a node, as in `gce://project/europe-north1-a/node`,
 * `aws:///eu-north-1a/i-0abc`, `azure:///subscriptions/…`, `vsphere://…` or `baremetal://…`.
 */
export function nodeOrigin(nodeProviderId: string | undefined): NodeOrigin {
  const [scheme, rest] = split(nodeProviderId ?? '');
  switch (scheme) {
    case 'gce':
      return {
        hosting: 'gcp',
        platform: 'attached',
        place: placeOf(rest.split('/')[1], GCE_ZONE),
      };
    case 'aws':
      return {
        hosting: 'aws',
        platform: 'attached',
        place: placeOf(rest.split('/')[1], AWS_ZONE),
      };
    case 'azure':
      return { hosting: 'azure', platform: 'attached', place: {} };
    case 'vsphere':
      return { hosting: 'on-prem', platform: 'gdc-vmware', place: {} };
    case 'baremetal':
      return { hosting: 'on-prem', platform: 'gdc-bare-metal', place: {} };
    default:
      return UNKNOWN;
  }
}

function split(nodeProviderId: string): [scheme: string, rest: string] {
  const at = nodeProviderId.indexOf('://');
  return at < 0
    ? ['', '']
    : [nodeProviderId.slice(0, at), nodeProviderId.slice(at + 3)];
}

function placeOf(zone: string | undefined, pattern: RegExp): Place {
  const region = pattern.exec(zone ?? '')?.[1];
  return region && zone ? { region, zone } : {};
}
