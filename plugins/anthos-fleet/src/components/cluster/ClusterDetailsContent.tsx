import {
  stringifyClusterRef,
  type ClusterDetails,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { classifyFailure } from '../../model/failure';
import { FleetQueryProvider, useCluster } from '../../queries';
import { PageMain } from '../PageMain';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import { MaybeLink } from '../ui';
import { ClusterHead } from './ClusterHead';
import { PageSkeleton } from '../sections/PageSkeleton';
import { ConfigSyncSection } from './ConfigSyncSection';
import { FreshnessSection } from './FreshnessSection';
import { LabelsSection } from './LabelsSection';
import { MeshSection } from './MeshSection';
import { Notices } from './Notices';
import { PackageSyncsSection } from './PackageSyncsSection';
import { PlaceSection } from './PlaceSection';
import { PolicySection } from './PolicySection';
import { SyncErrorsSection } from './SyncErrorsSection';
import styles from '../sections/sections.module.css';

/** One cluster: what is the matter with it, and everything that is known of it. */
export function ClusterDetailsContent(props: { clusterRef: ClusterRef }) {
  return (
    <FleetQueryProvider>
      <PageMain>
        <ClusterDetailsBody
          key={stringifyClusterRef(props.clusterRef)}
          clusterRef={props.clusterRef}
        />
      </PageMain>
    </FleetQueryProvider>
  );
}

function ClusterDetailsBody(props: { clusterRef: ClusterRef }) {
  const { clusterRef } = props;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const { data, error, dataUpdatedAt, refetch } = useCluster(clusterRef);

  if (error && classifyFailure(error) === 'not-found') {
    return (
      <StateMessage
        tone="unknown"
        title={t('cluster.notFound.title')}
        role="status"
        heading="h2"
      >
        <span>
          {t('cluster.notFound.text', { ref: stringifyClusterRef(clusterRef) })}
        </span>
        <MaybeLink href={links.clusters()}>{t('cluster.back')}</MaybeLink>
      </StateMessage>
    );
  }
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <PageSkeleton name={clusterRef.name} />
    );
  }
  return (
    <>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <ClusterHead details={data} clusterRef={clusterRef} />
      <Notices details={data} />
      <Sections details={data} />
    </>
  );
}

function Sections(props: { details: ClusterDetails }) {
  const { details } = props;
  return (
    <div className={styles.sections}>
      <div className={styles.column}>
        <ConfigSyncSection cluster={details.cluster} />
        <PackageSyncsSection details={details} />
        {/* What the fleet sums up says nothing that the syncs themselves do not. */}
        {!details.packageSyncs.length && (
          <SyncErrorsSection details={details} />
        )}
        <MeshSection details={details} />
        <PolicySection details={details} />
      </div>
      <div className={styles.column}>
        <PlaceSection details={details} />
        <LabelsSection labels={details.cluster.labels} />
        <FreshnessSection freshness={details.cluster.freshness} />
      </div>
    </div>
  );
}
