import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { KubeObject } from '../cluster/objects';
import { clusterKey } from '../fleet/clusterSchema';
import type { FleetClusters } from '../fleet/FleetClusters';
import type { FleetModel } from '../fleet/FleetModel';
import { rfc3339 } from '../fleet/times';
import type { GitRepositories } from '../git/GitRepositories';
import { ClusterSync } from './ClusterSync';
import { hubReport } from './hubReport';
import type { Pace } from './reconcilerContext';
import { Sources } from './sources';

/** @public */
export interface ConfigSyncPace {
  /** Milliseconds between two looks at a repository. Default: 1000. */
  poll?: number;
  /** Milliseconds that each step of a sync stays visible. Default: 1500. */
  step?: number;
}

interface ConfigSyncOptions {
  model: FleetModel;
  clusters: FleetClusters;
  repositories: GitRepositories;
  pace?: ConfigSyncPace;
  now?: () => number;
}

const DEFAULT_WAIT = 10_000;

/**
 * Config Sync of the fleet's live clusters.
 *
 * @public
 */
export class FleetConfigSync {
  private readonly engines = new Map<string, ClusterSync>();
  private readonly watchers = new Set<() => void>();
  private readonly sources: Sources;
  private readonly pace: Pace;
  private starting: Promise<unknown> = Promise.resolve();
  private closed = false;

  /** @internal */
  constructor(private readonly options: ConfigSyncOptions) {
    this.sources = new Sources(options.repositories);
    this.pace = { poll: 1000, step: 1500, ...options.pace };
  }

  /** Nothing is in work any more; what waits for objects does not count. */
  async settled(): Promise<void> {
    await this.starting;
    await Promise.all(
      [...this.engines.values()].map(engine => engine.settled()),
    );
  }

  /**
   * Waits until a sync is as wanted.
   *
   * @param ref - `location/name` of the cluster
   * @param sync - its name, and its namespace when it is a RepoSync
   * @param test - whether it is
   * @param timeout - milliseconds; default: ten seconds
   */
  async until(
    ref: string,
    sync: { name: string; namespace?: string },
    test: (sync: KubeObject) => boolean,
    timeout: number = DEFAULT_WAIT,
  ): Promise<KubeObject> {
    const look = () => this.find(ref, sync);
    const end = Date.now() + timeout;
    for (;;) {
      const found = look();
      if (found && test(found)) {
        return found;
      }
      const left = end - Date.now();
      if (left <= 0) {
        throw new Error(
          `${sync.namespace ?? 'RootSync'} ${
            sync.name
          } of ${ref} did not become as wanted: ${JSON.stringify(
            found?.status ?? 'it is not there',
          )}`,
        );
      }
      await this.nextChange(left);
    }
  }

  /** Waits until a sync has applied a commit without errors. Default: the newest one. */
  async untilSynced(
    ref: string,
    sync: { name: string; namespace?: string },
    commit?: string,
    timeout?: number,
  ): Promise<KubeObject> {
    return this.until(
      ref,
      sync,
      ({ status }) =>
        status?.lastSyncedCommit !== undefined &&
        status.lastSyncedCommit === (commit ?? status.source?.commit) &&
        (status.conditions ?? []).some(
          (condition: any) =>
            condition.type === 'Syncing' &&
            condition.status === 'False' &&
            !condition.errorSummary?.totalCount,
        ),
      timeout,
    );
  }

  /** Waits until a sync reports an error with this code, such as `1021`. */
  async untilError(
    ref: string,
    sync: { name: string; namespace?: string },
    code: string,
    timeout?: number,
  ): Promise<KubeObject> {
    return this.until(
      ref,
      sync,
      ({ status }) =>
        ['source', 'rendering', 'sync'].some(stage =>
          (status?.[stage]?.errors ?? []).some(
            (error: any) => error.code === code,
          ),
        ),
      timeout,
    );
  }

  /** @internal */
  async start(): Promise<void> {
    const { model, clusters } = this.options;
    clusters.onMade((ref, objects) => this.run(ref, objects));
    model.onReplace(() => {
      this.starting = this.restart();
      // Whoever waits for it is told; nobody else may be ended by it.
      this.starting.catch(error => process.emitWarning(error));
    });
    model.onChange(ref => this.renew(ref));
    await this.restart();
  }

  /** @internal */
  async close(): Promise<void> {
    this.closed = true;
    this.stopAll();
    await this.starting.catch(() => undefined);
    await this.options.repositories.close();
  }

  private async restart(): Promise<void> {
    this.stopAll();
    const { model, clusters, repositories } = this.options;
    await repositories.replace(model.repositories);
    if (this.closed) {
      return;
    }
    for (const definition of model.listClusters()) {
      const ref = clusterKey(definition);
      const isLive = definition.configSync?.status === 'live';
      const objects = isLive ? clusters.get(ref) : undefined;
      // Somebody may have looked at it before there was anybody to tell.
      if (objects && this.engines.get(ref)?.cluster !== objects) {
        this.run(ref, objects);
      }
    }
    await Promise.all(
      [...this.engines.values()].map(engine => engine.settled()),
    );
  }

  private renew(ref: string): void {
    const { model, clusters } = this.options;
    if (model.cluster(ref)?.configSync?.status === 'live') {
      // Made anew when it is another one now, which `run` is told.
      clusters.get(ref);
      return;
    }
    this.end(ref);
  }

  private end(ref: string): void {
    this.engines.get(ref)?.stop();
    this.engines.delete(ref);
  }

  private run(ref: string, cluster: ClusterObjects): void {
    this.end(ref);
    const definition = this.options.model.cluster(ref);
    if (this.closed || definition?.configSync?.status !== 'live') {
      return;
    }
    const engine: ClusterSync = new ClusterSync({
      cluster,
      clusterName: definition.name,
      sources: this.sources,
      pace: this.pace,
      onChange: () => this.changed(ref, engine),
    });
    this.engines.set(ref, engine);
    this.starting = Promise.all([this.starting, engine.start()]);
    this.starting.catch(error => process.emitWarning(error));
  }

  /** The Hub says what the cluster says. */
  private changed(ref: string, engine: ClusterSync): void {
    if (this.engines.get(ref) === engine) {
      const { model, now = Date.now } = this.options;
      const last = model.lastReport(ref);
      const report = hubReport(engine.syncs(), last?.reported ?? '');
      if (!last || JSON.stringify(report) !== JSON.stringify(last)) {
        model.report(ref, {
          ...report,
          reported: rfc3339(Math.floor(now() / 1000) * 1000),
        });
      }
    }
    const watchers = [...this.watchers];
    this.watchers.clear();
    watchers.forEach(watcher => watcher());
  }

  private find(
    ref: string,
    { name, namespace }: { name: string; namespace?: string },
  ) {
    const cluster = this.options.clusters.get(ref);
    return namespace
      ? cluster?.find('reposyncs.configsync.gke.io', name, namespace)
      : cluster?.find(
          'rootsyncs.configsync.gke.io',
          name,
          'config-management-system',
        );
  }

  private nextChange(milliseconds: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(done, milliseconds);
      const watchers = this.watchers;
      function done() {
        clearTimeout(timer);
        watchers.delete(done);
        resolve();
      }
      watchers.add(done);
    });
  }

  private stopAll(): void {
    this.engines.forEach(engine => engine.stop());
    this.engines.clear();
  }
}

/**
 * Makes the repositories and lets every live cluster sync. Done when all of them have, which takes
 * no time that anybody would notice; a fleet without repositories and live clusters costs nothing.
 */
export async function startConfigSync(
  options: ConfigSyncOptions,
): Promise<FleetConfigSync> {
  const configSync = new FleetConfigSync(options);
  try {
    await configSync.start();
    return configSync;
  } catch (error) {
    // What was made so far must not stay behind.
    await configSync.close();
    throw error;
  }
}
