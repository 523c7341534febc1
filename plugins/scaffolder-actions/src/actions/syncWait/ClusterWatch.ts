import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Cluster,
  ClusterRef,
  PackageSync,
  PackageSyncDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { errorName } from './errorName';
import { explainFailure } from './explainFailure';
import type { History } from './History';
import { judgeSync, notKnown } from './judgeSync';

const REFRESH_EVERY_MS = 10_000;

/** How the wait for one cluster ended, or where it is. */
export interface ClusterResult {
  cluster: string;
  live: boolean;
  state: string;
  commit?: string;
  sync?: string;
  reason?: string;
}

export interface ClusterWatchOptions {
  cluster: { text: string; ref: ClusterRef };
  history: History;
  graceMs: number;
  logger: Pick<LoggerService, 'info' | 'warn'>;
  getSync: (id: string) => Promise<PackageSyncDetails>;
  getCluster: () => Promise<Cluster>;
  refresh: () => Promise<unknown>;
  signal?: AbortSignal;
}

/** Watches one cluster: what it said last, since when it fails, and when it was last asked for. */
export class ClusterWatch {
  readonly #options: ClusterWatchOptions;
  #line = '';
  #state = 'unknown';
  #commit: string | undefined;
  #sync: string | undefined;
  #live = false;
  #failingSince: number | undefined;
  #refreshedAt = -Infinity;
  #mayRefresh = true;

  constructor(options: ClusterWatchOptions) {
    this.#options = options;
  }

  get ref(): string {
    return this.#options.cluster.text;
  }

  get live(): boolean {
    return this.#live;
  }

  get result(): ClusterResult {
    return {
      cluster: this.ref,
      live: this.#live,
      state: this.#state,
      ...(this.#commit && { commit: this.#commit }),
      ...(this.#sync && { sync: this.#sync }),
      ...(!this.#live && { reason: this.#line }),
    };
  }

  /**
   * Takes in what the portal knows now.
   *
   * @returns what blocks it for good, with its explanation; undefined while there is hope
   */
  async look(sync: PackageSync | undefined): Promise<string | undefined> {
    if (!sync) {
      this.#state = 'unknown';
      this.#tell(await this.#whyNone());
      return undefined;
    }
    const { history, signal } = this.#options;
    this.#state = sync.state;
    this.#commit = sync.commit;
    this.#sync = sync.id;
    const { kind, line, blocks } = await judgeSync(sync, history, signal);
    if (kind !== 'failing' || !blocks) {
      this.#failingSince = undefined;
      this.#live = kind === 'live';
      this.#tell(line);
      return undefined;
    }
    return this.#fail(sync);
  }

  /** Has the cluster read soon, not more often than the fleet allows. */
  async refresh(): Promise<void> {
    const now = performance.now();
    if (!this.#mayRefresh || now - this.#refreshedAt < REFRESH_EVERY_MS) {
      return;
    }
    this.#refreshedAt = now;
    try {
      await this.#options.refresh();
    } catch (error) {
      this.#options.signal?.throwIfAborted();
      if (errorName(error) === 'NotAllowedError') {
        this.#mayRefresh = false;
        this.#options.logger.info(
          `${this.ref}: you may not ask for a new reading, so it takes until the next sweep`,
        );
      }
    }
  }

  async #fail(sync: PackageSync): Promise<string | undefined> {
    const { getSync, graceMs, history, signal } = this.#options;
    const details = await getSync(sync.id);
    const { headline, text, final } = explainFailure(details);
    const now = performance.now();
    this.#failingSince ??= now;
    const ofIt =
      details.errors.length > 0 &&
      details.errors.every(({ commit }) => commit !== undefined) &&
      (await history.has(sync, details.errors[0].commit, signal));
    // What is wrong in the commit itself does not heal; anything else Config Sync tries again.
    if ((final && ofIt) || now - this.#failingSince >= graceMs) {
      this.#tell(`blocked by ${headline}`);
      return `${this.ref}: ${sync.kind} ${sync.namespace}/${sync.name} is blocked by\n${text}`;
    }
    this.#tell(`blocked by ${headline}; Config Sync tries again`);
    return undefined;
  }

  /** Why there is no sync to look at: perhaps the cluster does not answer. */
  async #whyNone(): Promise<string> {
    const cluster = await this.#options.getCluster();
    const { gateway } = cluster.freshness;
    if (gateway && gateway.outcome !== 'ok') {
      return notKnown(gateway);
    }
    return cluster.configSync.state === 'not-installed'
      ? 'Config Sync is not installed on the cluster'
      : 'there is no such sync on the cluster yet';
  }

  #tell(line: string): void {
    if (line !== this.#line) {
      this.#line = line;
      this.#options.logger.info(`${this.ref}: ${line}`);
    }
  }
}
