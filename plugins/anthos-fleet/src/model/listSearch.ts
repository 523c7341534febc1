import type { SortOrder } from 'backstage-plugin-anthos-fleet-common';

/** How many rows one page of a list may have, as usual first. */
export const PAGE_SIZES: readonly number[] = [25, 50, 100];

// Longer than any name; an address with more is cut, so that the back end does not refuse it.
const MAX_TEXT = 512;
const MAX_WORDS = 200;
const MAX_COLUMNS = 30;

/** What the address of a list may say. */
export interface ListShape {
  /** Filters by known values; a value that is not here is left out rather than refused. */
  choices: Readonly<Record<string, readonly string[]>>;
  /** Filters by any text, and how many values each of them takes. */
  texts: Readonly<Record<string, number>>;
  /** Filters by one text. */
  singles: readonly string[];
  /** Filters by yes or no. */
  flags: readonly string[];
  sorts: readonly string[];
  /** Sort and order of the list as it is. */
  sort: string;
  order: SortOrder;
}

/** The filters that a shape allows. */
export type FilterOf<S extends ListShape> = { q: string } & {
  -readonly [K in keyof S['choices']]: S['choices'][K][number][];
} & { -readonly [K in keyof S['texts']]: string[] } & {
  [K in S['singles'][number]]?: string;
} & { [K in S['flags'][number]]?: boolean };

/** What the address of a list says. */
export type SearchOf<S extends ListShape> = FilterOf<S> & {
  sort: S['sorts'][number];
  order: SortOrder;
  cursor?: string;
  /** Number of the page, from 1; for the reader only, the cursor decides. */
  page: number;
  /** Rows on a page, one of `PAGE_SIZES`. */
  rows: number;
  /** IDs of the columns that the reader wants; absent for the usual ones. */
  columns?: string[];
};

/** The same without the names, for code that goes through all filters alike. */
export type AnySearch = Record<string, unknown> & {
  q: string;
  sort: string;
  order: SortOrder;
  cursor?: string;
  page: number;
  rows: number;
  columns?: string[];
};

function texts(params: URLSearchParams, key: string, max: number): string[] {
  return [...new Set(params.getAll(key))]
    .map(text => text.trim().slice(0, MAX_TEXT))
    .filter(Boolean)
    .slice(0, max);
}

// Without a cursor it is the first page; with one it is at least the second.
function pageOf(cursor: string | undefined, page: number): number {
  if (!cursor) {
    return 1;
  }
  return Number.isSafeInteger(page) && page > 1 ? page : 2;
}

function rowsOf(rows: number): number {
  return PAGE_SIZES.includes(rows) ? rows : PAGE_SIZES[0];
}

function columnsOf(text: string | null): string[] {
  return (text ?? '')
    .split(',', MAX_COLUMNS)
    .filter(id => /^[a-zA-Z]{1,32}$/.test(id));
}

function orderOf(text: string | null): SortOrder | undefined {
  return text === 'asc' || text === 'desc' ? text : undefined;
}

/** Reads an address. Whatever is in it, the result is a search that the back end accepts. */
export function parseSearch<S extends ListShape>(
  shape: S,
  params: URLSearchParams,
): SearchOf<S> {
  const cursor = params.get('cursor')?.slice(0, 2000) || undefined;
  const sort = params.get('sort');
  const columns = columnsOf(params.get('columns'));
  const search: AnySearch = {
    q: (params.get('q') ?? '').slice(0, MAX_WORDS),
    sort: shape.sorts.find(candidate => candidate === sort) ?? shape.sort,
    order: orderOf(params.get('order')) ?? shape.order,
    page: pageOf(cursor, Number(params.get('page'))),
    rows: rowsOf(Number(params.get('rows'))),
    ...(cursor ? { cursor } : {}),
    ...(columns.length > 0 ? { columns } : {}),
  };
  for (const [key, values] of Object.entries(shape.choices)) {
    const given = params.getAll(key);
    search[key] = values.filter(value => given.includes(value));
  }
  for (const [key, max] of Object.entries(shape.texts)) {
    search[key] = texts(params, key, max);
  }
  for (const key of shape.singles) {
    const [text] = texts(params, key, 1);
    if (text) {
      search[key] = text;
    }
  }
  for (const key of shape.flags) {
    const text = params.get(key);
    if (text === 'true' || text === 'false') {
      search[key] = text === 'true';
    }
  }
  return search as SearchOf<S>;
}

/** Writes an address; what is as usual is left out, so that addresses stay short. */
export function formatSearch<S extends ListShape>(
  shape: S,
  search: Partial<SearchOf<S>>,
): URLSearchParams {
  const params = new URLSearchParams();
  const given = search as Partial<AnySearch>;
  if (given.q) {
    params.set('q', given.q);
  }
  for (const key of Object.keys({ ...shape.choices, ...shape.texts })) {
    for (const value of (given[key] as string[] | undefined) ?? []) {
      params.append(key, value);
    }
  }
  for (const key of [...shape.singles, ...shape.flags]) {
    if (given[key] !== undefined) {
      params.set(key, String(given[key]));
    }
  }
  if (given.sort && given.sort !== shape.sort) {
    params.set('sort', given.sort);
  }
  if (given.order && given.order !== shape.order) {
    params.set('order', given.order);
  }
  if (given.rows && given.rows !== PAGE_SIZES[0]) {
    params.set('rows', String(given.rows));
  }
  if (given.columns?.length) {
    params.set('columns', given.columns.join());
  }
  if (given.cursor) {
    params.set('cursor', given.cursor);
    params.set('page', String(given.page ?? 2));
  }
  return params;
}

/** The list without any filter, in its usual order. */
export function emptySearch<S extends ListShape>(shape: S): SearchOf<S> {
  return parseSearch(shape, new URLSearchParams());
}

/** The request that answers a search: names only the filters that are used. */
export function toQuery<
  T extends { q: string; page: number; rows: number; columns?: string[] },
>(
  search: T,
): Omit<T, 'q' | 'page' | 'rows' | 'columns'> & { q?: string; limit: number } {
  const { page: _page, rows, columns: _columns, q, ...rest } = search;
  const used = Object.entries(rest).filter(
    ([, value]) => !Array.isArray(value) || value.length > 0,
  );
  const words = q.trim();
  return {
    ...(Object.fromEntries(used) as Omit<T, 'q' | 'page' | 'rows' | 'columns'>),
    limit: rows,
    ...(words ? { q: words } : {}),
  };
}

/** Whether a search narrows the list at all. */
export function isNarrowed<S extends ListShape>(
  shape: S,
  search: SearchOf<S>,
): boolean {
  const given = search as AnySearch;
  const {
    sort: _sort,
    order: _order,
    cursor: _cursor,
    rows: _rows,
    columns: _columns,
    ...filters
  } = given;
  return (
    formatSearch(shape, { ...filters, q: given.q.trim() } as never).size > 0
  );
}

/** The address of a list, narrowed to a filter. */
export function listHref<S extends ListShape>(
  shape: S,
  base: string,
  filter: Partial<SearchOf<S>>,
): string {
  const query = formatSearch(shape, filter).toString();
  return query ? `${base}?${query}` : base;
}
