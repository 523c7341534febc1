import { useListSearch } from '../../hooks/useListSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { useSteadyRows } from '../../hooks/useSteadyRows';
import { clusterColumns } from '../../model/csvColumns';
import { CLUSTER_LIST, toClusterQuery } from '../../model/clusterSearch';
import { FleetQueryProvider, useClusters } from '../../queries';
import { ActiveFilters } from '../lists/ActiveFilters';
import { ExportButton } from '../lists/ExportButton';
import { ListBar } from '../lists/ListBar';
import { ListFilters } from '../lists/ListFilters';
import { Pager } from '../lists/Pager';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { ClusterTable } from './ClusterTable';

/** The list of clusters: searched, filtered, sorted and paged by the back end, from the address. */
export function ClustersContent() {
  return (
    <FleetQueryProvider>
      <PageMain>
        <ClustersBody />
      </PageMain>
    </FleetQueryProvider>
  );
}

const NO_ROWS: never[] = [];
const refOf = (cluster: { ref: string }) => cluster.ref;

function ClustersBody() {
  const { t } = usePageWords();
  const searching = useListSearch(CLUSTER_LIST);
  const { search, change } = searching;
  const query = toClusterQuery(search);
  const { data, error, isPlaceholderData, dataUpdatedAt, refetch } =
    useClusters(query);
  // The rows of the question before stay, greyed, until this one is answered.
  const answered =
    data && !isPlaceholderData ? JSON.stringify(query) : String(Boolean(data));
  const steady = useSteadyRows(answered, data?.items ?? NO_ROWS, refOf);

  if (!data && error) {
    return <FailureState error={error} onRetry={refetch} />;
  }
  return (
    <>
      <ListFilters
        shape={CLUSTER_LIST}
        searching={searching}
        label={t('clusters.search')}
      />
      <ActiveFilters
        shape={CLUSTER_LIST}
        searching={searching}
        addable={['label']}
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
                fileName: 'clusters',
                columns: clusterColumns(t),
                readPage: (api, page) => api.getClusters(page),
              }}
            />
          )
        }
      >
        {data && t('clusters.total', { count: data.totalItems })}
      </ListBar>
      <ClusterTable
        rows={data && steady.rows}
        isStale={isPlaceholderData}
        search={search}
        onSort={(sort, order) => change({ sort, order })}
      />
      <Pager
        label={t('clusters.title')}
        shown={data?.items.length ?? 0}
        total={data?.totalItems ?? 0}
        searching={searching}
        nextCursor={isPlaceholderData ? undefined : data?.nextCursor}
      />
    </>
  );
}
