import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import pLimit from 'p-limit';
import type { SweepConfig } from '../config';
import type { ClusterReadResult } from '../gateway';
import type { ClusterReadings, ClusterToRead } from '../store/ClusterReadings';
import { isFleetQuota, needsProbe } from './breaker';
import { ClusterVisit, type ClusterVisitOptions } from './ClusterVisit';
import { HandOver } from './HandOver';
import { clustersDue, slowPartsDue, wasAskedFor } from './priorities';
import { Pause, RequestBudget } from './RequestBudget';
import { clustersTaskId, shardOf } from './shards';
import { releasingTurn, triggerTask } from './tasks';
import { workOff } from './workOff';

export interface ClusterSweepOptions
  extends Omit<ClusterVisitOptions, 'frequencyMs'> {
  fleet: string;
  store: ClusterReadings;
  sweep: SweepConfig;
  logger: LoggerService;
  random?: () => number;
}

/** A pause when the quota is used up and nobody says for how long. */
const DEFAULT_PAUSE_MS = 15_000;
const MAX_JITTER_MS = 5_000;
/** So many writes that fail in a row mean that the database is away, and not one bad row. */
const FAILURES_TO_GIVE_UP = 3;
/**
 * Time for the last readings of a run to wait for the budget. After a replica was killed its shards
 * stand still for as long as a run may last, so this is short.
 */
const GRACE_MS = 30_000;

/** Readings that are written at the same time; the connections to the database are few. */
const WRITERS = 4;

/** One run of one shard. */
interface Run {
  shard: number;
  budget: RequestBudget;
  signal: AbortSignal;
  /** When it stops beginning with further clusters, by the clock that only goes forward. */
  endsAt: number;
  /** Clusters that it has begun with, and when. */
  visited: Map<string, Date>;
  errors: unknown[];
  errorsInARow: number;
  quotaUsedUp: boolean;
}

/**
 * Reads the clusters of one fleet through the Connect Gateway, in shards: each shard is a task that
 * the scheduler runs on one replica at a time. What one run does not manage is the oldest in the
 * next, and comes first there.
 */
export class ClusterSweep {
  readonly #options: ClusterSweepOptions;
  readonly #logger: LoggerService;
  readonly #visits: ClusterVisit;
  readonly #pause = new Pause();
  readonly #budgets: RequestBudget[];
  // All shards that this process runs share these.
  readonly #slots: HandOver;
  readonly #suspectSlots: pLimit.Limit;
  readonly #suspects: number;
  #quotaTold = false;

  constructor(options: ClusterSweepOptions) {
    const { fleet, sweep } = options;
    this.#options = options;
    this.#logger = options.logger.child({ class: ClusterSweep.name, fleet });
    this.#visits = new ClusterVisit({
      ...options,
      logger: this.#logger,
      frequencyMs: sweep.frequencyMs,
    });
    this.#budgets = Array.from(
      { length: sweep.shards },
      () =>
        new RequestBudget({
          requestsPerMinute: sweep.requestsPerMinute / sweep.shards,
          pause: this.#pause,
        }),
    );
    // A reading that is being written does not keep the next cluster waiting.
    this.#slots = new HandOver({ first: sweep.concurrency, second: WRITERS });
    // However many clusters hang, those that answer keep most of the slots.
    this.#suspects = Math.max(1, Math.floor(sweep.concurrency / 4));
    this.#suspectSlots = pLimit(this.#suspects);
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { frequencyMs, clusterDeadlineMs } = this.#options.sweep;
    for (const [shard] of this.#budgets.entries()) {
      await scheduler.scheduleTask({
        id: clustersTaskId(this.#options.fleet, shard),
        scope: 'global',
        frequency: { milliseconds: frequencyMs },
        timeout: { milliseconds: frequencyMs + clusterDeadlineMs + GRACE_MS },
        // Shards and replicas that start together would otherwise ask Google together.
        initialDelay: { milliseconds: Math.round(this.#jitter()) },
        fn: signal =>
          releasingTurn(
            () => this.run(shard, signal),
            () => this.#options.store.listClustersToRead(this.#options.fleet),
            signal,
          ),
      });
    }
  }

  /** Makes all shards run as soon as a replica is free, or only that of one cluster. */
  async trigger(scheduler: SchedulerService, ref?: string): Promise<void> {
    const { fleet, sweep } = this.#options;
    const shards = ref
      ? [shardOf(ref, sweep.shards)]
      : this.#budgets.map((_, shard) => shard);
    await Promise.all(
      shards.map(shard => triggerTask(scheduler, clustersTaskId(fleet, shard))),
    );
  }

  /**
   * Reads what is due in one shard.
   *
   * @throws the first problem with the own database, after everything else was read
   */
  async run(shard: number, signal = new AbortController().signal) {
    const { fleet, owners, metrics, sweep } = this.#options;
    const began = performance.now();
    const run: Run = {
      shard,
      signal,
      budget: this.#budgets[shard],
      endsAt: began + sweep.frequencyMs,
      visited: new Map(),
      errors: [],
      errorsInARow: 0,
      quotaUsedUp: false,
    };
    try {
      await owners.refresh();
      while (await this.#readDue(run)) {
        // Whoever asked meanwhile was told that a sweep is running: it is this one.
      }
    } catch (error) {
      run.errors.push(error);
    }
    this.#reportQuota(run);
    const seconds = (performance.now() - began) / 1000;
    const problem = run.errors.length ? 'database' : undefined;
    metrics.swept(fleet, {
      kind: 'clusters',
      seconds,
      problem: signal.aborted ? 'aborted' : problem,
    });
    this.#logger.debug('Swept clusters', {
      shard,
      clusters: run.visited.size,
      seconds,
    });
    if (run.errors.length > 0) {
      throw run.errors[0];
    }
  }

  /** @returns whether anything was due */
  async #readDue(run: Run): Promise<boolean> {
    const { fleet, store, sweep } = this.#options;
    if (!this.#goesOn(run)) {
      return false;
    }
    const all = await store.listClustersToRead(fleet);
    const clusters = all.filter(
      ({ ref }) => shardOf(ref, sweep.shards) === run.shard,
    );
    const pace = { ...sweep, now: new Date() };
    const due = clustersDue(
      clusters.filter(({ orphaned }) => !orphaned),
      pace,
    ).filter(cluster => mayVisit(cluster, run));
    const gone = clusters.filter(
      ({ ref, orphaned }) => orphaned && !run.visited.has(ref),
    );
    const slowParts = slowPartsDue(due, pace, clusters.length);
    const visit = (cluster: ClusterToRead) =>
      this.#visit(cluster, run, slowParts.has(cluster.ref));
    await Promise.all([
      workOff(
        due.filter(cluster => !needsProbe(cluster)),
        sweep.concurrency + WRITERS,
        visit,
      ),
      workOff(due.filter(needsProbe), this.#suspects, cluster =>
        this.#suspectSlots(visit, cluster),
      ),
      workOff(gone, 1, async cluster => {
        if (this.#begins(run, cluster)) {
          await this.#guard(run, () => this.#visits.skip(cluster));
        }
      }),
    ]);
    return due.length > 0;
  }

  async #visit(
    cluster: ClusterToRead,
    run: Run,
    slowParts: boolean,
  ): Promise<void> {
    await this.#slots.run(
      async () =>
        this.#begins(run, cluster)
          ? this.#read(cluster, run, slowParts)
          : undefined,
      result =>
        this.#guard(run, () => this.#visits.write(cluster, result, run.signal)),
    );
  }

  async #read(
    cluster: ClusterToRead,
    run: Run,
    slowParts: boolean,
  ): Promise<ClusterReadResult | undefined> {
    const result = await this.#visits.read(cluster, {
      slowParts,
      takeRequest: signal => run.budget.take(signal),
      signal: run.signal,
    });
    if (result && isFleetQuota(result.reading)) {
      run.quotaUsedUp = true;
      this.#pauseFleet(result.retryAfterMs ?? DEFAULT_PAUSE_MS);
    }
    return result;
  }

  /** Whether a run still begins with a cluster. */
  #begins(run: Run, { ref }: ClusterToRead): boolean {
    const goesOn = this.#goesOn(run);
    if (goesOn) {
      run.visited.set(ref, new Date());
    }
    return goesOn;
  }

  /** Keeps a problem of one cluster from ending the readings of the others. */
  async #guard(run: Run, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      run.errorsInARow = 0;
    } catch (error) {
      run.errors.push(error);
      run.errorsInARow += 1;
    }
  }

  #goesOn(run: Run): boolean {
    return (
      !run.signal.aborted &&
      performance.now() < run.endsAt &&
      run.errorsInARow < FAILURES_TO_GIVE_UP
    );
  }

  #pauseFleet(ms: number) {
    this.#pause.begin(ms);
    if (!this.#quotaTold) {
      this.#quotaTold = true;
      this.#logger.warn(
        `The quota of the Connect Gateway is used up; no cluster of the fleet is read for ${Math.round(
          this.#pause.remainingMs / 1000,
        )} s. Raise the quota of project ${
          this.#options.fleet
        }, or lower anthosFleet.sweep.requestsPerMinute`,
      );
    }
  }

  #reportQuota(run: Run) {
    if (this.#quotaTold && !run.quotaUsedUp && !this.#pause.remainingMs) {
      this.#quotaTold = false;
      this.#logger.info('The quota of the Connect Gateway suffices again');
    }
  }

  #jitter(): number {
    const { random = Math.random, sweep } = this.#options;
    return random() * Math.min(MAX_JITTER_MS, sweep.frequencyMs / 10);
  }
}

/** A cluster is read once in a run, and again when somebody asks for it meanwhile. */
function mayVisit(cluster: ClusterToRead, { visited }: Run): boolean {
  const visitedAt = visited.get(cluster.ref);
  return (
    !visitedAt ||
    wasAskedFor(
      { ...cluster, attemptedAt: visitedAt.toISOString() },
      new Date(),
    )
  );
}
