/**
 * One request to the emulator. Tokens are never kept.
 *
 * @public
 */
export interface LoggedRequest {
  time: string;
  verb: string;
  path: string;
  /**
   * `memberships.list` and the like, `gateway.list` and the like for requests to a cluster; absent
   * when the address is unknown.
   */
  method?: string;
  location?: string;
  /** `location/name` of the cluster that a request to the Connect Gateway was for. */
  cluster?: string;
  /** What was asked of that cluster, such as `rootsyncs.configsync.gke.io`; or a path. */
  resource?: string;
  /** Whether the request carried an Authorization header. */
  authorization: boolean;
  userAgent?: string;
  /** Absent while there is no answer, and when there never was one. */
  status?: number;
  milliseconds?: number;
  /** Kinds of the faults that met it. */
  faults: string[];
}

/**
 * Which requests to look at.
 *
 * @public
 */
export type RequestFilter = Partial<
  Pick<LoggedRequest, 'method' | 'cluster' | 'resource'>
>;

const KEPT = 10_000;

/**
 * What was asked of the emulator.
 *
 * @public
 */
export class RequestLog {
  private entries: LoggedRequest[] = [];
  private counters = new Map<string, number>();
  private asked = new Set<string>();

  /** @internal */
  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > 2 * KEPT) {
      this.entries = this.entries.slice(-KEPT);
    }
  }

  /** @internal Called when the address of a request was understood, or was not. */
  classify(
    entry: LoggedRequest,
    is: Pick<
      LoggedRequest,
      'method' | 'location' | 'cluster' | 'resource' | 'faults'
    >,
  ): void {
    Object.assign(entry, is);
    const key = is.method ?? 'unknown';
    this.counters.set(key, (this.counters.get(key) ?? 0) + 1);
    if (is.cluster !== undefined) {
      this.asked.add(is.cluster);
    }
  }

  /** The requests, oldest first; the last 10,000 are kept. */
  list(filter: RequestFilter = {}): LoggedRequest[] {
    return this.entries
      .slice(-KEPT)
      .filter(
        entry =>
          (!filter.method || entry.method === filter.method) &&
          (!filter.cluster || entry.cluster === filter.cluster) &&
          (!filter.resource || entry.resource === filter.resource),
      );
  }

  /** How many requests there were, of one method or altogether. */
  count(method?: string): number {
    if (method !== undefined) {
      return this.counters.get(method) ?? 0;
    }
    return [...this.counters.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How many requests there were by method. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.counters].sort());
  }

  /** Every cluster that was asked for something, as `location/name`. */
  clusters(): string[] {
    return [...this.asked].sort();
  }

  /** Forgets all of it. */
  clear(): void {
    this.entries = [];
    this.counters.clear();
    this.asked.clear();
  }
}
