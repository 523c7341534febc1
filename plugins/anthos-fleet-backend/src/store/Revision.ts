import type { Knex } from 'knex';

/**
 * Reads which revision of the data the database has: a text that differs after every reading that
 * said anything new, whichever replica wrote it.
 *
 * Whoever asks while a question is under way shares the next one with all others who do: an answer
 * that was begun before might not know what was written since.
 */
export class Revision {
  #running: Promise<string> | undefined;
  #next: Promise<string> | undefined;

  constructor(private readonly load: () => Promise<string>) {}

  /** The revision at some moment after this was called. */
  read(): Promise<string> {
    if (!this.#running) {
      return this.#run();
    }
    this.#next ??= this.#running.then(
      () => this.#run(),
      () => this.#run(),
    );
    return this.#next;
  }

  #run(): Promise<string> {
    this.#next = undefined;
    const running = this.load().finally(() => {
      if (this.#running === running) {
        this.#running = undefined;
      }
    });
    this.#running = running;
    return running;
  }
}

/** Loads what {@link Revision} reads. */
export async function loadRevision(knex: Knex): Promise<string> {
  const [row]: { readings: unknown; registers: unknown }[] = await knex.select({
    // A cluster takes its count with it, and is removed by a reading of the register.
    readings: knex('cluster_readings').sum('writes'),
    registers: knex('fleets').sum('writes'),
  });
  return `${row.readings ?? 0}/${row.registers ?? 0}`;
}
