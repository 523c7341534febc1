import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

/** What a recipient was told of a scope last. */
export interface Told {
  open: boolean;
  flapping: boolean;
  clusters: number;
  packageSyncs: number;
}

interface NoticeRow {
  scope: string;
  recipient: string;
  due_at: string | null;
  version: number;
  again: boolean | number;
  told_json: string | null;
  told_at: string | null;
  failures: number;
  claim: string | null;
  claimed_until: string | null;
}

/** A notice that this process, and no other, is to send now. */
export interface ClaimedNotice {
  scope: string;
  recipient: string;
  claim: string;
  version: number;
  /** It is to be told though nothing changed since it was. */
  again: boolean;
  told?: Told;
  failures: number;
}

export interface OutboxSettings {
  /** Time after a change in which further clusters join the same notification. */
  settleMs: number;
  /** Least time between two tellings of something that goes on and spreads. */
  updateMs: number;
  /** After this time without a word from who claimed a notice, it is free again. */
  leaseMs: number;
  /** Longest time between two tries. */
  maxRetryMs: number;
}

const RETRY_MS = 5_000;
const MAX_FAILURES_COUNTED = 30;

/**
 * Who is to be told of what, kept in the database: one row per cause and recipient says that there
 * is something to tell, and what was told last. What is told is read when it is sent, so that a
 * cause that spreads over 40 clusters meanwhile is told once, and one that healed not at all.
 */
export class Outbox {
  readonly #knex: Knex;
  readonly #settings: OutboxSettings;

  constructor(knex: Knex, settings: OutboxSettings) {
    this.#knex = knex;
    this.#settings = settings;
  }

  /**
   * Notes inside the transaction of a change that there is something to tell to these recipients,
   * and to those who were told before.
   *
   * @param options - `urgent`: it began or ended, so it does not wait for the next update;
   * `again`: it is told though it was
   */
  async mark(
    tx: Knex.Transaction,
    scope: string,
    recipients: Iterable<string>,
    options: { now: Date; urgent?: boolean; again?: boolean },
  ): Promise<void> {
    const wanted = [...new Set(recipients)].sort();
    if (wanted.length > 0) {
      await tx('notices')
        .insert(wanted.map(recipient => newRow(scope, recipient)))
        .onConflict(['scope', 'recipient'])
        .ignore();
    }
    const rows: NoticeRow[] = await tx('notices')
      .where({ scope })
      .orderBy('recipient')
      .forUpdate();
    for (const row of rows) {
      const due = this.#dueAt(row, options);
      await tx('notices')
        .where({ scope, recipient: row.recipient })
        .update({
          version: row.version + 1,
          due_at: row.due_at && row.due_at < due ? row.due_at : due,
          ...(options.again && { again: true }),
        });
    }
  }

  /** Takes the notice that waits longest, so that no other replica sends it meanwhile. */
  async claim(now: Date): Promise<ClaimedNotice | undefined> {
    const rows: NoticeRow[] = await this.#due(now).orderBy('due_at').limit(20);
    for (const row of rows) {
      const { scope, recipient, version } = row;
      const claim = randomUUID();
      const taken = await this.#due(now)
        .where({ scope, recipient, version })
        .update({
          claim,
          claimed_until: later(now, this.#settings.leaseMs),
        });
      if (taken > 0) {
        return {
          scope,
          recipient,
          claim,
          version,
          again: Boolean(row.again),
          ...(row.told_json && { told: JSON.parse(row.told_json) }),
          failures: row.failures,
        };
      }
    }
    return undefined;
  }

  /** Ends a claim. What changed meanwhile is due again. */
  async settle(
    notice: ClaimedNotice,
    result: { told?: Told; now: Date },
  ): Promise<void> {
    const told = result.told && {
      told_json: JSON.stringify(result.told),
      told_at: result.now.toISOString(),
      again: false,
    };
    const ended = { claim: null, claimed_until: null, failures: 0, ...told };
    const { scope, recipient, claim, version } = notice;
    await this.#knex('notices')
      .where({ scope, recipient, claim })
      .update({
        ...ended,
        due_at: this.#knex.raw(
          'case when version = ? then null else due_at end',
          [version],
        ),
      });
  }

  /** Ends a claim after a failure; the next try waits longer each time. */
  async fail(notice: ClaimedNotice, now: Date): Promise<void> {
    const { scope, recipient, claim } = notice;
    const failures = Math.min(notice.failures + 1, MAX_FAILURES_COUNTED);
    const waitMs = Math.min(
      RETRY_MS * 2 ** (failures - 1),
      this.#settings.maxRetryMs,
    );
    await this.#knex('notices')
      .where({ scope, recipient, claim })
      .update({
        claim: null,
        claimed_until: null,
        failures,
        due_at: later(now, waitMs),
      });
  }

  /** Forgets what is over and was told of before this time. */
  async prune(before: string): Promise<number> {
    return this.#knex('notices')
      .whereNull('due_at')
      .andWhere(builder =>
        builder
          .whereNull('told_at')
          .orWhere(nested =>
            nested
              .where('told_at', '<', before)
              .andWhere('told_json', 'like', '%"open":false%'),
          ),
      )
      .delete();
  }

  /**
   * A clock that was put back leaves times in the future that no one meant: what is twice as far
   * away as any wait can be is due. Clocks of replicas may differ by less than that.
   */
  #due(now: Date): Knex.QueryBuilder {
    const { settleMs, updateMs, maxRetryMs, leaseMs } = this.#settings;
    const longest = Math.max(settleMs, updateMs, maxRetryMs);
    const moment = now.toISOString();
    return this.#knex<NoticeRow>('notices')
      .andWhere(builder =>
        builder
          .where('due_at', '<=', moment)
          .orWhere('due_at', '>', later(now, 2 * longest)),
      )
      .andWhere(builder =>
        builder
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<=', moment)
          .orWhere('claimed_until', '>', later(now, 2 * leaseMs)),
      );
  }

  #dueAt(row: NoticeRow, { now, urgent }: { now: Date; urgent?: boolean }) {
    const { settleMs, updateMs } = this.#settings;
    const settled = later(now, settleMs);
    if (urgent || !row.told_at) {
      return settled;
    }
    const told = Math.min(Date.parse(row.told_at), now.getTime());
    const next = new Date(told + updateMs).toISOString();
    return next > settled ? next : settled;
  }
}

function newRow(scope: string, recipient: string): NoticeRow {
  return {
    scope,
    recipient,
    due_at: null,
    version: 0,
    again: false,
    told_json: null,
    told_at: null,
    failures: 0,
    claim: null,
    claimed_until: null,
  };
}

function later(now: Date, ms: number): string {
  return new Date(now.getTime() + ms).toISOString();
}
