import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** Channel on which pages hear that a fleet changed. */
export const SIGNALS_CHANNEL = 'anthos-fleet';

export interface FleetSignalsOptions {
  signals: SignalsService | undefined;
  logger: LoggerService;
  /** Least time between two signals of one fleet, milliseconds. */
  intervalMs?: number;
}

/**
 * Tells open pages that something of a fleet changed. A signal carries no data: it goes to
 * everybody, and each page asks again with the rights of who looks at it.
 */
export class FleetSignals {
  readonly #options: FleetSignalsOptions;
  readonly #intervalMs: number;
  /** Fleets that were signalled within the interval, and whether they changed again since. */
  readonly #waiting = new Map<string, { again: boolean }>();
  #failing = false;

  constructor(options: FleetSignalsOptions) {
    this.#options = options;
    this.#intervalMs = options.intervalMs ?? 1_000;
  }

  /** Signals at once, or at the end of the interval when there was one within it. */
  changed(fleet: string): void {
    const waiting = this.#waiting.get(fleet);
    if (waiting) {
      waiting.again = true;
      return;
    }
    this.#waiting.set(fleet, { again: false });
    setTimeout(() => this.#release(fleet), this.#intervalMs).unref();
    this.#publish(fleet, 'changed');
  }

  /**
   * Signals that a fleet was read and nothing is new. It shows pages that they still hear of
   * changes, and that what they show is of now.
   */
  swept(fleet: string): void {
    if (!this.#waiting.has(fleet)) {
      this.#publish(fleet, 'swept');
    }
  }

  #release(fleet: string) {
    const again = this.#waiting.get(fleet)?.again;
    this.#waiting.delete(fleet);
    if (again) {
      this.changed(fleet);
    }
  }

  #publish(fleet: string, type: 'changed' | 'swept') {
    const { signals, logger } = this.#options;
    signals
      ?.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNALS_CHANNEL,
        message: { type, fleet, at: new Date().toISOString() },
      })
      .then(
        () => {
          this.#failing = false;
        },
        error => {
          // Pages ask again by themselves after a while.
          if (!this.#failing) {
            this.#failing = true;
            logger.warn(
              `Open pages cannot be told of changes: ${toError(error).message}`,
            );
          }
        },
      );
  }
}
