import {
  anthosFleetPackageSyncReadPermission,
  type ErrorGroupList,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useListSearch } from '../../hooks/useListSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { useSteadyRows } from '../../hooks/useSteadyRows';
import { errorColumns } from '../../model/csvColumns';
import { ERROR_LIST, type ErrorSearch } from '../../model/errorSearch';
import { toQuery } from '../../model/listSearch';
import type { SyncFilter } from '../../model/syncSearch';
import { FleetQueryProvider, useSyncErrors } from '../../queries';
import { ActiveFilters } from '../lists/ActiveFilters';
import { ExportButton } from '../lists/ExportButton';
import { HeadlineSkeleton } from '../lists/HeadlineSkeleton';
import { ListBar } from '../lists/ListBar';
import { ListFilters } from '../lists/ListFilters';
import { Pager } from '../lists/Pager';
import lists from '../lists/lists.module.css';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink } from '../ui';
import { ErrorTable } from './ErrorTable';

/** The list of error groups: what breaks, on how many clusters, and whose it is. */
export function ErrorsContent() {
  return (
    <FleetQueryProvider>
      <PageMain>
        <ErrorsBody />
      </PageMain>
    </FleetQueryProvider>
  );
}

const NO_ROWS: never[] = [];
const fingerprintOf = (group: { fingerprint: string }) => group.fingerprint;

function ErrorsBody() {
  const { t } = usePageWords();
  const searching = useListSearch(ERROR_LIST);
  const { search, change } = searching;
  const query = toQuery(search);
  const { data, error, isPlaceholderData, dataUpdatedAt, refetch } =
    useSyncErrors(query);
  // The rows of the question before stay, greyed, until this one is answered.
  const answered =
    data && !isPlaceholderData ? JSON.stringify(query) : String(Boolean(data));
  const steady = useSteadyRows(answered, data?.items ?? NO_ROWS, fingerprintOf);

  if (!data && error) {
    return (
      <FailureState
        error={error}
        onRetry={refetch}
        permission={anthosFleetPackageSyncReadPermission.name}
      />
    );
  }
  return (
    <>
      {data ? (
        data.totalItems > 0 && <Headline list={data} search={search} />
      ) : (
        <HeadlineSkeleton />
      )}
      <ListFilters
        shape={ERROR_LIST}
        searching={searching}
        label={t('errors.search')}
        flags={['open', 'muted']}
      />
      <ActiveFilters
        shape={ERROR_LIST}
        searching={searching}
        addable={['namespace', 'cluster', 'code', 'owner', 'repo']}
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
                fileName: 'errors',
                columns: errorColumns(t),
                readPage: (api, page) => api.getSyncErrors(page),
              }}
            />
          )
        }
      >
        {data && t('errors.total', { count: data.totalItems })}
      </ListBar>
      <ErrorTable
        rows={data && steady.rows}
        isStale={isPlaceholderData}
        search={search}
        onSort={(sort, order) => change({ sort, order })}
      />
      <Pager
        label={t('errors.title')}
        shown={data?.items.length ?? 0}
        total={data?.totalItems ?? 0}
        searching={searching}
        nextCursor={isPlaceholderData ? undefined : data?.nextCursor}
      />
    </>
  );
}

function Headline(props: { list: ErrorGroupList; search: ErrorSearch }) {
  const { list, search } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (search.open === false) {
    return (
      <h2 className={lists.say}>
        {t('errors.say.healed', { count: list.totalItems })}
      </h2>
    );
  }
  const { fleet, hosting, cluster, namespace, kind, repo, owner } = search;
  const broken: SyncFilter = {
    ...{ fleet, hosting, cluster, namespace, kind, repo, owner },
    state: ['stalled', 'error'],
  };
  const count = (text: string) => (
    <MaybeLink
      href={links.syncs(broken)}
      variant="title-x-small"
      weight="regular"
    >
      {text}
    </MaybeLink>
  );
  return (
    <h2 className={lists.say}>
      {t('errors.say.sum', {
        causes: t('errors.say.causes', { count: list.totalItems }),
        syncs: count(t('errors.say.syncs', { count: list.totalPackageSyncs })),
        clusters: count(
          t('errors.say.clusters', { count: list.totalClusters }),
        ),
      })}
    </h2>
  );
}
