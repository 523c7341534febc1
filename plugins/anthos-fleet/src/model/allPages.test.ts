import { EXPORT_PAGE_SIZE, MAX_EXPORTED, readAllPages } from './allPages';

/** A list of numbers, in pages. */
function listOf(total: number) {
  return jest.fn(async (cursor: string | undefined) => {
    const start = Number(cursor ?? 0);
    const end = Math.min(start + EXPORT_PAGE_SIZE, total);
    return {
      items: Array.from({ length: end - start }, (_, index) => start + index),
      totalItems: total,
      ...(end < total && { nextCursor: String(end) }),
    };
  });
}

describe('readAllPages', () => {
  it('reads all pages in their order', async () => {
    const readPage = listOf(1_200);
    const { rows, total } = await readAllPages(readPage);
    expect(rows).toEqual(Array.from({ length: 1_200 }, (_, index) => index));
    expect(total).toBe(1_200);
    expect(readPage.mock.calls).toEqual([[undefined], ['500'], ['1000']]);
  });

  it('stops at the cap, and says how many there are', async () => {
    const readPage = listOf(20_000);
    const { rows, total } = await readAllPages(readPage);
    expect(rows).toHaveLength(MAX_EXPORTED);
    expect(total).toBe(20_000);
    expect(readPage).toHaveBeenCalledTimes(MAX_EXPORTED / EXPORT_PAGE_SIZE);
  });

  it('reads a list of nothing', async () => {
    expect(await readAllPages(listOf(0))).toEqual({ rows: [], total: 0 });
  });
});
