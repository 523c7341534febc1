import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

const BUCKET = 'anthos-fleet-columns';

/** A column that a reader may have or not. */
export interface ChoosableColumn {
  id: string;
  /** Not there unless somebody wants it. */
  extra?: true;
}

/** The columns of a list that somebody sees, and what changes them. */
export interface ChosenColumns {
  shown: string[];
  /** They are those that everybody has who chose none. */
  isUsual: boolean;
  choose: (ids: readonly string[]) => void;
  reset: () => void;
}

/**
 * The columns of a list: those that the address names, else those that this person chose the last
 * time, else the usual ones. What they chose before gets into the address, which they may send to
 * others.
 *
 * @param list - under which name the choice is kept for this person
 * @param inAddress - ids that the address names
 * @param onChange - writes the address; undefined for the usual ones
 */
export function useChosenColumns(
  list: string,
  columns: readonly ChoosableColumn[],
  inAddress: readonly string[] | undefined,
  onChange: (ids: string[] | undefined) => void,
): ChosenColumns {
  const storage = useApi(storageApiRef).forBucket(BUCKET);
  const [kept, setKept] = useState<unknown>(
    () => storage.snapshot<string[]>(list).value,
  );
  useEffect(() => {
    const subscription = storage
      .observe$<string[]>(list)
      .subscribe(({ value }) => setKept(value));
    return () => subscription.unsubscribe();
  }, [storage, list]);

  const usual = columns.filter(({ extra }) => !extra).map(({ id }) => id);
  const known = (ids: unknown) => {
    const wanted = Array.isArray(ids) ? ids : [];
    const found = columns.map(({ id }) => id).filter(id => wanted.includes(id));
    return found.length > 0 ? found : undefined;
  };
  const named = known(inAddress);
  const before = named ? undefined : known(kept);
  useEffect(() => {
    if (before) {
      onChange(before);
    }
    // Once for each choice, not for each function that is passed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [before?.join()]);
  const shown = named ?? before ?? usual;
  const isSame = (ids: readonly string[]) => ids.join() === usual.join();
  const reset = () => {
    setKept(undefined);
    storage.remove(list).catch(() => {});
    onChange(undefined);
  };
  return {
    shown,
    isUsual: isSame(shown),
    reset,
    choose: ids => {
      const next = known(ids) ?? usual;
      if (isSame(next)) {
        reset();
        return;
      }
      setKept(next);
      // A choice that cannot be kept for the next visit is still in the address.
      storage.set(list, next).catch(() => {});
      onChange(next);
    },
  };
}
