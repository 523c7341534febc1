/** Rows as they are shown, and how far they are from what the back end says now. */
export interface SteadyRows<T> {
  rows: T[];
  /** Refs of the rows, in the order shown. */
  order: string[];
  /** Rows that would come, go or move if the latest answer were shown. */
  waiting: number;
}

/**
 * Keeps rows where the reader saw them: values are replaced in place, while rows that are new, gone
 * or elsewhere wait until the reader asks for them.
 *
 * @param shown - refs in the order shown, undefined when nothing has been shown yet
 */
export function steadyRows<T extends { ref: string }>(
  shown: { order: string[]; rows: T[] } | undefined,
  latest: T[],
): SteadyRows<T> {
  const order = latest.map(item => item.ref);
  if (!shown) {
    return { rows: latest, order, waiting: 0 };
  }
  const byRef = new Map(latest.map(item => [item.ref, item]));
  const before = new Map(shown.rows.map(item => [item.ref, item]));
  const rows = shown.order.flatMap(ref => {
    const item = byRef.get(ref) ?? before.get(ref);
    return item ? [item] : [];
  });
  const known = new Set(shown.order);
  const added = order.filter(ref => !known.has(ref)).length;
  const gone = shown.order.filter(ref => !byRef.has(ref)).length;
  const stayed = order.filter(ref => known.has(ref));
  const stayedShown = shown.order.filter(ref => byRef.has(ref));
  const moved = stayed.filter(
    (ref, index) => ref !== stayedShown[index],
  ).length;
  return { rows, order: shown.order, waiting: Math.max(added, gone) + moved };
}
