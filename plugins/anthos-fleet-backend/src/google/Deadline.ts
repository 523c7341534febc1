/** The time that one call may take, however many requests, retries and waits it needs. */
export class Deadline {
  /** Given when the time is over, or when the caller gives up. */
  readonly signal: AbortSignal;
  readonly ms: number;
  readonly #caller: AbortSignal | undefined;
  readonly #endsAt: number;

  constructor(ms: number, caller?: AbortSignal) {
    const timeout = AbortSignal.timeout(ms);
    this.ms = ms;
    this.#caller = caller;
    this.#endsAt = performance.now() + ms;
    this.signal = caller ? AbortSignal.any([caller, timeout]) : timeout;
  }

  get remainingMs(): number {
    return Math.max(0, this.#endsAt - performance.now());
  }

  /** The caller gave up, as opposed to: the time is over. */
  get cancelled(): boolean {
    return this.#caller?.aborted ?? false;
  }

  /** Waits for a promise until the deadline; the promise itself goes on. */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    signal.throwIfAborted();
    let onAbort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    try {
      return await Promise.race([promise, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }
}
