import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  FleetReading,
  SourceReading,
} from 'backstage-plugin-anthos-fleet-common';
import type { HubReader } from '../hub';
import type { FleetStore } from '../store';
import type { SweepMetrics } from './SweepMetrics';
import { releasingTurn } from './tasks';

/** Is told of every reading of a register that was written. */
export interface RegisterObserver {
  /**
   * @param reading - `at`: its begin; `gateway`: whether the clusters are read themselves;
   * `changed`: whether writing it changed anything
   */
  observeRegister(reading: {
    fleet: string;
    at: string;
    gateway: boolean;
    changed: boolean;
  }): Promise<unknown>;
}

export interface FleetSweepOptions {
  fleet: string;
  /** Whether the clusters are read themselves. */
  gateway: boolean;
  observer: RegisterObserver;
  reader: HubReader;
  store: FleetStore;
  logger: LoggerService;
  metrics: SweepMetrics;
  /** Is called after a sweep that found something new of a cluster. */
  onChange?: () => Promise<void>;
  /** Time between two sweeps, milliseconds. */
  frequencyMs: number;
  /** Longest time of one call, milliseconds. */
  callDeadlineMs: number;
  random?: () => number;
}

// A listing in many pages is many calls; a sweep that needs longer than this is stuck.
const CALLS_IN_A_ROW = 30;
const MAX_JITTER_MS = 5_000;

/**
 * Reads one fleet and writes what it found. The scheduler runs it on one replica at a time.
 */
export class FleetSweep {
  readonly #options: FleetSweepOptions;
  readonly #logger: LoggerService;
  readonly #lastProblems = new Map<string, string>();

  constructor(options: FleetSweepOptions) {
    this.#options = options;
    this.#logger = options.logger.child({
      class: FleetSweep.name,
      fleet: options.fleet,
    });
  }

  get taskId(): string {
    return sweepTaskId(this.#options.fleet);
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    const { frequencyMs, callDeadlineMs } = this.#options;
    await scheduler.scheduleTask({
      id: this.taskId,
      scope: 'global',
      frequency: { milliseconds: frequencyMs },
      timeout: { milliseconds: callDeadlineMs * CALLS_IN_A_ROW },
      // Replicas and fleets that start together would otherwise ask Google together.
      initialDelay: { milliseconds: Math.round(this.#jitter()) },
      fn: signal =>
        releasingTurn(
          () => this.run(signal),
          () => this.#options.store.getClusters([], undefined),
          signal,
        ),
    });
  }

  /**
   * Runs one sweep. Problems with Google are results, not exceptions; only a problem with the
   * own database is thrown.
   */
  async run(signal?: AbortSignal): Promise<void> {
    const { fleet, metrics } = this.#options;
    const began = performance.now();
    let problem: string | undefined = 'database';
    try {
      problem = await this.#sweep(signal);
    } finally {
      const seconds = (performance.now() - began) / 1000;
      metrics.swept(fleet, { kind: 'register', seconds, problem });
      this.#logger.debug('Swept the fleet', { seconds, problem });
    }
  }

  /** @returns what went wrong, in one word */
  async #sweep(signal?: AbortSignal): Promise<string | undefined> {
    const { fleet, gateway, reader, store, observer, onChange } = this.#options;
    const startedAt = new Date().toISOString();
    const reading = await reader.readFleet({ signal });
    if (signal?.aborted) {
      // What was read after the task lost its turn could be older than what another replica read.
      return 'aborted';
    }
    const finishedAt = new Date().toISOString();
    const result = await store.recordReading(reading, {
      startedAt,
      finishedAt,
    });
    this.#report(reading);
    const news = result.added + result.changed;
    if (result.recorded) {
      await observer.observeRegister({
        fleet,
        at: startedAt,
        gateway,
        changed: news + result.removed > 0,
      });
    }
    if (news > 0) {
      await onChange?.();
    }
    const { outcome } = reading.clusters;
    return outcome === 'ok' ? undefined : outcome;
  }

  /** Logs a problem when it begins or changes, not on every sweep. */
  #report(reading: FleetReading) {
    const sources: SourceReading<unknown>[] = [
      reading.clusters,
      reading.configSync,
      reading.mesh,
      reading.policyController,
    ];
    for (const { source, outcome, message, remedy } of sources) {
      const problem =
        outcome === 'ok' ? message ?? '' : `${outcome}: ${message}`;
      const before = this.#lastProblems.get(source) ?? '';
      this.#lastProblems.set(source, problem);
      if (problem && problem !== before) {
        this.#logger.warn(
          `Reading ${source} of fleet ${reading.fleet}: ${problem}`,
          remedy ? { remedy } : {},
        );
      } else if (!problem && before) {
        this.#logger.info(
          `Reading ${source} of fleet ${reading.fleet} works again`,
        );
      }
    }
  }

  #jitter(): number {
    const { frequencyMs, random = Math.random } = this.#options;
    return random() * Math.min(MAX_JITTER_MS, frequencyMs / 10);
  }
}

/** Name of the scheduler's task that sweeps a fleet. */
export function sweepTaskId(fleet: string): string {
  return `anthos-fleet-sweep-${fleet}`;
}
