import {
  syncStateRank,
  type Cluster,
  type EntityStatus,
  type ErrorGroup,
  type HostingCount,
  type PackageSync,
} from 'backstage-plugin-anthos-fleet-common';

/** What the package syncs of an entity say of it on one cluster. */
export interface EntityOnCluster {
  /** The one that is worst; of several alike one of a namespace of the entity. */
  sync: PackageSync;
  /** The error that holds it back, where one is known. */
  error?: ErrorGroup;
}

/** An entity as its own package syncs show it, where they are known. */
export interface EntityView {
  /** The same status, with each cluster judged by the entity's own syncs instead of by all. */
  status: EntityStatus;
  /** By the ref of the cluster; a cluster without a sync of the entity is not in it. */
  onCluster: Map<string, EntityOnCluster>;
}

/**
 * Looks at an entity through its own package syncs: a cluster where another team's sync fails is
 * fine for this entity. Where no sync is known, the clusters stay as the fleet sums them up.
 */
export function entityView(status: EntityStatus): EntityView {
  const onCluster = new Map<string, EntityOnCluster>();
  for (const sync of status.syncs) {
    const before = onCluster.get(sync.cluster.ref);
    if (!before || isTold(sync, before.sync)) {
      const error = sync.errorCount ? errorOf(status.errors, sync) : undefined;
      onCluster.set(sync.cluster.ref, { sync, ...(error ? { error } : {}) });
    }
  }
  if (!onCluster.size) {
    return { status, onCluster };
  }
  const clusters = status.clusters.map(item => {
    const own = onCluster.get(item.cluster.ref);
    return own ? { ...item, cluster: asSeenBy(item.cluster, own.sync) } : item;
  });
  const all = clusters.length === status.totalClusters;
  return {
    status: {
      ...status,
      clusters,
      hostings: all
        ? countHostings(clusters.map(({ cluster }) => cluster))
        : status.hostings,
    },
    onCluster,
  };
}

// The order of the answer changes with every reading, and what is told must not change with it.
function isTold(a: PackageSync, b: PackageSync): boolean {
  const difference =
    syncStateRank(a.state) - syncStateRank(b.state) ||
    Number(a.kind === 'RootSync') - Number(b.kind === 'RootSync');
  return difference < 0 || (difference === 0 && a.id < b.id);
}

// A group names some of its clusters only; on the others its namespaces tell.
function errorOf(
  errors: readonly ErrorGroup[],
  { cluster, namespace }: PackageSync,
): ErrorGroup | undefined {
  const concerns = (group: ErrorGroup) => group.namespaces.includes(namespace);
  const named = errors.filter(group =>
    group.clusters.some(({ ref }) => ref === cluster.ref),
  );
  return (
    named.find(concerns) ??
    named[0] ??
    errors.find(
      group => group.clusters.length < group.totalClusters && concerns(group),
    )
  );
}

function asSeenBy(cluster: Cluster, sync: PackageSync): Cluster {
  const { state, commit, sourceCommit, lastSyncedAt, repository } = sync;
  return {
    ...cluster,
    configSync: {
      ...cluster.configSync,
      state,
      commit,
      sourceCommit,
      lastSyncedAt,
      repository,
      errorCount: sync.errorCount,
    },
    freshness: { ...cluster.freshness, configSync: sync.freshness },
  };
}

function countHostings(clusters: readonly Cluster[]): HostingCount[] {
  const counts = new Map<string, HostingCount>();
  for (const { hosting, configSync } of clusters) {
    const count = counts.get(hosting) ?? { hosting, total: 0, syncStates: [] };
    counts.set(hosting, count);
    count.total += 1;
    const state = count.syncStates.find(
      item => item.state === configSync.state,
    );
    if (state) {
      state.total += 1;
    } else {
      count.syncStates.push({ state: configSync.state, total: 1 });
    }
  }
  return [...counts.values()];
}
