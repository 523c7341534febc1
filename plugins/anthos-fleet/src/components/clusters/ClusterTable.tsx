import {
  Column,
  Row,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TableRoot,
  useBreakpoint,
  type SortDescriptor,
} from '@backstage/ui';
import type {
  Cluster,
  ClusterSort,
  SortOrder,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { isFiltered, type ClusterSearch } from '../../model/clusterSearch';
import { sharedNames } from '../../model/place';
import { StateMessage } from '../states';
import { ClusterCell, type ClusterColumn } from './ClusterCell';
import lists from '../lists/lists.module.css';
import styles from './clusters.module.css';

const SORT_OF: Partial<Record<ClusterColumn, ClusterSort>> = {
  name: 'name',
  place: 'site',
  platform: 'platform',
  sync: 'syncState',
  version: 'kubernetesVersion',
  nodes: 'nodeCount',
  connection: 'connection',
};

const WIDE: ClusterColumn[] = [
  'name',
  'place',
  'platform',
  'sync',
  'version',
  'nodes',
  'connection',
  'age',
];
// On a phone the rest stands below the name.
const NARROW: ClusterColumn[] = ['name', 'sync'];

/** Clusters as a table, which is a short one on a narrow screen. */
export function ClusterTable(props: {
  rows: Cluster[] | undefined;
  isStale: boolean;
  search: ClusterSearch;
  onSort: (sort: ClusterSort, order: SortOrder) => void;
}) {
  const { rows, isStale, search, onSort } = props;
  const { t } = usePageWords();
  const { up } = useBreakpoint();
  const narrow = !up('sm');
  const columns = (narrow ? NARROW : WIDE).map(id => ({
    id,
    label: t(`clusters.column.${id}`),
  }));
  const ambiguous = sharedNames(rows ?? []);
  const sorted = columns.find(column => SORT_OF[column.id] === search.sort);
  const sortDescriptor: SortDescriptor | undefined = sorted && {
    column: sorted.id,
    direction: search.order === 'desc' ? 'descending' : 'ascending',
  };

  return (
    <div className={narrow ? undefined : lists.wide}>
      <TableRoot
        aria-label={t('clusters.title')}
        stale={isStale}
        isPending={!rows}
        sortDescriptor={sortDescriptor}
        onSortChange={({ column, direction }) => {
          const sort = SORT_OF[column as ClusterColumn];
          if (sort) {
            onSort(sort, direction === 'descending' ? 'desc' : 'asc');
          }
        }}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              className={narrow ? undefined : styles[`col-${column.id}`]}
              isRowHeader={column.id === 'name'}
              allowsSorting={column.id in SORT_OF}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        {rows ? (
          <TableBody
            items={rows}
            dependencies={[narrow, t, rows, search]}
            renderEmptyState={() => (
              <div className={lists.empty}>
                {isFiltered(search) ? (
                  <StateMessage tone="unknown" title={t('clusters.none.title')}>
                    {t('list.none.text')}
                  </StateMessage>
                ) : (
                  <StateMessage tone="unknown" title={t('overview.none.title')}>
                    {t('overview.none.text')}
                  </StateMessage>
                )}
              </div>
            )}
          >
            {cluster => (
              <Row id={cluster.ref} columns={columns} textValue={cluster.name}>
                {(column: { id: ClusterColumn }) => (
                  <ClusterCell
                    column={column.id}
                    cluster={cluster}
                    narrow={narrow}
                    ambiguous={ambiguous.has(cluster.name)}
                  />
                )}
              </Row>
            )}
          </TableBody>
        ) : (
          <TableBodySkeleton columns={columns} />
        )}
      </TableRoot>
    </div>
  );
}
