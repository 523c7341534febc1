import { DateTime } from 'luxon';
import { CompiledCluster, compileCluster } from '../hub/compile/compileCluster';
import { FleetHead } from '../hub/wire';
import { ClusterDefinition, clusterKey, ClusterInput } from './clusterSchema';
import type { ConfigSync } from './featureSchemas';
import { FleetDefinition, FleetInput } from './fleetSchema';
import { parseFleet, readCluster, readFleet } from './loadFleet';
import { mergePatch } from './mergePatch';

/**
 * What to change of a value: objects merge, null removes, everything else replaces.
 *
 * @public
 */
export type Patch<T> = T extends readonly unknown[]
  ? T
  : T extends object
  ? { [K in keyof T]?: Patch<T[K]> | null }
  : T;

/** What a live cluster says of Config Sync, in place of what the fleet file says. */
export type LiveReport = Pick<
  ConfigSync,
  | 'status'
  | 'source'
  | 'commit'
  | 'sourceCommit'
  | 'lastSync'
  | 'packageSyncs'
  | 'errors'
  | 'reported'
  | 'code'
  | 'description'
>;

/**
 * The fleet as it is now. Everything that reads it sees a change with the next request.
 *
 * @public
 */
export class FleetModel {
  private readonly initial: FleetDefinition;
  private head: FleetHead;
  private clusters: Map<string, CompiledCluster>;
  private readonly listeners = new Set<() => void>();
  private readonly clusterListeners = new Set<(ref: string) => void>();
  private readonly reports = new Map<string, LiveReport>();

  /** The fleet's scopes as they were written; the Hub keeps them from there. */
  scopes: FleetDefinition['scopes'];

  /** The repositories as they were written. */
  repositories: FleetDefinition['repositories'];

  /**
   * @param fleet - the fleet to begin with
   * @param clock - what relative times are counted from
   */
  constructor(
    fleet: FleetDefinition | FleetInput,
    private readonly clock: () => number = Date.now,
  ) {
    // A definition is also valid input, and reading it again changes nothing.
    const initial = readFleet(fleet, { now: this.now() });
    this.initial = initial;
    ({ head: this.head, clusters: this.clusters } = compile(initial));
    this.scopes = initial.scopes;
    this.repositories = initial.repositories;
  }

  /** Everything about the fleet but its clusters and scopes. */
  get settings(): FleetHead {
    return this.head;
  }

  /** One cluster by `location/name`. */
  cluster(ref: string): ClusterDefinition | undefined {
    return this.clusters.get(ref)?.definition;
  }

  /** All clusters, by location and name. */
  listClusters(): ClusterDefinition[] {
    return this.compiled().map(cluster => cluster.definition);
  }

  /** Adds a cluster. */
  addCluster(cluster: ClusterInput): ClusterDefinition {
    const definition = readCluster(cluster, { now: this.now() });
    const key = clusterKey(definition);
    if (this.clusters.has(key)) {
      throw new Error(`${key} is in the fleet already; update it instead`);
    }
    this.clusters.set(key, compileCluster(this.head, definition));
    this.clusters = sorted(this.clusters.values());
    this.tell(key);
    return definition;
  }

  /**
   * Changes some of a cluster, for example `{ configSync: { status: 'pending' } }`.
   *
   * @param ref - `location/name` of the cluster
   */
  updateCluster(ref: string, patch: Patch<ClusterInput>): ClusterDefinition {
    const current = this.existing(ref);
    const definition = readCluster(mergePatch(current.definition, patch), {
      now: this.now(),
    });
    if (clusterKey(definition) !== ref) {
      throw new Error(
        `${ref} cannot be renamed; remove it and add ${clusterKey(definition)}`,
      );
    }
    this.clusters.set(ref, this.compile(definition));
    this.tell(ref);
    return definition;
  }

  /** Removes a cluster. */
  removeCluster(ref: string): void {
    this.existing(ref);
    this.clusters.delete(ref);
    this.reports.delete(ref);
    this.tell(ref);
  }

  /** Switches features off (null) or on, or changes the fleet's defaults. */
  updateFeatures(patch: Patch<NonNullable<FleetDefinition['features']>>): void {
    const { features } = readFleet({
      ...this.head,
      features: mergePatch(this.head.features, patch),
      clusters: [],
    });
    this.head = { ...this.head, features };
    this.clusters = sorted(
      this.compiled().map(({ definition }) => this.compile(definition)),
    );
  }

  /** Puts another fleet in place of this one: YAML, or what YAML would say. */
  replace(fleet: FleetDefinition | FleetInput | string): void {
    const options = { now: this.now() };
    const read =
      typeof fleet === 'string'
        ? parseFleet(fleet, options)
        : readFleet(fleet, options);
    ({ head: this.head, clusters: this.clusters } = compile(read));
    this.scopes = read.scopes;
    this.repositories = read.repositories;
    this.reports.clear();
    this.listeners.forEach(listener => listener());
  }

  /** Back to the fleet that the emulator was started with. */
  reset(): void {
    this.replace(this.initial);
  }

  /** The fleet as a definition that can be loaded again. */
  snapshot(): FleetDefinition {
    return {
      ...this.head,
      scopes: this.scopes.map(scope => ({
        ...scope,
        clusters: scope.clusters.filter(ref => this.clusters.has(ref)),
      })),
      repositories: this.repositories,
      clusters: this.listClusters(),
    };
  }

  /** @internal What a live cluster says of itself now. */
  report(ref: string, report: LiveReport): void {
    const current = this.clusters.get(ref);
    if (current?.definition.configSync?.status === 'live') {
      this.reports.set(ref, report);
      this.clusters.set(ref, this.compile(current.definition));
    }
  }

  /** @internal What a live cluster said of itself last. */
  lastReport(ref: string): LiveReport | undefined {
    return this.reports.get(ref);
  }

  /** @internal */
  compiled(): CompiledCluster[] {
    return [...this.clusters.values()];
  }

  /** @internal */
  compiledCluster(ref: string): CompiledCluster | undefined {
    return this.clusters.get(ref);
  }

  /** @internal Called when the whole fleet was replaced. */
  onReplace(listener: () => void): void {
    this.listeners.add(listener);
  }

  /** @internal Called when one cluster was added, changed or removed. */
  onChange(listener: (ref: string) => void): void {
    this.clusterListeners.add(listener);
  }

  private tell(ref: string): void {
    this.clusterListeners.forEach(listener => listener(ref));
  }

  private compile(definition: ClusterDefinition): CompiledCluster {
    const { configSync } = definition;
    const report = this.reports.get(clusterKey(definition));
    if (configSync?.status !== 'live' || !report) {
      return compileCluster(this.head, definition);
    }
    const reported = {
      ...definition,
      configSync: { ...configSync, ...report },
    };
    return { ...compileCluster(this.head, reported), definition };
  }

  private now(): DateTime {
    return DateTime.fromMillis(this.clock(), { zone: 'utc' });
  }

  private existing(ref: string): CompiledCluster {
    const cluster = this.clusters.get(ref);
    if (!cluster) {
      throw new Error(
        `There is no cluster ${ref} in the fleet; write location/name of one`,
      );
    }
    return cluster;
  }
}

function sorted(clusters: Iterable<CompiledCluster>) {
  return new Map(
    [...clusters]
      .sort((a, b) => (a.fields.name < b.fields.name ? -1 : 1))
      .map(cluster => [cluster.key, cluster]),
  );
}

function compile(fleet: FleetDefinition) {
  const {
    clusters,
    scopes: _scopes,
    repositories: _repositories,
    ...head
  } = fleet;
  return {
    head,
    clusters: sorted(clusters.map(cluster => compileCluster(head, cluster))),
  };
}
