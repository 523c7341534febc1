import type {
  ComponentVersions,
  VersionedComponent,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { ClusterFilter } from './clusterSearch';

/** The filter of the list of clusters that asks for a version. */
export const VERSION_FILTERS = {
  kubernetes: 'kubernetesVersion',
  configSync: 'configSyncVersion',
  mesh: 'meshRevision',
  policyController: 'policyControllerVersion',
} as const satisfies Record<VersionedComponent, keyof ClusterFilter>;

/** How far the versions of one thing are apart, as a colleague would say it. */
export function skewSentence(
  t: PageTranslation,
  { distinct, unknown, total, minorsApart }: ComponentVersions,
): string {
  if (distinct === 0) {
    return t('overview.versions.noneKnown');
  }
  if (minorsApart) {
    return t('overview.versions.apart', { count: minorsApart });
  }
  // Those that are not known may differ, so that nobody can say that all are the same.
  return distinct === 1 && unknown === 0 && total > 1
    ? t('overview.versions.same')
    : t('overview.versions.distinct', { count: distinct });
}
