import {
  matchesLabelSelector,
  rollUpStates,
  syncStateRank,
  type ClusterBrief,
  type LabelRequirement,
  type SyncKind,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterSelection, EntityChoice, EntitySums } from '../FleetStore';
import type { ObservationIndex } from '../observations';
import type { ReadingColumns } from '../clusterRows';
import type { BriefColumns } from '../packageSyncs/rows';

const MAX_CLUSTERS = 10;

/** A cluster as far as it says how an entity on it is. */
export interface SummedClusterRow extends BriefColumns, ReadingColumns {
  sync_state: SyncState;
  connection_state: string;
  orphaned: boolean | 0 | 1;
}

/** A package sync as far as it says how an entity is. */
export interface SummedSyncRow {
  id: string;
  ref: string;
  kind: SyncKind;
  namespace: string;
  state: SyncState;
}

/** What was read of the clusters that somebody chose. */
export interface SummedRows {
  syncs: SummedSyncRow[];
  /** Namespaces in which package syncs manage something. */
  inventories: { sync_id: string; namespace: string }[];
  /** Open errors. */
  errors: { sync_id: string; fingerprint: string }[];
  /** Namespaces that open errors speak of; empty: of none. */
  spoken: { sync_id: string; fingerprint: string; namespace: string }[];
}

/** Sums of which the worst error is told by its fingerprint alone. */
export interface SummedEntities extends Omit<EntitySums, 'entities'> {
  entities: (EntitySums['entities'][number] & { worstError?: string })[];
}

interface SummedCluster {
  brief: ClusterBrief;
  labels: Record<string, string>;
  /** As the fleet or its package syncs sum it up. */
  state: SyncState;
  /** What the fleet says of it was confirmed lately, and what the cluster itself says. */
  fresh: { summary: boolean; itself: boolean };
}

interface SummedSync extends SummedSyncRow {
  /** Namespaces of others in which it manages something, or that it fails on. */
  about: Set<string>;
  fingerprints: Set<string>;
  /** Of the errors that speak of a namespace, or with an empty name of none. */
  byNamespace: Map<string, Set<string>>;
}

interface SyncsOnCluster {
  roots: SummedSync[];
  /** All of them, by the namespace that they are in. */
  inNamespace: Map<string, SummedSync[]>;
}

/** Judges many entities by rows that were read for all of them. */
export class EntitySummer {
  readonly #clusters: SummedCluster[];
  readonly #bySelector = new Map<string, SummedCluster[]>();
  #chosen: { clusters: SummedCluster[]; namespaces: string[] }[] = [];

  constructor(options: {
    clusters: SummedClusterRow[];
    observations: ObservationIndex;
    gatewayFleets: ReadonlySet<string>;
  }) {
    this.#clusters = options.clusters.map(row => toCluster(row, options));
  }

  /**
   * Finds the clusters of each entity.
   *
   * @returns refs of all that any of them has
   */
  choose(choices: EntityChoice[]): string[] {
    this.#chosen = choices.map(({ selection, namespaces }) => ({
      clusters: this.#select(selection),
      namespaces,
    }));
    const refs = this.#chosen.flatMap(({ clusters }) =>
      clusters.map(({ brief }) => brief.ref),
    );
    return [...new Set(refs)];
  }

  sumUp(rows: SummedRows): SummedEntities {
    const syncs = syncsByCluster(rows);
    const groups = new Set<string>();
    const refs = new Set<string>();
    const entities = this.#chosen.map(({ clusters, namespaces }) => {
      const own = new Map<string, number>();
      const judged = clusters.map(cluster => {
        const { ref } = cluster.brief;
        refs.add(ref);
        const about = syncsAbout(syncs.get(ref), namespaces);
        about.forEach(sync =>
          errorsOf(sync, namespaces).forEach(fingerprint =>
            own.set(fingerprint, (own.get(fingerprint) ?? 0) + 1),
          ),
        );
        return { brief: cluster.brief, state: stateOn(cluster, about) };
      });
      own.forEach((_, fingerprint) => groups.add(fingerprint));
      judged.sort(
        (a, b) =>
          syncStateRank(a.state) - syncStateRank(b.state) ||
          (a.brief.ref < b.brief.ref ? -1 : 1),
      );
      const states = judged.map(({ state }) => state);
      return {
        state: rollUpStates(states) ?? 'unknown',
        clusters: judged.slice(0, MAX_CLUSTERS).map(({ brief }) => brief),
        totalClusters: judged.length,
        syncedClusters: states.filter(state => state === 'synced').length,
        totalErrorGroups: own.size,
        worstError: mostFrequent(own),
      };
    });
    return {
      entities,
      totalClusters: refs.size,
      totalErrorGroups: groups.size,
    };
  }

  #select({ refs, names, selectors }: ClusterSelection): SummedCluster[] {
    const chosen = new Set(
      this.#clusters.filter(
        ({ brief }) => refs.includes(brief.ref) || names.includes(brief.name),
      ),
    );
    for (const selector of selectors) {
      this.#selectBy(selector).forEach(cluster => chosen.add(cluster));
    }
    return [...chosen];
  }

  #selectBy(selector: LabelRequirement[]): SummedCluster[] {
    const key = JSON.stringify(selector);
    const known = this.#bySelector.get(key);
    if (known) {
      return known;
    }
    const found = this.#clusters.filter(({ labels }) =>
      matchesLabelSelector(labels, selector),
    );
    this.#bySelector.set(key, found);
    return found;
  }
}

/** The fingerprint on most package syncs. */
function mostFrequent(errors: Map<string, number>): string | undefined {
  const [first] = [...errors].sort(
    ([a, onA], [b, onB]) => onB - onA || (a < b ? -1 : 1),
  );
  return first?.[0];
}

function toCluster(
  row: SummedClusterRow,
  {
    observations,
    gatewayFleets,
  }: { observations: ObservationIndex; gatewayFleets: ReadonlySet<string> },
): SummedCluster {
  const { place = {}, labels = {} } = JSON.parse(row.cluster_json);
  const known = observations.ofCluster(row.cluster_fleet, row.cluster_location);
  const reports =
    known.hub.age === 'fresh' &&
    row.connection_state !== 'disconnected' &&
    !row.orphaned;
  return {
    brief: {
      ref: row.cluster_ref,
      fleet: row.cluster_fleet,
      location: row.cluster_location,
      name: row.cluster_name,
      hosting: row.cluster_hosting,
      platform: row.cluster_platform,
      place,
    },
    labels,
    state: row.sync_state,
    fresh: {
      summary: reports && (known.configSync ?? known.hub).age === 'fresh',
      itself:
        reports &&
        gatewayFleets.has(row.cluster_fleet) &&
        observations.ageOf(row.reading_observed_at) === 'fresh',
    },
  };
}

function syncsByCluster(rows: SummedRows): Map<string, SyncsOnCluster> {
  const byId = new Map<string, SummedSync>();
  const byCluster = new Map<string, SyncsOnCluster>();
  for (const row of rows.syncs) {
    const sync: SummedSync = {
      ...row,
      about: new Set(),
      fingerprints: new Set(),
      byNamespace: new Map(),
    };
    byId.set(row.id, sync);
    const there = byCluster.get(row.ref) ?? {
      roots: [],
      inNamespace: new Map<string, SummedSync[]>(),
    };
    byCluster.set(row.ref, there);
    const neighbours = there.inNamespace.get(row.namespace) ?? [];
    there.inNamespace.set(row.namespace, [...neighbours, sync]);
    if (row.kind === 'RootSync') {
      there.roots.push(sync);
    }
  }
  for (const { sync_id: id, namespace } of rows.inventories) {
    byId.get(id)?.about.add(namespace);
  }
  for (const { sync_id: id, fingerprint } of rows.errors) {
    byId.get(id)?.fingerprints.add(fingerprint);
  }
  for (const { sync_id: id, fingerprint, namespace } of rows.spoken) {
    const sync = byId.get(id);
    if (sync) {
      const known = sync.byNamespace.get(namespace) ?? new Set();
      sync.byNamespace.set(namespace, known.add(fingerprint));
      sync.about.add(namespace);
    }
  }
  return byCluster;
}

/** The package syncs of an entity with these namespaces on a cluster; see `whereOwn`. */
function syncsAbout(
  there: SyncsOnCluster | undefined,
  namespaces: string[],
): SummedSync[] {
  if (!there || namespaces.length === 0) {
    return there?.roots ?? [];
  }
  return [
    ...namespaces.flatMap(namespace => there.inNamespace.get(namespace) ?? []),
    ...there.roots.filter(
      sync =>
        !namespaces.includes(sync.namespace) &&
        namespaces.some(namespace => sync.about.has(namespace)),
    ),
  ];
}

/** Fingerprints of the errors of a package sync that are the entity's own. */
function errorsOf(sync: SummedSync, namespaces: string[]): Set<string> {
  if (namespaces.length === 0 || namespaces.includes(sync.namespace)) {
    return sync.fingerprints;
  }
  return new Set(
    [...namespaces, ''].flatMap(namespace => [
      ...(sync.byNamespace.get(namespace) ?? []),
    ]),
  );
}

/** How an entity is on a cluster: by its own package syncs, or where none is known by the whole. */
function stateOn(
  { state, fresh }: SummedCluster,
  syncs: SummedSync[],
): SyncState {
  const own = rollUpStates(syncs.map(sync => sync.state));
  return own ? asOfNow(own, fresh.itself) : asOfNow(state, fresh.summary);
}

/** What went well some time ago may not do so now; what went wrong is worth a look all the same. */
function asOfNow(state: SyncState, fresh: boolean): SyncState {
  return fresh || !['synced', 'reconciling', 'pending'].includes(state)
    ? state
    : 'unknown';
}
