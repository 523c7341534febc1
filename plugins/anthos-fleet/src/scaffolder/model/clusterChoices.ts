import type { Cluster, Hosting } from 'backstage-plugin-anthos-fleet-common';
import { HOSTINGS } from '../../model/place';
import { isLastKnown } from '../../model/verdict';
import { toneOfSync } from '../../model/tone';
import type { ClusterOffer } from './clusterOffer';

/** Why nothing can be put on a cluster. */
export type Refusal =
  | 'left-over'
  | 'admin'
  | 'creating'
  | 'deleting'
  | 'silent'
  | 'unhealthy';

/** Clusters of one kind of hosting. */
export interface ClusterGroup {
  hosting: Hosting;
  clusters: Cluster[];
}

/** Why a cluster cannot be chosen; undefined when it can. */
export function refusalOf(
  cluster: Cluster,
  offer: Pick<ClusterOffer, 'disableUnhealthy'>,
): Refusal | undefined {
  if (cluster.orphaned) {
    return 'left-over';
  }
  if (cluster.admin) {
    return 'admin';
  }
  if (cluster.lifecycle === 'creating' || cluster.lifecycle === 'deleting') {
    return cluster.lifecycle;
  }
  if (cluster.connection.state === 'disconnected') {
    return 'silent';
  }
  return offer.disableUnhealthy && !isHealthy(cluster)
    ? 'unhealthy'
    : undefined;
}

function isHealthy(cluster: Cluster): boolean {
  const tone = toneOfSync(cluster.configSync.state);
  return (tone === 'good' || tone === 'moving') && !isLastKnown(cluster);
}

/** Clusters by where they run, in the order in which people read it; by name within. */
export function groupClusters(clusters: readonly Cluster[]): ClusterGroup[] {
  return HOSTINGS.map(hosting => ({
    hosting,
    clusters: clusters
      .filter(cluster => hostingOf(cluster) === hosting)
      .sort(
        (a, b) => a.name.localeCompare(b.name) || a.ref.localeCompare(b.ref),
      ),
  })).filter(group => group.clusters.length > 0);
}

// A back end that is newer than this front end may know a hosting that this one does not.
function hostingOf({ hosting }: Cluster): Hosting {
  return HOSTINGS.includes(hosting) ? hosting : 'unknown';
}

/** Takes the choice within one group over into the whole, which keeps its order. */
export function chooseInGroup(
  value: readonly string[],
  group: readonly string[],
  chosen: ReadonlySet<string>,
  maxItems: number | undefined,
): string[] {
  const added = group.filter(ref => chosen.has(ref) && !value.includes(ref));
  if (maxItems === 1) {
    return added.length
      ? added.slice(0, 1)
      : value.filter(ref => !group.includes(ref) || chosen.has(ref));
  }
  return [
    ...value.filter(ref => !group.includes(ref) || chosen.has(ref)),
    ...added,
  ].slice(0, maxItems === undefined ? undefined : Math.max(maxItems, 0));
}
