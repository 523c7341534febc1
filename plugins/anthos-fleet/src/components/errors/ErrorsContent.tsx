import {
  anthosFleetPackageSyncReadPermission,
  type ErrorGroupList,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { errorColumns } from '../../model/csvColumns';
import { ERROR_LIST, type ErrorSearch } from '../../model/errorSearch';
import type { SyncFilter } from '../../model/syncSearch';
import { useSyncErrors } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { MaybeLink } from '../ui';
import { ErrorTable } from './ErrorTable';

/** The list of error groups: what breaks, on how many clusters, and whose it is. */
export function ErrorsContent() {
  const { t } = usePageWords();
  return (
    <ListPage
      shape={ERROR_LIST}
      useData={useSyncErrors}
      keyOf={group => group.fingerprint}
      permission={anthosFleetPackageSyncReadPermission.name}
      title={t('errors.title')}
      searchLabel={t('errors.search')}
      total={count => t('errors.total', { count })}
      headline={(list, search) => <Headline list={list} search={search} />}
      addable={['namespace', 'cluster', 'code', 'owner', 'repo']}
      flags={['open', 'muted']}
      exported={{
        fileName: 'errors',
        columns: errorColumns(t),
        readPage: (api, query) => api.getSyncErrors(query),
      }}
      table={table => <ErrorTable {...table} />}
    />
  );
}

function Headline(props: { list: ErrorGroupList; search: ErrorSearch }) {
  const { list, search } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (search.open === false) {
    return <>{t('errors.say.healed', { count: list.totalItems })}</>;
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
    <>
      {t('errors.say.sum', {
        causes: t('errors.say.causes', { count: list.totalItems }),
        syncs: count(t('errors.say.syncs', { count: list.totalPackageSyncs })),
        clusters: count(
          t('errors.say.clusters', { count: list.totalClusters }),
        ),
      })}
    </>
  );
}
