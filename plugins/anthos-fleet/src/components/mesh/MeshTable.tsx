import type { ClusterMesh } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { isNarrowed } from '../../model/listSearch';
import { MESH_LIST, type MeshSearch } from '../../model/meshSearch';
import {
  ListTable,
  type ListColumn,
  type ListTableProps,
} from '../lists/ListTable';
import lists from '../lists/lists.module.css';
import { StateMessage } from '../states';
import { ClusterName } from '../ui';
import {
  ControlPlanesCell,
  ManagementCell,
  MeshStateCell,
  MtlsCell,
  NamespacesCell,
} from './MeshCells';

/** Clusters with their meshes as a table, which is a short one on a narrow screen. */
export function MeshTable(props: ListTableProps<ClusterMesh, MeshSearch>) {
  const { search } = props;
  const { t } = usePageWords();
  const columns: ListColumn<ClusterMesh>[] = [
    {
      id: 'cluster',
      label: t('meshes.column.cluster'),
      sort: 'name',
      width: '18%',
      narrowWidth: '46%',
      cell: (row, narrow) => (
        <>
          <span className={lists.stack}>
            <ClusterName cluster={row.cluster} strong />
          </span>
          {narrow && <ManagementCell row={row} />}
        </>
      ),
    },
    {
      id: 'management',
      label: t('meshes.column.management'),
      sort: 'management',
      width: '14%',
      cell: row => <ManagementCell row={row} />,
    },
    {
      id: 'state',
      label: t('meshes.column.state'),
      sort: 'state',
      width: '18%',
      cell: (row, narrow) => (
        <>
          <MeshStateCell row={row} />
          {narrow && <NamespacesCell row={row} />}
          {narrow && <MtlsCell row={row} />}
        </>
      ),
    },
    {
      id: 'controlPlanes',
      label: t('meshes.column.controlPlanes'),
      cell: row => <ControlPlanesCell row={row} />,
    },
    {
      id: 'namespaces',
      label: t('meshes.column.namespaces'),
      sort: 'enabled',
      width: '18%',
      cell: row => <NamespacesCell row={row} />,
    },
    {
      id: 'mtls',
      label: t('meshes.column.mtls'),
      width: '15%',
      cell: row => <MtlsCell row={row} />,
    },
  ];
  return (
    <ListTable
      {...props}
      name="mesh"
      label={t('meshes.title')}
      columns={columns}
      narrow={['cluster', 'state']}
      rowHeader="cluster"
      keyOf={({ cluster }) => cluster.ref}
      nameOf={({ cluster }) => cluster.name}
      empty={
        <StateMessage
          tone="unknown"
          title={
            isNarrowed(MESH_LIST, search)
              ? t('meshes.noMatch.title')
              : t('meshes.empty.title')
          }
        >
          {isNarrowed(MESH_LIST, search)
            ? t('list.none.text')
            : t('meshes.empty.text')}
        </StateMessage>
      }
    />
  );
}
