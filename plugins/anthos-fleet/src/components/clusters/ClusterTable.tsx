import type {
  Cluster,
  ClusterSort,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { isFiltered, type ClusterSearch } from '../../model/clusterSearch';
import { sharedNames } from '../../model/place';
import { ListTable, type ListTableProps } from '../lists/ListTable';
import { StateMessage } from '../states';
import { ClusterCell, type ClusterColumn } from './ClusterCell';

const COLUMNS: readonly {
  id: ClusterColumn;
  sort?: ClusterSort;
  width?: string;
}[] = [
  { id: 'name', sort: 'name', width: '16%' },
  { id: 'place', sort: 'site', width: '12%' },
  { id: 'platform', sort: 'platform', width: '12%' },
  { id: 'sync', sort: 'syncState', width: '13%' },
  { id: 'version', sort: 'kubernetesVersion', width: '12%' },
  { id: 'nodes', sort: 'nodeCount', width: '10%' },
  { id: 'connection', sort: 'connection', width: '14%' },
  { id: 'age' },
];

/** Clusters as a table, which is a short one on a narrow screen. */
export function ClusterTable(props: ListTableProps<Cluster, ClusterSearch>) {
  const { rows, search } = props;
  const { t } = usePageWords();
  const ambiguous = sharedNames(rows ?? []);
  return (
    <ListTable
      {...props}
      name="clusters"
      label={t('clusters.title')}
      columns={COLUMNS.map(column => ({
        ...column,
        label: t(`clusters.column.${column.id}`),
        cell: (cluster: Cluster, narrow: boolean) => (
          <ClusterCell
            column={column.id}
            cluster={cluster}
            narrow={narrow}
            ambiguous={ambiguous.has(cluster.name)}
          />
        ),
      }))}
      // On a phone the rest stands below the name.
      narrow={['name', 'sync']}
      rowHeader="name"
      keyOf={cluster => cluster.ref}
      nameOf={cluster => cluster.name}
      empty={
        isFiltered(search) ? (
          <StateMessage tone="unknown" title={t('clusters.none.title')}>
            {t('list.none.text')}
          </StateMessage>
        ) : (
          <StateMessage tone="unknown" title={t('overview.none.title')}>
            {t('overview.none.text')}
          </StateMessage>
        )
      }
    />
  );
}
