import type {
  CommitDetails,
  CommitDistance,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { chunks } from '../readings/batch';
import { repositoryId } from './repository';
import { listQuestions, type CommitQuestion } from './wanted';

/** What a Git host answered; undefined: nothing that could be used. */
export type CommitAnswer =
  | { details: CommitDetails }
  | { distance: CommitDistance }
  | undefined;

/** How a Git host has to be treated. */
export interface HostPause {
  /** Pauses in a row. */
  failures: number;
  /** ISO 8601. */
  pausedUntil: string;
}

interface AskedRow {
  known: boolean | 0 | 1;
  failures: number;
  retry_at: string;
  needed_at: string;
}

const HOUR_MS = 3_600_000;
const FIRST_RETRY_MS = HOUR_MS / 4;
const LAST_RETRY_MS = 24 * HOUR_MS;
/** That a row is still needed is written down at most so often. */
const NEEDED_AGAIN_MS = 12 * HOUR_MS;

const COMMIT_KEY = ['repository_id', 'commit_id'];
const DISTANCE_KEY = ['repository_id', 'base_commit', 'head_commit'];

/** What Git hosts said of commits, and what they are to be asked. */
export class CommitStore {
  readonly #knex: Knex;
  readonly #fleets: string[];
  readonly #keepMs: number;
  readonly #now: () => Date;

  constructor(options: {
    knex: Knex;
    /** Fleets whose clusters are read. */
    fleets: string[];
    /** How long a commit is remembered that no cluster has any more, milliseconds. */
    keepMs: number;
    now?: () => Date;
  }) {
    this.#knex = options.knex;
    this.#fleets = options.fleets;
    this.#keepMs = options.keepMs;
    this.#now = options.now ?? (() => new Date());
  }

  /** What is not known yet, as far as it is time to ask; what most syncs show first. */
  async listUnknown(): Promise<CommitQuestion[]> {
    const questions = await listQuestions(this.#knex, this.#fleets);
    const commits = questions.filter(({ head }) => !head);
    const distances = questions.filter(({ head }) => head);
    const asked = new Map([
      ...(await this.#readAsked('commits', COMMIT_KEY, commits)),
      ...(await this.#readAsked('commit_distances', DISTANCE_KEY, distances)),
    ]);
    await this.#markNeeded(questions, asked);
    const now = this.#now().toISOString();
    return questions.filter(question => {
      const row = asked.get(keyOf(question));
      return !row || (!row.known && row.retry_at <= now);
    });
  }

  /** Writes an answer down; one that could not be used is asked for again later and later. */
  async record(question: CommitQuestion, answer: CommitAnswer): Promise<void> {
    const { table, key, values } = rowOf(question);
    const before: AskedRow | undefined = await this.#knex(table)
      .where(values)
      .first('failures');
    const failures = answer ? 0 : (before?.failures ?? 0) + 1;
    const now = this.#now();
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS);
    await this.#knex(table)
      .insert({
        ...values,
        ...columnsOf(answer),
        known: Boolean(answer),
        failures,
        retry_at: answer ? '' : new Date(now.getTime() + wait).toISOString(),
        needed_at: now.toISOString(),
      })
      .onConflict(key)
      .merge();
  }

  async getPause(host: string): Promise<HostPause | undefined> {
    const row: { failures: number; paused_until: string } | undefined =
      await this.#knex('commit_hosts').where({ host }).first();
    return row && { failures: row.failures, pausedUntil: row.paused_until };
  }

  /** @param pause - undefined when the host answers as it should */
  async setPause(host: string, pause: HostPause | undefined): Promise<void> {
    if (!pause) {
      await this.#knex('commit_hosts').where({ host }).delete();
      return;
    }
    await this.#knex('commit_hosts')
      .insert({
        host,
        failures: pause.failures,
        paused_until: pause.pausedUntil,
      })
      .onConflict('host')
      .merge();
  }

  /** Deletes what no cluster has needed for long. */
  async deleteOld(): Promise<void> {
    const before = new Date(this.#now().getTime() - this.#keepMs).toISOString();
    for (const table of ['commits', 'commit_distances']) {
      await this.#knex(table).where('needed_at', '<', before).delete();
    }
  }

  async #readAsked(
    table: string,
    key: string[],
    questions: CommitQuestion[],
  ): Promise<Map<string, AskedRow>> {
    const rows = new Map<string, AskedRow>();
    for (const chunk of chunks(questions)) {
      const found: (AskedRow & Record<string, string>)[] = await this.#knex(
        table,
      )
        .whereIn(
          key,
          chunk.map(question => Object.values(rowOf(question).values)),
        )
        .select(...key, 'known', 'failures', 'retry_at', 'needed_at');
      found.forEach(row =>
        rows.set(key.map(column => row[column]).join(' '), row),
      );
    }
    return rows;
  }

  async #markNeeded(
    questions: CommitQuestion[],
    asked: Map<string, AskedRow>,
  ): Promise<void> {
    const now = this.#now();
    const before = new Date(now.getTime() - NEEDED_AGAIN_MS).toISOString();
    const due = questions.filter(question => {
      const row = asked.get(keyOf(question));
      return row && row.needed_at < before;
    });
    for (const [table, key, own] of [
      ['commits', COMMIT_KEY, due.filter(({ head }) => !head)],
      ['commit_distances', DISTANCE_KEY, due.filter(({ head }) => head)],
    ] as const) {
      for (const chunk of chunks(own)) {
        await this.#knex(table)
          .whereIn(
            key,
            chunk.map(question => Object.values(rowOf(question).values)),
          )
          .update({ needed_at: now.toISOString() });
      }
    }
  }
}

function rowOf({ page, commit, head }: CommitQuestion) {
  const repository = repositoryId(page);
  return head
    ? {
        table: 'commit_distances',
        key: DISTANCE_KEY,
        values: {
          repository_id: repository,
          base_commit: commit,
          head_commit: head,
        },
      }
    : {
        table: 'commits',
        key: COMMIT_KEY,
        values: { repository_id: repository, commit_id: commit },
      };
}

function keyOf(question: CommitQuestion): string {
  return Object.values(rowOf(question).values).join(' ');
}

function columnsOf(answer: CommitAnswer): Record<string, unknown> {
  if (!answer) {
    return {};
  }
  if ('distance' in answer) {
    const { commits, atLeast } = answer.distance;
    return { commits, at_least: atLeast };
  }
  const { author = '', committedAt = '', subject = '' } = answer.details;
  return { author, committed_at: committedAt, subject };
}
