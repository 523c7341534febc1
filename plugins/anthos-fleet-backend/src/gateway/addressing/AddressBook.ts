import { answeredAddress, builtAddress, type GatewayTarget } from './endpoint';
import type { GatewayHosts } from './GatewayHosts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KEEP_ANSWER_MS = 6 * HOUR;
const KEEP_FAILURE_MS = 15 * MINUTE;
const MAX_ENTRIES = 20_000;

interface Entry {
  /** Undefined when the gateway did not tell one that can be used. */
  address: string | undefined;
  /** What it was asked about: another answer is due when this changes. */
  about: string;
  until: number;
}

/**
 * Remembers where the clusters are. The gateway is asked once per cluster and then again after
 * hours, not for all clusters at the same time; where it does not tell, after some minutes.
 */
export class AddressBook {
  readonly #hosts: GatewayHosts;
  readonly #now: () => Date;
  readonly #random: () => number;
  readonly #entries = new Map<string, Entry>();

  constructor(
    hosts: GatewayHosts,
    now: () => Date,
    random: () => number = Math.random,
  ) {
    this.#hosts = hosts;
    this.#now = now;
    this.#random = random;
  }

  /** Whether the gateway is to be asked where a cluster is. */
  isDue(target: GatewayTarget): boolean {
    return this.#current(target) === undefined;
  }

  /** Where a cluster is, as far as that is known: as the gateway told it, or else as it is built. */
  addressOf(target: GatewayTarget): string | undefined {
    return this.#current(target)?.address ?? builtAddress(target, this.#hosts);
  }

  /** Keeps what the gateway has answered, or that it did not answer. */
  keep(target: GatewayTarget, endpoint: unknown): void {
    const address = answeredAddress(endpoint, target, this.#hosts);
    const keepMs = address ? KEEP_ANSWER_MS : KEEP_FAILURE_MS;
    this.#entries.delete(target.ref);
    this.#entries.set(target.ref, {
      address,
      about: aboutOf(target),
      until: this.#now().getTime() + keepMs * (1 + this.#random() / 2),
    });
    if (this.#entries.size > MAX_ENTRIES) {
      const [oldest] = this.#entries.keys();
      this.#entries.delete(oldest);
    }
  }

  /** Drops an answer that turned out to be wrong. */
  forget(target: GatewayTarget): void {
    if (this.#entries.get(target.ref)?.address) {
      this.#entries.delete(target.ref);
    }
  }

  #current(target: GatewayTarget): Entry | undefined {
    const entry = this.#entries.get(target.ref);
    return entry?.about === aboutOf(target) &&
      this.#now().getTime() < entry.until
      ? entry
      : undefined;
  }
}

function aboutOf({ projectNumber, direct }: GatewayTarget): string {
  return `${projectNumber ?? ''} ${direct}`;
}
