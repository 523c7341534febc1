/** What the address of a request to the Connect Gateway says. */
export interface GatewayAddress {
  version: string;
  project: string;
  location: string;
  /** `gkeMemberships` goes to the control plane of a GKE cluster, `memberships` to an agent. */
  collection: 'gkeMemberships' | 'memberships';
  membership: string;
  /** A method of the Gateway itself, such as `generateCredentials`. */
  method?: string;
  /** What is asked of the cluster: begins with a slash. */
  path: string;
}

const ADDRESS =
  /^\/(v1|v1beta1|v1alpha1)\/projects\/([^/:]+)\/locations\/([^/:]+)\/(gkeMemberships|memberships)\/([^/:]+)(?::(\w+))?(\/.*)?$/;

/** Reads the path of an address; undefined when it is none of the Gateway's. */
export function gatewayAddress(path: string): GatewayAddress | undefined {
  const match = ADDRESS.exec(path);
  if (!match) {
    return undefined;
  }
  const [, version, project, location, collection, membership, method, rest] =
    match;
  if (method && rest) {
    return undefined;
  }
  return {
    version,
    project,
    location,
    collection: collection as GatewayAddress['collection'],
    membership,
    method,
    path: rest ?? '/',
  };
}
