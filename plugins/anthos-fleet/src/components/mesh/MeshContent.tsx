import { anthosFleetClusterReadPermission } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { meshColumns } from '../../model/csvColumns';
import { MESH_LIST } from '../../model/meshSearch';
import { meshSentences } from '../../model/meshSentences';
import { useMeshes } from '../../queries';
import { ListPage } from '../lists/ListPage';
import { MeshTable } from './MeshTable';

/** Which cluster has which mesh, who runs it, and how it is. */
export function MeshContent() {
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <ListPage
      shape={MESH_LIST}
      useData={useMeshes}
      keyOf={({ cluster }) => cluster.ref}
      permission={anthosFleetClusterReadPermission.name}
      title={t('meshes.title')}
      searchLabel={t('meshes.search')}
      total={count => t('meshes.total', { count })}
      sentences={data => meshSentences(t, data)}
      hrefOf={links.meshes}
      addable={['fleet']}
      exported={{
        fileName: 'mesh',
        columns: meshColumns(t),
        readPage: (api, query) => api.getMeshes(query),
      }}
      table={table => <MeshTable {...table} />}
    />
  );
}
