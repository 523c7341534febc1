import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { CLUSTER_LIST } from '../../model/clusterSearch';
import { clusterListSentences } from '../../model/clusterListSentences';
import { clusterColumns } from '../../model/csvColumns';
import { useClusters } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { ClusterTable } from './ClusterTable';

/** The list of clusters: searched, filtered, sorted and paged by the back end, from the address. */
export function ClustersContent() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <ListPage
      shape={CLUSTER_LIST}
      useData={useClusters}
      keyOf={cluster => cluster.ref}
      permission={anthosFleetClusterReadPermission.name}
      title={t('clusters.title')}
      searchLabel={t('clusters.search')}
      total={count => t('clusters.total', { count })}
      sentences={data => clusterListSentences(t, data.states)}
      headlineLines={2}
      hrefOf={links.clusters}
      addable={['label', 'fleet']}
      exported={{
        fileName: 'clusters',
        columns: clusterColumns(t),
        readPage: (api, query) => api.getClusters(query),
      }}
      table={table => <ClusterTable {...table} />}
    />
  );
}
