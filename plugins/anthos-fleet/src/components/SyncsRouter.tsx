import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Route, Routes, useParams } from 'react-router-dom';
import { useFleetLinks } from '../hooks/useFleetLinks';
import { usePageWords } from '../hooks/usePageWords';
import { SyncDetailsContent } from './syncs/SyncDetailsContent';
import { SyncsContent } from './syncs/SyncsContent';

/** The list of package syncs, and under it each of them at an address of its own. */
export function SyncsRouter() {
  return (
    <Routes>
      <Route index element={<SyncsContent />} />
      <Route path=":id" element={<SyncRoute />} />
    </Routes>
  );
}

function SyncRoute() {
  const { id = '' } = useParams();
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <BreadcrumbEntry
      entry={{ label: t('syncs.column.sync'), href: links.sync(id) ?? '' }}
    >
      <SyncDetailsContent id={id} />
    </BreadcrumbEntry>
  );
}
