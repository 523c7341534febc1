import { BreadcrumbEntry } from '@backstage/frontend-plugin-api';
import type { ClusterRef } from 'backstage-plugin-anthos-fleet-common';
import { Route, Routes, useParams } from 'react-router-dom';
import { useFleetLinks } from '../hooks/useFleetLinks';
import { ClusterDetailsContent } from './cluster/ClusterDetailsContent';
import { ClustersContent } from './clusters/ClustersContent';

/** The list of clusters, and under it each cluster at an address of its own. */
export function ClustersRouter() {
  return (
    <Routes>
      <Route index element={<ClustersContent />} />
      <Route path=":project/:location/:name" element={<ClusterRoute />} />
    </Routes>
  );
}

function ClusterRoute() {
  const { project = '', location = '', name = '' } = useParams();
  const clusterRef: ClusterRef = { project, location, name };
  const links = useFleetLinks();
  const href = links.cluster({ fleet: project, location, name }) ?? '';
  return (
    <BreadcrumbEntry entry={{ label: name, href }}>
      <ClusterDetailsContent clusterRef={clusterRef} />
    </BreadcrumbEntry>
  );
}
