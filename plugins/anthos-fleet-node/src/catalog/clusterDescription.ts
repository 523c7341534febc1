import type { Cluster, Platform } from 'backstage-plugin-anthos-fleet-common';

const PLATFORM_NAMES: Record<Platform, string> = {
  gke: 'GKE',
  'gdc-vmware': 'GDC on VMware',
  'gdc-bare-metal': 'GDC on bare metal',
  'gdc-edge': 'GDC edge',
  'gdc-appliance': 'GDC appliance',
  'gke-on-aws': 'GKE on AWS',
  'gke-on-azure': 'GKE on Azure',
  attached: 'Attached cluster',
  unknown: 'Kubernetes cluster',
};

/**
 * What a cluster is and where it stands, in English, as in `GDC on VMware, Oslo DC1`.
 *
 * @public
 */
export function clusterDescription({
  platform,
  place,
}: Pick<Cluster, 'platform' | 'place'>): string {
  const what = Object.hasOwn(PLATFORM_NAMES, platform)
    ? PLATFORM_NAMES[platform]
    : PLATFORM_NAMES.unknown;
  // The location of a registration is left out: it is no place of machines.
  const where = place.site ?? place.zone ?? place.region;
  return where ? `${what}, ${where}` : what;
}
