/**
 * Time that may be spent on a piece of work. Only what is spent inside {@link TimeBudget.spend}
 * counts, and what is spent at the same time counts once.
 */
export class TimeBudget {
  readonly ms: number;
  #spentMs = 0;
  #running = 0;
  #since = 0;

  constructor(ms: number) {
    this.ms = ms;
  }

  /** Whole milliseconds, as timers want them. */
  get remainingMs(): number {
    const current = this.#running > 0 ? performance.now() - this.#since : 0;
    return Math.max(0, Math.ceil(this.ms - this.#spentMs - current));
  }

  async spend<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running++ === 0) {
      this.#since = performance.now();
    }
    try {
      return await work();
    } finally {
      if (--this.#running === 0) {
        this.#spentMs += performance.now() - this.#since;
      }
    }
  }
}
