const REGIONAL_ENDPOINT = 'https://{location}-connectgateway.googleapis.com';
const GLOBAL_ENDPOINT = 'https://connectgateway.googleapis.com';

/**
 * What names a cluster to the Connect Gateway.
 *
 * @public
 */
export interface ConnectGatewayTarget {
  /** Number of the fleet host project; its ID where the number is not known. */
  project: string;
  /** Location of the registration. */
  location: string;
  name: string;
  /** The cluster is GKE in Google Cloud, which the gateway reaches without an agent. */
  direct: boolean;
  /**
   * Address of the gateway; `{location}` stands for the location of the registration. Default:
   * Google's own.
   */
  endpoint?: string;
}

/**
 * Address of a cluster's Kubernetes API behind the Connect Gateway, without a slash at its end.
 *
 * @public
 */
export function connectGatewayUrl({
  project,
  location,
  name,
  direct,
  endpoint,
}: ConnectGatewayTarget): string {
  const host =
    endpoint ?? (location === 'global' ? GLOBAL_ENDPOINT : REGIONAL_ENDPOINT);
  const collection = direct ? 'gkeMemberships' : 'memberships';
  const path = [
    ...['v1', 'projects', project, 'locations', location],
    ...[collection, name],
  ].map(encodeURIComponent);
  const base = host
    .replace('{location}', encodeURIComponent(location))
    .replace(/\/+$/, '');
  return `${base}/${path.join('/')}`;
}
