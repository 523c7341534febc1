/** Rows as they are shown, and how far they are from what the back end says now. */
export interface SteadyRows<T> {
  rows: T[];
  /** Keys of the rows, in the order shown. */
  order: string[];
  /** Rows that would come, go or move if the latest answer were shown. */
  waiting: number;
  /** Those of them that would come. */
  added: number;
}

/**
 * Keeps rows where the reader saw them: values are replaced in place, while rows that are new, gone
 * or elsewhere wait until the reader asks for them.
 *
 * @param shown - keys in the order shown, undefined when nothing has been shown yet
 * @param keyOf - what makes a row the same row
 */
export function steadyRows<T>(
  shown: { order: string[]; rows: T[] } | undefined,
  latest: T[],
  keyOf: (row: T) => string,
): SteadyRows<T> {
  const order = latest.map(keyOf);
  // Where there was nothing, nothing can move.
  if (!shown?.order.length) {
    return { rows: latest, order, waiting: 0, added: 0 };
  }
  const byKey = new Map(latest.map(item => [keyOf(item), item]));
  const before = new Map(shown.rows.map(item => [keyOf(item), item]));
  const rows = shown.order.flatMap(key => {
    const item = byKey.get(key) ?? before.get(key);
    return item ? [item] : [];
  });
  const known = new Set(shown.order);
  const added = order.filter(key => !known.has(key)).length;
  const gone = shown.order.filter(key => !byKey.has(key)).length;
  const stayed = order.filter(key => known.has(key));
  const stayedShown = shown.order.filter(key => byKey.has(key));
  const moved = stayed.filter(
    (key, index) => key !== stayedShown[index],
  ).length;
  return {
    rows,
    order: shown.order,
    waiting: Math.max(added, gone) + moved,
    added,
  };
}
