import { InputError } from '@backstage/errors';
import type { SortOrder } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';

/** The column behind a sort field; it is never null. */
export interface SortColumn {
  /** With its table. */
  column: string;
  numeric?: boolean;
}

/** What a list may be sorted by. */
export interface SortFields<TSort extends string> {
  /** Name of the list, so that a cursor of another one is not mistaken for its own. */
  list: string;
  columns: Record<TSort, SortColumn>;
  /** Column that breaks ties: unique in the list. */
  tie: string;
}

interface Position {
  list: string;
  sort: string;
  order: SortOrder;
  value: string | number;
  tie: string;
}

/** A row with the columns that {@link PageOrder} adds. */
export interface SortedRow {
  sort_value: string | number;
  sort_tie: string;
}

/** What of a list's query chooses its rows, whatever their order and the page. */
export function filtersOf<
  T extends { sort?: string; order?: string; limit?: number; cursor?: string },
>({ sort, order, limit, cursor, ...filters }: T) {
  return filters;
}

/** Where one page ends and the next begins: the sorted value, and a unique one to break ties. */
export class PageOrder<TSort extends string> {
  readonly #sorted: SortColumn;

  constructor(
    private readonly fields: SortFields<TSort>,
    private readonly sort: TSort,
    private readonly order: SortOrder,
  ) {
    this.#sorted = fields.columns[sort];
  }

  /** Sorts a query, begins it after the cursor, and selects what the next cursor needs. */
  apply(query: Knex.QueryBuilder, cursor: string | undefined) {
    const { column } = this.#sorted;
    const { tie } = this.fields;
    query
      .select(`${column} as sort_value`, `${tie} as sort_tie`)
      .orderBy(column, this.order)
      .orderBy(tie, this.order);
    if (cursor !== undefined) {
      const position = this.#read(cursor);
      const beyond = this.order === 'asc' ? '>' : '<';
      query.andWhere(builder =>
        builder
          .where(column, beyond, position.value)
          .orWhere(nested =>
            nested
              .where(column, position.value)
              .andWhere(tie, beyond, position.tie),
          ),
      );
    }
  }

  /** The same for rows in memory: sorts them and begins after the cursor. */
  take<T extends SortedRow>(
    rows: readonly T[],
    cursor: string | undefined,
  ): T[] {
    const sign = this.order === 'asc' ? 1 : -1;
    const compare = (a: SortedRow, b: SortedRow) =>
      sign *
      (compareValues(a.sort_value, b.sort_value) ||
        compareValues(a.sort_tie, b.sort_tie));
    const sorted = [...rows].sort(compare);
    if (cursor === undefined) {
      return sorted;
    }
    const { value, tie } = this.#read(cursor);
    const last: SortedRow = { sort_value: value, sort_tie: tie };
    return sorted.filter(row => compare(row, last) > 0);
  }

  cursorAfter(row: SortedRow): string {
    const position: Position = {
      list: this.fields.list,
      sort: this.sort,
      order: this.order,
      value: this.#sorted.numeric ? Number(row.sort_value) : row.sort_value,
      tie: row.sort_tie,
    };
    return Buffer.from(JSON.stringify(position)).toString('base64url');
  }

  #read(cursor: string): Position {
    const position = parse(cursor);
    const { list } = this.fields;
    if (!position || position.list !== list) {
      throw new InputError(
        'cursor cannot be read; use the nextCursor of the page before, or leave it out to start over',
      );
    }
    if (position.sort !== this.sort || position.order !== this.order) {
      throw new InputError(
        `cursor belongs to sort=${position.sort}&order=${position.order}; leave it out when the sort changes`,
      );
    }
    if (
      typeof position.value !== (this.#sorted.numeric ? 'number' : 'string')
    ) {
      throw new InputError(
        'cursor does not fit the sort; use the nextCursor of the page before, or leave it out to start over',
      );
    }
    return position;
  }
}

function compareValues(a: string | number, b: string | number): number {
  return a < b ? -1 : Number(a > b);
}

const MAX_SHOWN = 40;

function parse(cursor: string): Position | undefined {
  try {
    const parsed: Partial<Position> | null = JSON.parse(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    );
    const { list, sort, order, value, tie } = parsed ?? {};
    if (
      typeof list === 'string' &&
      typeof sort === 'string' &&
      sort.length <= MAX_SHOWN &&
      (order === 'asc' || order === 'desc') &&
      (typeof value === 'string' || Number.isFinite(value)) &&
      typeof tie === 'string'
    ) {
      return { list, sort, order, value: value as string | number, tie };
    }
  } catch {
    // Not base64 or not JSON: the caller says what to do.
  }
  return undefined;
}
