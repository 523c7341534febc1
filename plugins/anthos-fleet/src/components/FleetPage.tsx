import { useRouteRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiServerLine } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { usePageWords } from '../hooks/usePageWords';
import { rootRouteRef } from '../routes';
import { ClustersRouter } from './ClustersRouter';
import { ErrorsRouter } from './ErrorsRouter';
import { MeshContent } from './mesh/MeshContent';
import { OverviewContent } from './overview/OverviewContent';
import { PolicyContent } from './policy/PolicyContent';
import { RolloutsContent } from './rollouts/RolloutsContent';
import { SyncsRouter } from './SyncsRouter';

/**
 * The fleet page with its header and tabs, for apps whose front-end system does not make them from
 * sub-pages.
 */
export function FleetPage() {
  const { t } = usePageWords();
  const root = (useRouteRef(rootRouteRef)?.() ?? '').replace(/\/$/, '');
  const tabs = [
    { id: 'overview', label: t('page.overview'), href: `${root}/overview` },
    { id: 'clusters', label: t('clusters.title'), href: `${root}/clusters` },
    { id: 'syncs', label: t('syncs.title'), href: `${root}/syncs` },
    { id: 'errors', label: t('errors.title'), href: `${root}/errors` },
    { id: 'rollouts', label: t('rollouts.title'), href: `${root}/rollouts` },
    { id: 'policy', label: t('policies.title'), href: `${root}/policy` },
    { id: 'mesh', label: t('meshes.title'), href: `${root}/mesh` },
  ];
  return (
    <>
      <PluginHeader
        icon={<RiServerLine />}
        title={t('page.title')}
        titleLink={root || '/'}
        tabs={tabs.map(tab => ({ ...tab, matchStrategy: 'prefix' }))}
      />
      <Routes>
        <Route index element={<Navigate to="overview" replace />} />
        <Route path="overview" element={<OverviewContent />} />
        <Route path="clusters/*" element={<ClustersRouter />} />
        <Route path="syncs/*" element={<SyncsRouter />} />
        <Route path="errors/*" element={<ErrorsRouter />} />
        <Route path="rollouts" element={<RolloutsContent />} />
        <Route path="policy" element={<PolicyContent />} />
        <Route path="mesh" element={<MeshContent />} />
      </Routes>
    </>
  );
}
