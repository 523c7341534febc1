import type {
  Cluster,
  EntityStatus,
  Hosting,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTINGS } from './place';
import { inOrder } from './syncOrder';
import { byUrgency, judgeCluster } from './verdict';

/** More clusters than this are told in counts, and only those that need people by name. */
export const LIST_ALL = 8;

/** Fewer healthy clusters than this are not worth folding. */
const FOLD_FROM = 3;

/** The clusters of an entity that one kind of hosting has. */
export interface EntityGroup {
  hosting: Hosting;
  total: number;
  states: SyncStateCount[];
  /** Shown one by one. */
  listed: Cluster[];
  /** Folded away. */
  folded: Cluster[];
  /** Folded clusters, the ones that the answer left out among them. */
  foldedTotal: number;
  /** Every folded cluster is in sync. */
  foldedInSync: boolean;
}

/** Sorts the clusters of an entity by hosting, and into those to list and those to fold. */
export function entityGroups(status: EntityStatus): EntityGroup[] {
  const many = status.totalClusters > LIST_ALL;
  const byHosting = new Map<Hosting, Cluster[]>();
  for (const { cluster } of status.clusters) {
    const group = byHosting.get(cluster.hosting);
    if (group) {
      group.push(cluster);
    } else {
      byHosting.set(cluster.hosting, [cluster]);
    }
  }
  return HOSTINGS.flatMap(hosting => {
    const clusters = (byHosting.get(hosting) ?? []).sort(byUrgency);
    const count = status.hostings.find(item => item.hosting === hosting);
    const total = Math.max(count?.total ?? 0, clusters.length);
    if (!total) {
      return [];
    }
    const quiet = clusters.filter(
      cluster => judgeCluster(cluster).tone === 'good',
    );
    const fold = many && total - clusters.length + quiet.length >= FOLD_FROM;
    const isQuiet = (cluster: Cluster) => fold && quiet.includes(cluster);
    const listed = clusters.filter(cluster => !isQuiet(cluster));
    const folded = clusters.filter(isQuiet);
    const foldedTotal = total - listed.length;
    const synced =
      count?.syncStates.find(item => item.state === 'synced')?.total ?? 0;
    return [
      {
        hosting,
        total,
        states: inOrder(count?.syncStates ?? []),
        listed,
        folded,
        foldedTotal,
        foldedInSync: foldedTotal === folded.length || synced >= foldedTotal,
      },
    ];
  });
}

/** Whether it is worth saying which clusters run the newest commit: when another one does not. */
export function someAreBehind(clusters: readonly Cluster[]): boolean {
  return clusters.some(
    ({ configSync: { commit, sourceCommit } }) =>
      commit && sourceCommit && commit !== sourceCommit,
  );
}
