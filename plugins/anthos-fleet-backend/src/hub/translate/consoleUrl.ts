import type { ClusterRef } from 'backstage-plugin-anthos-fleet-common';

const CONSOLE = 'https://console.cloud.google.com/kubernetes';
const GKE_LINK =
  /^\/\/container\.googleapis\.com\/projects\/([^/]+)\/(?:locations|zones)\/([^/]+)\/clusters\/([^/]+)$/;

/**
 * Address of a cluster in Google's console: its own page for a GKE cluster, the list of the
 * fleet's clusters for any other.
 */
export function consoleUrl(
  ref: ClusterRef,
  resourceLink: string | undefined,
): string {
  const [, project, location, name] = GKE_LINK.exec(resourceLink ?? '') ?? [];
  if (!project) {
    return `${CONSOLE}/clusters?project=${encodeURIComponent(ref.project)}`;
  }
  const page = [location, name].map(encodeURIComponent).join('/');
  return `${CONSOLE}/clusters/details/${page}/details?project=${encodeURIComponent(
    project,
  )}`;
}
