import type { Knex } from 'knex';

// SQLite takes 32,766 parameters a statement; the widest row has 30.
const ROWS_A_STATEMENT = 500;

/** Cuts a list into pieces that fit into one statement. */
export function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += ROWS_A_STATEMENT) {
    yield items.slice(at, at + ROWS_A_STATEMENT);
  }
}

/**
 * Writes rows, replacing those that are there.
 *
 * @param keep - columns of rows that are there already and stay as they are
 */
export async function upsert(
  tx: Knex.Transaction,
  table: string,
  rows: Record<string, unknown>[],
  key: string[],
  keep: string[] = [],
) {
  if (rows.length === 0) {
    return;
  }
  const replaced = Object.keys(rows[0]).filter(
    column => !key.includes(column) && !keep.includes(column),
  );
  for (const chunk of chunks(rows)) {
    await tx(table).insert(chunk).onConflict(key).merge(replaced);
  }
}

/** Deletes the rows whose column has one of these values. */
export async function deleteWhereIn(
  tx: Knex.Transaction,
  table: string,
  column: string,
  values: string[],
) {
  for (const chunk of chunks(values)) {
    await tx(table).whereIn(column, chunk).delete();
  }
}

/** Deletes the rows whose columns have one of these combinations of values. */
export async function deleteTuples(
  tx: Knex.Transaction,
  table: string,
  columns: string[],
  tuples: string[][],
) {
  for (const chunk of chunks(tuples)) {
    await tx(table).whereIn(columns, chunk).delete();
  }
}
