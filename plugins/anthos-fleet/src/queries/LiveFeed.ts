// Signals come in bursts, one from every part of a sweep. A page asks once for all of them.
const GAP_MS = 3_000;

// Many pages hear the same signal; they need not all ask in the same instant.
const SPREAD_MS = 1_000;

// Data that did not change has become fresher nevertheless.
const OLD_MS = 30_000;

// A connection that has been silent for so long is not relied on: nothing tells a page when it is
// gone, so only what came over it shows that it was there.
const MOST_TRUST_MS = 10 * 60_000;

// Signals come as often as the fleet is read: after so many of their distances something is wrong.
const MISSED = 3;
const LEAST_TRUST_MS = 60_000;

/** Not heard of yet; it tells of changes; it did, and has fallen silent. */
export type LiveState = 'unheard' | 'live' | 'lost';

/**
 * Whether changes are told to this page, and what to do when they are.
 *
 * @remarks
 *
 * Signals carry no data: whoever hears one asks the back end again, with the reader's own rights.
 * Any signal shows that the connection works. One of the type `changed` also asks for the data; one
 * that the fleet was read, only when the page has not asked for a while, so that its ages are true.
 */
export class LiveFeed {
  readonly #refetch: () => void;
  readonly #listeners = new Set<() => void>();
  #trustedUntil = 0;
  #heardAt: number | undefined;
  #longestGap = 0;
  #askedAt = -Infinity;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;

  /** @param refetch - asks again for everything that is on the page */
  constructor(refetch: () => void) {
    this.#refetch = refetch;
  }

  /** Whether a signal came lately, so that changes are known to arrive by themselves. */
  readonly isLive = (): boolean => Date.now() < this.#trustedUntil;

  readonly state = (): LiveState => {
    if (this.isLive()) {
      return 'live';
    }
    return this.#heardAt === undefined ? 'unheard' : 'lost';
  };

  /** Calls back when the page becomes live, or is no longer. */
  readonly subscribe = (listener: () => void): (() => void) => {
    if (!this.#listeners.size) {
      // A page that opens has just asked by itself.
      this.#askedAt = Date.now() - GAP_MS;
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (!this.#listeners.size) {
        clearTimeout(this.#asking);
        clearTimeout(this.#fading);
        this.#asking = undefined;
        this.#fading = undefined;
        this.#trustedUntil = 0;
        this.#heardAt = undefined;
        this.#longestGap = 0;
      }
    };
  };

  /** Takes a signal in. */
  hear(message: { type?: unknown }): void {
    const before = this.state();
    const trust = this.#trust();
    this.#trustedUntil = Date.now() + trust;
    clearTimeout(this.#fading);
    this.#fading = setTimeout(() => this.#lose(), trust);
    if (before !== 'live') {
      this.#tell();
    }
    // What came while it was lost was not heard.
    if (message.type === 'changed' || before === 'lost' || this.#isOld()) {
      this.#ask();
    }
  }

  /** For how long after a signal at this time silence means nothing. */
  #trust(): number {
    const now = Date.now();
    if (this.#heardAt !== undefined) {
      this.#longestGap = Math.max(this.#longestGap, now - this.#heardAt);
    }
    this.#heardAt = now;
    return this.#longestGap === 0
      ? MOST_TRUST_MS
      : Math.min(
          MOST_TRUST_MS,
          Math.max(LEAST_TRUST_MS, MISSED * this.#longestGap),
        );
  }

  #isOld(): boolean {
    return Date.now() - this.#askedAt >= OLD_MS;
  }

  #ask() {
    if (this.#asking) {
      return;
    }
    const rest = Math.max(0, this.#askedAt + GAP_MS - Date.now());
    this.#asking = setTimeout(() => {
      this.#asking = undefined;
      this.#askedAt = Date.now();
      this.#refetch();
    }, rest + Math.random() * SPREAD_MS);
  }

  /** A page that was told of changes looks seldom by itself, and must not wait for that now. */
  #lose() {
    this.#tell();
    this.#ask();
  }

  #tell() {
    this.#listeners.forEach(listener => listener());
  }
}
