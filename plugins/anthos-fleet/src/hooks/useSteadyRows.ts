import { useState } from 'react';
import { steadyRows } from '../model/steadyRows';

interface Shown<T> {
  key: string;
  latest: T[];
  order: string[];
  rows: T[];
  waiting: number;
  added: number;
}

/**
 * Rows that stay where the reader saw them while their values change.
 *
 * @param key - what was asked for; another question shows its answer at once
 * @param keyOf - what makes a row the same row
 */
export function useSteadyRows<T>(
  key: string,
  latest: T[],
  keyOf: (row: T) => string,
): { rows: T[]; waiting: number; onlyNew: boolean; showLatest: () => void } {
  const fresh = (): Shown<T> => ({
    key,
    latest,
    ...steadyRows(undefined, latest, keyOf),
  });
  const [shown, setShown] = useState<Shown<T>>(fresh);
  let current = shown;
  if (shown.key !== key) {
    current = fresh();
    setShown(current);
  } else if (shown.latest !== latest) {
    current = { key, latest, ...steadyRows(shown, latest, keyOf) };
    setShown(current);
  }
  return {
    rows: current.rows,
    waiting: current.waiting,
    /** All that waits is rows that would come; nothing goes or moves. */
    onlyNew: current.waiting === current.added,
    showLatest: () => setShown(fresh()),
  };
}
