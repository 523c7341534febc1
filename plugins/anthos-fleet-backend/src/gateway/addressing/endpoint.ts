import { connectGatewayUrl } from 'backstage-plugin-anthos-fleet-common';
import type { GatewayHosts } from './GatewayHosts';

/** What is known of a cluster that is to be reached through the gateway. */
export interface GatewayTarget {
  /** `project/location/name`. */
  ref: string;
  /** ID of the fleet host project. */
  fleet: string;
  location: string;
  name: string;
  projectNumber?: string;
  /** The cluster is GKE in Google Cloud. */
  direct: boolean;
}

const MAX_ENDPOINT = 1024;
const PATH =
  /^\/v1(?:alpha1|beta1)?\/projects\/([^/]+)\/locations\/([^/]+)\/(memberships|gkeMemberships)\/([^/]+)\/?$/;

/**
 * Address of a cluster as it is built from what the register tells.
 *
 * @returns undefined while the number of the project is not known
 */
export function builtAddress(
  { projectNumber, location, name, direct }: GatewayTarget,
  hosts: GatewayHosts,
): string | undefined {
  const [endpoint] = hosts.homesOf(location);
  return projectNumber && endpoint
    ? connectGatewayUrl({
        project: projectNumber,
        location,
        name,
        direct,
        endpoint,
      })
    : undefined;
}

/**
 * Address of a cluster as the gateway tells it. The answer never becomes an address itself: it
 * chooses among those that could have been built here, so that it cannot lead the access token
 * to another host, nor one cluster to another.
 *
 * @returns undefined when the answer means anything else
 */
export function answeredAddress(
  answer: unknown,
  { fleet, projectNumber, location, name }: GatewayTarget,
  hosts: GatewayHosts,
): string | undefined {
  if (typeof answer !== 'string' || answer.length > MAX_ENDPOINT) {
    return undefined;
  }
  // gcloud's kubeconfigs have the scheme, its control plane may leave it out.
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(answer)
    ? answer
    : `https://${answer}`;
  if (!URL.canParse(text)) {
    return undefined;
  }
  const address = new URL(text);
  const endpoint = hosts.recognise(address, location);
  const match = endpoint && PATH.exec(withoutPrefix(address, endpoint));
  if (!match || address.search || address.hash) {
    return undefined;
  }
  const [project, itsLocation, collection, itsName] = match
    .slice(1)
    .map(decodePart);
  if (
    itsLocation !== location ||
    itsName !== name ||
    !isProject(project, fleet, projectNumber)
  ) {
    return undefined;
  }
  return connectGatewayUrl({
    project,
    location,
    name,
    direct: collection === 'gkeMemberships',
    endpoint,
  });
}

/** The path of an address behind that of the endpoint, which Google's own hosts do not have. */
function withoutPrefix({ pathname }: URL, endpoint: string): string {
  const prefix = new URL(endpoint).pathname.replace(/\/$/, '');
  return pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname;
}

function isProject(
  project: string,
  fleet: string,
  projectNumber: string | undefined,
): boolean {
  return (
    project === fleet ||
    (projectNumber ? project === projectNumber : /^\d{1,20}$/.test(project))
  );
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
