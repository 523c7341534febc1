import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import pLimit from 'p-limit';
import type { CommitQuestion, CommitStore } from '../store';
import { askHost } from './askHost';
import type { GitHost } from './GitApi';
import type { GitHosts } from './GitHosts';

export interface CommitSweepOptions {
  hosts: GitHosts;
  store: CommitStore;
  logger: LoggerService;
  /** Time between two runs, milliseconds. */
  frequencyMs: number;
  /** Requests to one host, over all replicas. */
  requestsPerMinute: number;
  /** Longest time of one request, milliseconds. Default: 10 seconds. */
  deadlineMs?: number;
  now?: () => Date;
}

const MINUTE_MS = 60_000;
const DEADLINE_MS = 10_000;
/** A comparison of a Gitea lists every commit of it. */
const MAX_RESPONSE_BYTES = 4 * 1024 * 1024;
/** Hosts count requests at the same time against those who send them. */
const AT_ONCE = 2;
const FAILURES_TO_PAUSE = 3;
const FIRST_PAUSE_MS = MINUTE_MS;
const LONGEST_PAUSE_MS = 60 * MINUTE_MS;
const TASK = 'anthos-fleet-commits';

/** One host in one run. */
interface Visit {
  host: GitHost;
  pausesBefore: number;
  failedInARow: number;
  isOver: boolean;
  answered: boolean;
}

/**
 * Asks Git hosts about the commits that sweeps found. The scheduler runs it on one replica at a
 * time, so that the requests of a run are those of all replicas.
 */
export class CommitSweep {
  readonly #options: CommitSweepOptions;
  readonly #logger: LoggerService;
  readonly #now: () => Date;

  constructor(options: CommitSweepOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ class: CommitSweep.name });
    this.#now = options.now ?? (() => new Date());
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: TASK,
      scope: 'global',
      frequency: { milliseconds: this.#frequencyMs },
      timeout: { milliseconds: 5 * MINUTE_MS },
      // After the first sweeps, which find what there is to ask.
      initialDelay: { milliseconds: Math.min(this.#frequencyMs, 15_000) },
      fn: signal => this.run(signal),
    });
  }

  /** Asks what is not known; problems of hosts are results, not exceptions. */
  async run(signal?: AbortSignal): Promise<void> {
    const { hosts, store } = this.#options;
    const byHost = new Map<GitHost, CommitQuestion[]>();
    for (const question of await store.listUnknown()) {
      const host = hosts.find(question.page);
      if (host) {
        byHost.set(host, [...(byHost.get(host) ?? []), question]);
      }
    }
    await Promise.all(
      [...byHost].map(([host, questions]) =>
        this.#visit(host, questions, signal),
      ),
    );
    await store.deleteOld();
  }

  // A minute at most, so that a long time between sweeps saves up no burst of requests.
  get #frequencyMs(): number {
    return Math.min(this.#options.frequencyMs, MINUTE_MS);
  }

  async #visit(
    host: GitHost,
    questions: CommitQuestion[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { store, requestsPerMinute } = this.#options;
    const pause = await store.getPause(host.host);
    if (pause && pause.pausedUntil > this.#now().toISOString()) {
      return;
    }
    const visit: Visit = {
      host,
      pausesBefore: pause?.failures ?? 0,
      failedInARow: 0,
      isOver: false,
      answered: false,
    };
    const budget = Math.max(
      1,
      Math.floor((requestsPerMinute * this.#frequencyMs) / MINUTE_MS),
    );
    const slots = pLimit(AT_ONCE);
    await Promise.all(
      questions
        .slice(0, budget)
        .map(question => slots(() => this.#ask(visit, question, signal))),
    );
    if (pause && visit.answered && !visit.isOver) {
      await store.setPause(host.host, undefined);
      if (pause.failures > 0) {
        this.#logger.info(`${host.host} tells about commits again`);
      }
    }
  }

  async #ask(
    visit: Visit,
    question: CommitQuestion,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (visit.isOver || signal?.aborted) {
      return;
    }
    const { store, deadlineMs = DEADLINE_MS } = this.#options;
    const asked = await askHost(question, {
      host: visit.host,
      deadlineMs,
      maxResponseBytes: MAX_RESPONSE_BYTES,
      signal,
      now: this.#now,
    });
    if (signal?.aborted) {
      return;
    }
    if (asked.outcome === 'refused') {
      await this.#pause(visit, asked.reason, asked.pauseMs);
      return;
    }
    await store.record(
      question,
      asked.outcome === 'answered' ? asked.answer : undefined,
    );
    if (asked.outcome !== 'failed') {
      visit.failedInARow = 0;
      visit.answered = true;
      if (asked.pauseMs) {
        await this.#pause(visit, undefined, asked.pauseMs);
      }
      return;
    }
    // One question may be too much for a host that is well: a comparison of very distant commits.
    visit.failedInARow += 1;
    if (visit.failedInARow >= FAILURES_TO_PAUSE) {
      await this.#pause(visit, asked.reason);
    }
  }

  /** @param reason - undefined when the host is left alone before it has to ask for it */
  async #pause(
    visit: Visit,
    reason: string | undefined,
    askedMs?: number,
  ): Promise<void> {
    if (visit.isOver) {
      return;
    }
    visit.isOver = true;
    const { host } = visit.host;
    const failures = reason ? visit.pausesBefore + 1 : 0;
    const ms =
      askedMs ??
      Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS);
    const pausedUntil = new Date(this.#now().getTime() + ms).toISOString();
    await this.#options.store.setPause(host, { failures, pausedUntil });
    const words = `${host} is not asked about commits for ${Math.ceil(
      ms / 1000,
    )} s`;
    if (reason && failures === 1) {
      this.#logger.warn(`${words}: ${reason}`);
    } else {
      this.#logger.debug(words, { reason });
    }
  }
}
