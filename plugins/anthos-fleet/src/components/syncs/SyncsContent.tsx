import { anthosFleetPackageSyncReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useListSearch } from '../../hooks/useListSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { useSteadyRows } from '../../hooks/useSteadyRows';
import { syncColumns } from '../../model/csvColumns';
import { toQuery } from '../../model/listSearch';
import { syncListSentences } from '../../model/syncSentences';
import { SYNC_LIST } from '../../model/syncSearch';
import { FleetQueryProvider, usePackageSyncs } from '../../queries';
import { ActiveFilters } from '../lists/ActiveFilters';
import { ExportButton } from '../lists/ExportButton';
import { HeadlineSkeleton } from '../lists/HeadlineSkeleton';
import { ListBar } from '../lists/ListBar';
import { ListFilters } from '../lists/ListFilters';
import { Pager } from '../lists/Pager';
import lists from '../lists/lists.module.css';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink, ToneIcon } from '../ui';
import { SyncTable } from './SyncTable';

/** The list of package syncs: searched, filtered, sorted and paged by the back end. */
export function SyncsContent() {
  return (
    <FleetQueryProvider>
      <PageMain>
        <SyncsBody />
      </PageMain>
    </FleetQueryProvider>
  );
}

const NO_ROWS: never[] = [];
const idOf = (sync: { id: string }) => sync.id;

function SyncsBody() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  const searching = useListSearch(SYNC_LIST);
  const { search, change } = searching;
  const query = toQuery(search);
  const { data, error, isPlaceholderData, dataUpdatedAt, refetch } =
    usePackageSyncs(query);
  // The rows of the question before stay, greyed, until this one is answered.
  const answered =
    data && !isPlaceholderData ? JSON.stringify(query) : String(Boolean(data));
  const steady = useSteadyRows(answered, data?.items ?? NO_ROWS, idOf);

  if (!data && error) {
    return (
      <FailureState
        error={error}
        onRetry={refetch}
        permission={anthosFleetPackageSyncReadPermission.name}
      />
    );
  }
  const { cursor: _cursor, page: _page, ...narrowed } = search;
  return (
    <>
      {!data && <HeadlineSkeleton />}
      {data && data.totalItems > 0 && (
        <h2 className={lists.say}>
          {syncListSentences(t, data.states).map(({ text, tone, filter }) => (
            <span key={text} className={lists.sayPart}>
              <MaybeLink
                href={filter && links.syncs({ ...narrowed, ...filter })}
                standalone
                variant="title-x-small"
                weight="regular"
              >
                {tone && <ToneIcon tone={tone} size={20} />}
                {tone && ' '}
                {text}
              </MaybeLink>{' '}
            </span>
          ))}
        </h2>
      )}
      <ListFilters
        shape={SYNC_LIST}
        searching={searching}
        label={t('syncs.search')}
      />
      <ActiveFilters
        shape={SYNC_LIST}
        searching={searching}
        addable={['namespace', 'cluster', 'repo', 'owner']}
      />
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <ListBar
        steady={steady}
        action={
          data && (
            <ExportButton
              query={query}
              list={{
                fileName: 'syncs',
                columns: syncColumns(t),
                readPage: (api, page) => api.getPackageSyncs(page),
              }}
            />
          )
        }
      >
        {data && t('syncs.total', { count: data.totalItems })}
      </ListBar>
      <SyncTable
        rows={data && steady.rows}
        isStale={isPlaceholderData}
        search={search}
        onSort={(sort, order) => change({ sort, order })}
      />
      <Pager
        label={t('syncs.title')}
        shown={data?.items.length ?? 0}
        total={data?.totalItems ?? 0}
        searching={searching}
        nextCursor={isPlaceholderData ? undefined : data?.nextCursor}
      />
    </>
  );
}
