import type { Knex } from 'knex';
import { upsert } from '../store/readings/batch';
import type { SubjectStates } from './SubjectStates';
import type { Steadiness } from './steadiness';

/** From when to when a package sync is known to have an error. */
export interface ErrorSpan {
  fingerprint: string;
  sync_id: string;
  opened_at: string;
  closed_at: string | null;
  flapping: boolean | number;
}

/** Fingerprint to the time at which what changed of it was first seen. */
export type TouchedGroups = Map<string, string>;

interface SyncError {
  fingerprint: string;
  sync_id: string;
}

const KEY = ['fingerprint', 'sync_id', 'opened_at'];

/** Remembers since when each error is on each package sync of one cluster, in one transaction. */
export class ErrorSpans {
  readonly #tx: Knex.Transaction;
  readonly #cluster: { fleet: string; ref: string };
  readonly #states: SubjectStates;
  readonly #open: Map<string, ErrorSpan>;
  readonly #changed: ErrorSpan[] = [];
  readonly touched: TouchedGroups = new Map();

  static async read(
    tx: Knex.Transaction,
    cluster: { fleet: string; ref: string },
    states: SubjectStates,
  ): Promise<ErrorSpans> {
    const rows: ErrorSpan[] = await tx('error_spans')
      .whereNull('closed_at')
      .whereIn('sync_id', builder =>
        builder.select('id').from('noticed_syncs').where({ ref: cluster.ref }),
      )
      .select(...KEY, 'closed_at', 'flapping');
    return new ErrorSpans(tx, cluster, states, rows);
  }

  private constructor(
    tx: Knex.Transaction,
    cluster: { fleet: string; ref: string },
    states: SubjectStates,
    open: ErrorSpan[],
  ) {
    this.#tx = tx;
    this.#cluster = cluster;
    this.#states = states;
    this.#open = new Map(open.map(span => [idOf(span), span]));
  }

  /** Takes in which errors the store has open on the cluster now; all others are seen closed. */
  observe(open: SyncError[], at: string, steadiness: Steadiness) {
    const seen = new Set(open.map(idOf));
    const remembered = this.#states.rows
      .filter(row => row.subject === 'sync-error')
      .map(row => row.subject_id);
    for (const id of new Set([...seen, ...remembered])) {
      const state = seen.has(id) ? 'open' : 'closed';
      this.observeOne(id, { state, at }, steadiness);
    }
  }

  /** Takes in one error. Its ID is the fingerprint and that of the package sync, with a slash. */
  observeOne(
    id: string,
    seen: { state: string; at: string },
    { observed }: Steadiness,
  ) {
    const transition = this.#states.observe(
      { subject: 'sync-error', subjectId: id, ...this.#cluster },
      seen,
      observed,
    );
    const flapping = this.#states.isFlapping('sync-error', id);
    const at = transition?.at ?? seen.at;
    if (flapping || this.#states.told('sync-error', id) === 'open') {
      this.#keepOpen(id, at, flapping);
    } else {
      this.#close(id, at);
    }
    if (transition?.to === 'closed' && !transition.from && !flapping) {
      // It was never told: a guess that did not hold.
      this.#states.forget('sync-error', id);
    }
  }

  /** Ends every error of some package syncs, which are gone. */
  end(isGone: (syncId: string) => boolean, at: string) {
    for (const span of [...this.#open.values()]) {
      if (isGone(span.sync_id)) {
        this.#close(idOf(span), at);
      }
    }
    for (const { subject, subject_id } of this.#states.rows) {
      if (subject === 'sync-error' && isGone(syncIdOf(subject_id))) {
        this.#states.forget(subject, subject_id);
      }
    }
  }

  /** Marks the groups that some package syncs are in, because what is told of the syncs changed. */
  touch(syncIds: Set<string>, at: string) {
    for (const { fingerprint, sync_id } of this.#open.values()) {
      if (syncIds.has(sync_id)) {
        this.#touch(fingerprint, at);
      }
    }
  }

  /** Fingerprint and package sync of each error that counts as open, with a slash. */
  get openIds(): ReadonlySet<string> {
    return new Set(this.#open.keys());
  }

  /** Marks a group because who is told of it changed. */
  touchGroup(fingerprint: string, at: string) {
    this.#touch(fingerprint, at);
  }

  async save(): Promise<void> {
    await upsert(
      this.#tx,
      'error_spans',
      this.#changed.map(span => ({ ...span })),
      KEY,
    );
  }

  #keepOpen(id: string, at: string, flapping: boolean) {
    const span = this.#open.get(id);
    if (span && Boolean(span.flapping) === flapping) {
      return;
    }
    const next = span
      ? { ...span, flapping }
      : {
          fingerprint: fingerprintOf(id),
          sync_id: syncIdOf(id),
          opened_at: at,
          closed_at: null,
          flapping,
        };
    this.#open.set(id, next);
    this.#changed.push(next);
    this.#touch(next.fingerprint, at);
  }

  #close(id: string, at: string) {
    const span = this.#open.get(id);
    if (span) {
      this.#open.delete(id);
      // A clock that was put back must not close it before it opened.
      const closedAt = at < span.opened_at ? span.opened_at : at;
      this.#changed.push({ ...span, closed_at: closedAt });
      this.#touch(span.fingerprint, closedAt);
    }
  }

  #touch(fingerprint: string, at: string) {
    const before = this.touched.get(fingerprint);
    if (before === undefined || at < before) {
      this.touched.set(fingerprint, at);
    }
  }
}

function idOf({ fingerprint, sync_id }: SyncError): string {
  return `${fingerprint}/${sync_id}`;
}

function fingerprintOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

function syncIdOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}
