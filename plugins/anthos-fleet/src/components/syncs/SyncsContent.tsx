import { anthosFleetPackageSyncReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { syncColumns } from '../../model/csvColumns';
import { syncListSentences } from '../../model/syncSentences';
import { SYNC_LIST } from '../../model/syncSearch';
import { usePackageSyncs } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { SyncTable } from './SyncTable';

/** The list of package syncs: searched, filtered, sorted and paged by the back end. */
export function SyncsContent() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <ListPage
      shape={SYNC_LIST}
      useData={usePackageSyncs}
      keyOf={sync => sync.id}
      permission={anthosFleetPackageSyncReadPermission.name}
      title={t('syncs.title')}
      searchLabel={t('syncs.search')}
      total={count => t('syncs.total', { count })}
      sentences={data => syncListSentences(t, data.states)}
      hrefOf={links.syncs}
      addable={['namespace', 'cluster', 'repo', 'owner']}
      exported={{
        fileName: 'syncs',
        columns: syncColumns(t),
        readPage: (api, query) => api.getPackageSyncs(query),
      }}
      table={table => <SyncTable {...table} />}
    />
  );
}
