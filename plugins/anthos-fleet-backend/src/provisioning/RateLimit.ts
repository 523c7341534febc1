import { CustomErrorBase } from '@backstage/errors';

/** Somebody asks more often than they may. */
export class TooManyRequestsError extends CustomErrorBase {
  name = 'TooManyRequestsError' as const;
  readonly statusCode = 429;
}

const MAX_KEYS = 10_000;

/**
 * So many requests of one kind within a window of time, in this process. With several replicas, so
 * many on each: it keeps a template that runs wild from its target, it is no quota.
 */
export class RateLimit {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #times = new Map<string, number[]>();

  constructor(options: {
    max: number;
    windowMs: number;
    /** A clock that only goes forward. */
    now?: () => number;
  }) {
    this.#max = options.max;
    this.#windowMs = options.windowMs;
    this.#now = options.now ?? (() => performance.now());
  }

  /** @throws TooManyRequestsError, saying when to come back */
  demand(key: string, what: string): void {
    const now = this.#now();
    const recent = (this.#times.get(key) ?? []).filter(
      time => now - time < this.#windowMs,
    );
    if (recent.length >= this.#max) {
      const seconds = Math.ceil((this.#windowMs - (now - recent[0])) / 1000);
      throw new TooManyRequestsError(
        `${what} is possible ${this.#max} times in ${
          this.#windowMs / 1000
        } s; ask again in ${seconds} s`,
      );
    }
    this.#times.delete(key);
    this.#times.set(key, [...recent, now]);
    if (this.#times.size > MAX_KEYS) {
      const [oldest] = this.#times.keys();
      this.#times.delete(oldest);
    }
  }
}
