import { useState } from 'react';
import { steadyRows } from '../model/steadyRows';

interface Shown<T> {
  key: string;
  latest: T[];
  order: string[];
  rows: T[];
  waiting: number;
}

/**
 * Rows that stay where the reader saw them while their values change.
 *
 * @param key - what was asked for; another question shows its answer at once
 */
export function useSteadyRows<T extends { ref: string }>(
  key: string,
  latest: T[],
): { rows: T[]; waiting: number; showLatest: () => void } {
  const fresh = (): Shown<T> => ({
    key,
    latest,
    ...steadyRows(undefined, latest),
  });
  const [shown, setShown] = useState<Shown<T>>(fresh);
  let current = shown;
  if (shown.key !== key) {
    current = fresh();
    setShown(current);
  } else if (shown.latest !== latest) {
    current = { key, latest, ...steadyRows(shown, latest) };
    setShown(current);
  }
  return {
    rows: current.rows,
    waiting: current.waiting,
    showLatest: () => setShown(fresh()),
  };
}
