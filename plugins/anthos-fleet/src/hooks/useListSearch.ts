import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import { listEvents } from '../model/fleetEvents';
import {
  emptySearch,
  formatSearch,
  parseSearch,
  type AnySearch,
  type ListShape,
  type SearchOf,
} from '../model/listSearch';
import { useCaptureEvent } from './useCaptureEvent';

// Cursors of the pages before, so that "previous" is one step even after a reload. They belong to
// the visit, not to the address: a link to page three works without them.
interface PagerState {
  cursorsBefore?: (string | null)[];
}

/** Filters, sort and page of a list, all of which live in the address, and what changes them. */
export interface ListSearching<S extends ListShape = ListShape> {
  search: SearchOf<S>;
  /** Changes filters or sort, which begins at the first page again unless the page is kept. */
  change: (
    changed: Partial<SearchOf<S>>,
    options?: { replace?: boolean; keepPage?: boolean },
  ) => void;
  clear: () => void;
  next: (cursor: string) => void;
  previous: () => void;
  /** The way here is not known, so that "previous" leads to the first page. */
  previousIsFirst: boolean;
}

/** Filters, sort and page of a list. */
export function useListSearch<S extends ListShape>(shape: S): ListSearching<S> {
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const search = useMemo(() => parseSearch(shape, params), [shape, params]);
  const capture = useCaptureEvent();
  const cursorsBefore =
    (location.state as PagerState | null)?.cursorsBefore ?? [];

  const change = useCallback<ListSearching<S>['change']>(
    (changed, options) => {
      listEvents(shape, search as AnySearch, changed).forEach(capture);
      setParams(
        current =>
          formatSearch(shape, {
            ...parseSearch(shape, current),
            ...changed,
            ...(options?.keepPage ? {} : { cursor: undefined }),
          }),
        {
          replace: options?.replace,
          ...(options?.keepPage ? { state: location.state } : {}),
        },
      );
    },
    [shape, search, capture, setParams, location.state],
  );

  const clear = useCallback(() => {
    capture({ action: 'filter', subject: 'all', value: 0 });
    setParams(current => {
      const { sort, order, rows, columns } = parseSearch(shape, current);
      return formatSearch(shape, {
        ...emptySearch(shape),
        sort,
        order,
        rows,
        columns,
      });
    });
  }, [shape, capture, setParams]);

  const next = (cursor: string) =>
    setParams(
      formatSearch(shape, { ...search, cursor, page: search.page + 1 }),
      { state: { cursorsBefore: [...cursorsBefore, search.cursor ?? null] } },
    );

  // Without the cursors of the way here, as behind a shared link, the way back is the first page.
  const previous = () =>
    setParams(
      formatSearch(shape, {
        ...search,
        cursor: cursorsBefore.at(-1) ?? undefined,
        page: search.page - 1,
      }),
      { state: { cursorsBefore: cursorsBefore.slice(0, -1) } },
    );

  return {
    search,
    change,
    clear,
    next,
    previous,
    previousIsFirst: cursorsBefore.at(-1) === undefined && search.page > 2,
  };
}
