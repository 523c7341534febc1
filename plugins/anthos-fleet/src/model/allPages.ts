/** Rows that are taken along at most, whatever the list has. */
export const MAX_EXPORTED = 5_000;

/** Rows of a request; the back end gives no more at once. */
export const EXPORT_PAGE_SIZE = 500;

/** One page of a list. */
export interface ListPageAnswer<T> {
  items: T[];
  totalItems: number;
  nextCursor?: string;
}

/** Reads a list to its end, or to the cap. */
export async function readAllPages<T>(
  readPage: (cursor: string | undefined) => Promise<ListPageAnswer<T>>,
): Promise<{ rows: T[]; total: number }> {
  const rows: T[] = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    const page = await readPage(cursor);
    rows.push(...page.items);
    total = page.totalItems;
    cursor = page.nextCursor;
  } while (cursor && rows.length < MAX_EXPORTED);
  return { rows: rows.slice(0, MAX_EXPORTED), total };
}
