/** Longest pause that an answer can ask for, whatever it says. Google's quotas are per minute. */
const MAX_PAUSE_MS = 2 * 60_000;
/** What a budget may save up and spend at once. */
const BURST_MS = 10_000;

/**
 * A pause that all budgets of a fleet in this process share: the quota that ran out is the fleet's.
 */
export class Pause {
  #until = -Infinity;
  readonly #budgets = new Set<() => void>();

  /** Time that is left of it, milliseconds. */
  get remainingMs(): number {
    return Math.max(0, this.#until - performance.now());
  }

  /**
   * Pauses, or makes a pause longer.
   *
   * @returns true when there was no pause before
   */
  begin(ms: number): boolean {
    const isNew = this.remainingMs === 0;
    const until = performance.now() + Math.min(Math.max(ms, 0), MAX_PAUSE_MS);
    this.#until = Math.max(this.#until, until);
    this.#budgets.forEach(wake => wake());
    return isNew;
  }

  /** Calls back when a pause begins or becomes longer. */
  subscribe(wake: () => void): void {
    this.#budgets.add(wake);
  }
}

/**
 * Requests that one shard of a fleet may send: so many a minute, evenly, with a short burst after a
 * quiet time. Whoever waits longest is served first.
 *
 * Libraries for this either measure by the time of day, which jumps, or cannot be paused or left
 * while waiting; this one uses a clock that only goes forward.
 */
export class RequestBudget {
  readonly #ratePerMs: number;
  readonly #capacity: number;
  readonly #pause: Pause;
  readonly #waiting = new Set<() => void>();
  #tokens: number;
  #filledAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { requestsPerMinute: number; pause?: Pause }) {
    this.#ratePerMs = options.requestsPerMinute / 60_000;
    this.#capacity = Math.max(1, this.#ratePerMs * BURST_MS);
    this.#tokens = this.#capacity;
    this.#pause = options.pause ?? new Pause();
    this.#pause.subscribe(() => this.#serve());
  }

  /**
   * Waits until one more request may be sent.
   *
   * @throws the reason of the signal, when it is aborted first; nothing is spent then
   */
  async take(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    let leave = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        leave = () => {
          this.#waiting.delete(resolve);
          this.#serve();
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', leave, { once: true });
        this.#waiting.add(resolve);
        this.#serve();
      });
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #serve() {
    clearTimeout(this.#timer);
    this.#fill();
    for (const serve of this.#waiting) {
      if (this.#tokens < 1 || this.#pause.remainingMs > 0) {
        this.#timer = setTimeout(() => this.#serve(), this.#waitMs());
        return;
      }
      this.#tokens -= 1;
      this.#waiting.delete(serve);
      serve();
    }
  }

  #fill() {
    const now = performance.now();
    const earned = (now - this.#filledAt) * this.#ratePerMs;
    this.#tokens = Math.min(this.#capacity, this.#tokens + earned);
    this.#filledAt = now;
  }

  #waitMs(): number {
    const refill = (1 - this.#tokens) / this.#ratePerMs;
    return Math.ceil(Math.max(refill, this.#pause.remainingMs, 1));
  }
}
