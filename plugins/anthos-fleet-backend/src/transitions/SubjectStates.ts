import {
  stepSteadiness,
  type SteadinessMemory,
  type SteadinessSettings,
  type SteadyTransition,
  type TransitionSubject,
} from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { deleteTuples, upsert } from '../store/readings/batch';

/** What has a state: what transitions are about, and each error on each package sync. */
export type StateSubject = TransitionSubject | 'sync-error';

/** Names one subject, and the cluster that it belongs to. */
export interface Subject {
  subject: StateSubject;
  subjectId: string;
  /** Empty for an error group, which is on any number of clusters. */
  fleet: string;
  ref: string;
}

export interface StateRow {
  subject: StateSubject;
  subject_id: string;
  fleet: string;
  ref: string;
  told: string | null;
  /** SQLite knows no booleans. */
  quiet: boolean | number;
  /** When a state was first seen that is not told yet. */
  pending_since: string | null;
  changed_at: string;
  memory_json: string;
}

const KEY = ['subject', 'subject_id'];

/** What is remembered of some subjects, inside one transaction; nothing is written before `save`. */
export class SubjectStates {
  readonly #rows: Map<string, StateRow>;
  readonly #changed = new Set<string>();
  readonly #forgotten = new Map<string, StateRow>();

  constructor(rows: StateRow[]) {
    this.#rows = new Map(
      rows.map(row => [keyOf(row.subject, row.subject_id), row]),
    );
  }

  static async read(
    tx: Knex.Transaction,
    where: Partial<StateRow>,
  ): Promise<SubjectStates> {
    return new SubjectStates(await tx('subject_states').where(where));
  }

  get rows(): StateRow[] {
    return [...this.#rows.values()];
  }

  /** The state that was told last. */
  told(subject: StateSubject, subjectId: string): string | undefined {
    return this.#rows.get(keyOf(subject, subjectId))?.told ?? undefined;
  }

  /** The state that is seen and is not told yet. */
  pending(subject: StateSubject, subjectId: string): string | undefined {
    const row = this.#rows.get(keyOf(subject, subjectId));
    return row && memoryOf(row).candidate?.state;
  }

  isFlapping(subject: StateSubject, subjectId: string): boolean {
    const row = this.#rows.get(keyOf(subject, subjectId));
    return Boolean(row && !row.quiet && memoryOf(row).flappingSince);
  }

  /** Takes in that a state was seen. A state that is as it was costs nothing. */
  observe(
    { subject, subjectId, fleet, ref }: Subject,
    seen: { state: string; at: string },
    settings: SteadinessSettings,
  ): SteadyTransition | undefined {
    const key = keyOf(subject, subjectId);
    const row = this.#rows.get(key);
    if (row?.quiet && row.told === seen.state) {
      return undefined;
    }
    const { memory, transition } = stepSteadiness(
      row && memoryOf(row),
      seen,
      settings,
    );
    this.#rows.set(key, {
      subject,
      subject_id: subjectId,
      fleet,
      ref,
      told: memory.told ?? null,
      quiet:
        memory.told === seen.state &&
        !memory.candidate &&
        !memory.flappingSince,
      // What flaps is calm when readings say so.
      pending_since: memory.flappingSince
        ? null
        : memory.candidate?.since ?? null,
      changed_at: seen.at,
      memory_json: JSON.stringify(memory),
    });
    this.#changed.add(key);
    return transition;
  }

  /** Forgets a subject: it is gone, or was never more than a guess. */
  forget(subject: StateSubject, subjectId: string) {
    const key = keyOf(subject, subjectId);
    const row = this.#rows.get(key);
    if (row) {
      this.#forgotten.set(key, row);
      this.#rows.delete(key);
      this.#changed.delete(key);
    }
  }

  async save(tx: Knex.Transaction): Promise<void> {
    const rows = [...this.#changed].flatMap(key => this.#rows.get(key) ?? []);
    await upsert(tx, 'subject_states', rows.map(toRecord), KEY);
    await deleteTuples(
      tx,
      'subject_states',
      KEY,
      [...this.#forgotten.values()].map(row => [row.subject, row.subject_id]),
    );
  }
}

function toRecord(row: StateRow): Record<string, unknown> {
  return { ...row };
}

function keyOf(subject: StateSubject, subjectId: string): string {
  return `${subject}\n${subjectId}`;
}

function memoryOf(row: StateRow): SteadinessMemory {
  return JSON.parse(row.memory_json);
}
