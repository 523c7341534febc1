import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import { Route, Routes, useParams } from 'react-router-dom';
import { useFleetLinks } from '../hooks/useFleetLinks';
import { usePageWords } from '../hooks/usePageWords';
import { ErrorDetailsContent } from './errors/ErrorDetailsContent';
import { ErrorsContent } from './errors/ErrorsContent';

/** The list of error groups, and under it each of them at an address of its own. */
export function ErrorsRouter() {
  return (
    <Routes>
      <Route index element={<ErrorsContent />} />
      <Route path=":fingerprint" element={<ErrorRoute />} />
    </Routes>
  );
}

function ErrorRoute() {
  const { fingerprint = '' } = useParams();
  const { t } = usePageWords();
  const links = useFleetLinks();
  return (
    <BreadcrumbEntry
      entry={{
        label: t('errors.column.error'),
        href: links.error(fingerprint) ?? '',
      }}
    >
      <ErrorDetailsContent fingerprint={fingerprint} />
    </BreadcrumbEntry>
  );
}
