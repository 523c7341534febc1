import { useCallback, useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import {
  EMPTY_SEARCH,
  formatClusterSearch,
  parseClusterSearch,
  type ClusterFilter,
  type ClusterSearch,
} from '../model/clusterSearch';

// Cursors of the pages before, so that "previous" is one step even after a reload. They belong to
// the visit, not to the address: a link to page three works without them.
interface PagerState {
  cursorsBefore?: (string | null)[];
}

/** Filters, sort and page of the list of clusters, all of which live in the address. */
export function useClusterSearch() {
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const search = useMemo(() => parseClusterSearch(params), [params]);
  const cursorsBefore =
    (location.state as PagerState | null)?.cursorsBefore ?? [];

  /** Changes filters or sort, which begins at the first page again. */
  const change = useCallback(
    (
      changed: ClusterFilter & Partial<Pick<ClusterSearch, 'sort' | 'order'>>,
      options?: { replace?: boolean },
    ) => {
      setParams(
        current =>
          formatClusterSearch({
            ...parseClusterSearch(current),
            ...changed,
            cursor: undefined,
          }),
        { replace: options?.replace },
      );
    },
    [setParams],
  );

  const clear = useCallback(() => {
    setParams(current => {
      const { sort, order } = parseClusterSearch(current);
      return formatClusterSearch({ ...EMPTY_SEARCH, sort, order });
    });
  }, [setParams]);

  const next = (cursor: string) =>
    setParams(
      formatClusterSearch({ ...search, cursor, page: search.page + 1 }),
      { state: { cursorsBefore: [...cursorsBefore, search.cursor ?? null] } },
    );

  // Without the cursors of the way here, as behind a shared link, the way back is the first page.
  const previous = () =>
    setParams(
      formatClusterSearch({
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
