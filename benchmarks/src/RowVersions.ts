import createKnex, { type Knex } from 'knex';
import type { Connection } from './Portal';

/** Counts the rows that PostgreSQL wrote, by the transaction that each row carries. */
export class RowVersions {
  readonly #knex: Knex;

  constructor(connection: Connection, database: string) {
    this.#knex = createKnex({
      client: 'pg',
      connection: {
        ...connection,
        database,
      },
      pool: { min: 0, max: 1 },
    });
  }

  async snapshot(table: string): Promise<Map<string, string>> {
    const rows: { place: string; version: string }[] = await this.#knex(
      table,
    ).select(
      this.#knex.raw('ctid::text as place'),
      this.#knex.raw('xmin::text as version'),
    );
    return new Map(rows.map(({ place, version }) => [place, version]));
  }

  close() {
    return this.#knex.destroy();
  }
}

/** Rows of the second snapshot that were not there, in that version, in the first. */
export function written(
  before: Map<string, string>,
  after: Map<string, string>,
): number {
  return [...after].filter(([place, version]) => before.get(place) !== version)
    .length;
}
