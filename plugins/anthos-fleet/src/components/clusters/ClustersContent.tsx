import { Button } from '@backstage/ui';
import { useClusterSearch } from '../../hooks/useClusterSearch';
import { useSteadyRows } from '../../hooks/useSteadyRows';
import { usePageWords } from '../../hooks/usePageWords';
import { toClusterQuery } from '../../model/clusterSearch';
import { FleetQueryProvider, useClusters } from '../../queries';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { ActiveFilters } from './ActiveFilters';
import { ClusterFilters } from './ClusterFilters';
import { ClusterTable } from './ClusterTable';
import { Pager } from './Pager';
import styles from './clusters.module.css';

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

function ClustersBody() {
  const { t } = usePageWords();
  const searching = useClusterSearch();
  const { search, change } = searching;
  const query = toClusterQuery(search);
  const { data, error, isPlaceholderData, dataUpdatedAt, refetch } =
    useClusters(query);
  // The rows of the question before stay, greyed, until this one is answered.
  const answered =
    data && !isPlaceholderData ? JSON.stringify(query) : String(Boolean(data));
  const steady = useSteadyRows(answered, data?.items ?? NO_ROWS);

  if (!data && error) {
    return <FailureState error={error} onRetry={refetch} />;
  }
  const first = (search.page - 1) * (query.limit ?? 0) + 1;
  return (
    <>
      <ClusterFilters search={search} onChange={change} />
      <ActiveFilters searching={searching} />
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <div className={styles.bar}>
        <span role="status">
          {data && t('clusters.total', { count: data.totalItems })}
        </span>
        {steady.waiting > 0 && (
          <Button size="small" variant="secondary" onPress={steady.showLatest}>
            {t('clusters.waiting', { count: steady.waiting })}
          </Button>
        )}
      </div>
      <ClusterTable
        rows={data && steady.rows}
        isStale={isPlaceholderData}
        search={search}
        onSort={(sort, order) => change({ sort, order })}
      />
      {data && data.items.length > 0 && (
        <Pager
          from={first}
          to={first + data.items.length - 1}
          total={data.totalItems}
          searching={searching}
          nextCursor={isPlaceholderData ? undefined : data.nextCursor}
        />
      )}
    </>
  );
}
