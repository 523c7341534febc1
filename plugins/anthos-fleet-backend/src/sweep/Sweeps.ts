import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { SweepConfig } from '../config';
import type { ClusterReader } from '../gateway';
import type { HubReader } from '../hub';
import type { FleetStore } from '../store';
import { ClusterSweep } from './ClusterSweep';
import type { Owners, ReadingObserver } from './ClusterVisit';
import { FleetSweep, sweepTaskId, type RegisterObserver } from './FleetSweep';
import type { SweepMetrics } from './SweepMetrics';
import { triggerTask } from './tasks';

export interface SweepsOptions {
  /** ID of each fleet, with what reads it. */
  fleets: Map<string, { register: HubReader; clusters?: ClusterReader }>;
  sweep: SweepConfig;
  store: FleetStore;
  owners: Owners;
  observer: ReadingObserver & RegisterObserver;
  scheduler: SchedulerService;
  logger: LoggerService;
  metrics: SweepMetrics;
}

/** The sweeps of all fleets: of their registers, and of their clusters where those are read. */
export class Sweeps {
  readonly #options: SweepsOptions;
  readonly #clusterSweeps = new Map<string, ClusterSweep>();

  constructor(options: SweepsOptions) {
    this.#options = options;
    for (const [fleet, { clusters }] of options.fleets) {
      if (clusters) {
        const sweep = new ClusterSweep({ ...options, fleet, reader: clusters });
        this.#clusterSweeps.set(fleet, sweep);
      }
    }
  }

  async schedule(): Promise<void> {
    const { fleets, scheduler, sweep } = this.#options;
    for (const [fleet, { register }] of fleets) {
      const clusterSweep = this.#clusterSweeps.get(fleet);
      const fleetSweep = new FleetSweep({
        ...this.#options,
        fleet,
        gateway: Boolean(clusterSweep),
        reader: register,
        onChange: async () => clusterSweep?.trigger(scheduler),
        frequencyMs: sweep.frequencyMs,
        callDeadlineMs: sweep.callDeadlineMs,
      });
      await clusterSweep?.schedule(scheduler);
      await fleetSweep.schedule(scheduler);
    }
  }

  /**
   * Has a cluster read as soon as a replica is free, and the register of its fleet if wanted. A
   * sweep of its shard that runs already reads it before it ends.
   */
  async refresh(
    { fleet, ref }: { fleet: string; ref: string },
    { register }: { register: boolean },
  ): Promise<void> {
    const { scheduler } = this.#options;
    await Promise.all([
      register && triggerTask(scheduler, sweepTaskId(fleet)),
      this.#clusterSweeps.get(fleet)?.trigger(scheduler, ref),
    ]);
  }

  /** Closes the connections to the clusters. */
  async close(): Promise<void> {
    const readers = [...this.#options.fleets.values()];
    await Promise.all(readers.map(({ clusters }) => clusters?.close()));
  }
}
