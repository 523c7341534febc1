import type { Platform } from '../schema/openapi';

/** Announced for GKE on AWS, GKE on Azure, and attached EKS and AKS clusters. */
const MULTI_CLOUD_END = '2027-03-17';

/**
 * The day on which Google shuts a platform down. Other attached clusters than EKS and AKS go on,
 * so an attached cluster counts only when it is certain to be one of these two.
 */
export function judgeEndOfLife(
  {
    nodeProviderId,
    kubernetesVersion,
  }: { nodeProviderId?: string; kubernetesVersion?: string },
  platform: Platform,
): string | undefined {
  switch (platform) {
    case 'gke-on-aws':
    case 'gke-on-azure':
      return MULTI_CLOUD_END;
    case 'attached':
      return isEks(kubernetesVersion) || isAks(nodeProviderId)
        ? MULTI_CLOUD_END
        : undefined;
    default:
      return undefined;
  }
}

function isEks(kubernetesVersion = ''): boolean {
  return kubernetesVersion.includes('-eks-');
}

// AKS versions look like anybody's, but its nodes stand in scale sets called `aks-…`, in resource
// groups that AKS itself names `MC_…` unless told otherwise.
function isAks(nodeProviderId = ''): boolean {
  return (
    nodeProviderId.startsWith('azure://') &&
    /\/(virtualMachineScaleSets|virtualMachines)\/aks-|\/resourceGroups\/mc_/i.test(
      nodeProviderId,
    )
  );
}
