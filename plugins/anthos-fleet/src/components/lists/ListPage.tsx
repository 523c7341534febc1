import { AnalyticsContext } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { useListSearch } from '../../hooks/useListSearch';
import { useSteadyRows } from '../../hooks/useSteadyRows';
import { toQuery, type ListShape, type SearchOf } from '../../model/listSearch';
import type { Tone } from '../../model/tone';
import { FleetQueryProvider } from '../../queries';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink, ToneIcon } from '../ui';
import { ActiveFilters } from './ActiveFilters';
import { ExportButton, type ListExport } from './ExportButton';
import { HeadlineSkeleton } from './HeadlineSkeleton';
import { ListBar } from './ListBar';
import { ListFilters } from './ListFilters';
import type { ListTableProps } from './ListTable';
import { Pager } from './Pager';
import lists from './lists.module.css';

/** One page of a list, as the back end answers it. */
interface ListData {
  items: object[];
  totalItems: number;
  nextCursor?: string;
}

/** A sentence over a list, and the part of the list that it counts. */
export interface ListSentence<S extends ListShape> {
  text: string;
  tone?: Tone;
  filter?: Partial<SearchOf<S>>;
}

/** The request that answers a search of a list. */
type QueryOf<S extends ListShape> = Omit<
  SearchOf<S>,
  'q' | 'page' | 'rows' | 'columns'
> & {
  q?: string;
  limit?: number;
};

interface ListPageProps<S extends ListShape, D extends ListData> {
  shape: S;
  useData: (query: QueryOf<S>) => {
    data: D | undefined;
    error: Error | null;
    isPlaceholderData: boolean;
    dataUpdatedAt: number;
    refetch: () => unknown;
  };
  keyOf: (row: D['items'][number]) => string;
  /** The permission that is named to whom the list is refused. */
  permission: string;
  title: string;
  searchLabel: string;
  total: (count: number) => string;
  /** The answer above the list, as sentences that lead to what they count. */
  sentences?: (data: D) => ListSentence<S>[];
  /** The same, where it is more than sentences. */
  headline?: (data: D, search: SearchOf<S>) => ReactNode;
  /** How many lines the sentences usually take on a wide screen. Default: 1. */
  headlineLines?: number;
  /** The address of this list, narrowed. */
  hrefOf?: (filter: Partial<SearchOf<S>>) => string | undefined;
  addable: readonly (keyof S['texts'] & string)[];
  flags?: readonly S['flags'][number][];
  exported: ListExport<D['items'][number], QueryOf<S>>;
  /** What stands under the list, however long it is. */
  note?: (data: D) => ReactNode;
  table: (props: ListTableProps<D['items'][number], SearchOf<S>>) => ReactNode;
}

/** A list that the back end searches, filters, sorts and pages, with the answer first. */
export function ListPage<S extends ListShape, D extends ListData>(
  props: ListPageProps<S, D>,
) {
  return (
    <AnalyticsContext attributes={{ list: props.exported.fileName }}>
      <FleetQueryProvider>
        <PageMain>
          <ListBody {...props} />
        </PageMain>
      </FleetQueryProvider>
    </AnalyticsContext>
  );
}

const NO_ROWS: never[] = [];

function ListBody<S extends ListShape, D extends ListData>(
  props: ListPageProps<S, D>,
) {
  const { shape, useData, note } = props;
  const searching = useListSearch(shape);
  const { search, change } = searching;
  const query = toQuery(search);
  const { data, error, isPlaceholderData, dataUpdatedAt, refetch } =
    useData(query);
  // The rows of the question before stay, greyed, until this one is answered.
  const answered =
    data && !isPlaceholderData ? JSON.stringify(query) : String(Boolean(data));
  const steady = useSteadyRows(answered, data?.items ?? NO_ROWS, props.keyOf);

  if (!data && error) {
    return (
      <FailureState
        error={error}
        onRetry={refetch}
        permission={props.permission}
      />
    );
  }
  const { cursor: _cursor, page: _page, ...narrowed } = search;
  return (
    <>
      {!data && <HeadlineSkeleton lines={props.headlineLines ?? 1} />}
      {data && data.totalItems > 0 && (
        <h2 className={lists.say}>
          {props.headline?.(data, search)}
          {props.sentences?.(data).map(sentence => (
            <Sentence
              key={sentence.text}
              sentence={sentence}
              href={
                sentence.filter &&
                props.hrefOf?.({
                  ...narrowed,
                  ...sentence.filter,
                } as Partial<SearchOf<S>>)
              }
            />
          ))}
        </h2>
      )}
      <ListFilters
        shape={shape}
        searching={searching}
        label={props.searchLabel}
        flags={props.flags}
      />
      <ActiveFilters
        shape={shape}
        searching={searching}
        addable={props.addable}
      />
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      {props.table({
        rows: data && steady.rows,
        isStale: isPlaceholderData,
        search,
        onChange: changed =>
          change(
            changed as Partial<SearchOf<S>>,
            'columns' in changed ? { replace: true, keepPage: true } : {},
          ),
        bar: columnsButton => (
          <ListBar
            steady={steady}
            action={
              <>
                {columnsButton}
                {data && <ExportButton list={props.exported} query={query} />}
              </>
            }
          >
            {data && props.total(data.totalItems)}
          </ListBar>
        ),
      })}
      <Pager
        label={props.title}
        shown={data?.items.length ?? 0}
        total={data?.totalItems ?? 0}
        searching={searching}
        onRows={rows => change({ rows } as Partial<SearchOf<S>>)}
        nextCursor={isPlaceholderData ? undefined : data?.nextCursor}
      />
      {data && note?.(data)}
    </>
  );
}

function Sentence(props: {
  sentence: { text: string; tone?: Tone };
  href: string | undefined;
}) {
  const { text, tone } = props.sentence;
  return (
    <span className={lists.sayPart}>
      <MaybeLink
        href={props.href}
        standalone
        variant="title-x-small"
        weight="regular"
      >
        {tone && <ToneIcon tone={tone} size={20} />}
        {tone && ' '}
        {text}
      </MaybeLink>{' '}
    </span>
  );
}
