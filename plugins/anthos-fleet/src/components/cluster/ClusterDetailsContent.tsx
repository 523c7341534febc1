import {
  stringifyClusterRef,
  type ClusterDetails,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { FleetQueryProvider, useCluster } from '../../queries';
import { PageMain } from '../PageMain';
import { ClusterHead } from './ClusterHead';
import { DetailsBody } from '../sections/DetailsBody';
import { ConfigSyncSection } from './ConfigSyncSection';
import { ConstraintsSection } from './ConstraintsSection';
import { FreshnessSection } from './FreshnessSection';
import { LabelsSection } from './LabelsSection';
import { MeshSection } from './MeshSection';
import { Notices } from './Notices';
import { PackageSyncsSection } from './PackageSyncsSection';
import { PlaceSection } from './PlaceSection';
import { PolicySection } from './PolicySection';
import { TerminalSection } from '../terminal/TerminalSection';
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
  const query = useCluster(clusterRef);
  return (
    <DetailsBody
      query={query}
      notFound={{
        title: t('cluster.notFound.title'),
        text: t('cluster.notFound.text', {
          ref: stringifyClusterRef(clusterRef),
        }),
        href: links.clusters(),
        back: t('cluster.back'),
      }}
      name={clusterRef.name}
    >
      {details => (
        <>
          <ClusterHead details={details} clusterRef={clusterRef} />
          <Notices details={details} />
          <Sections details={details} />
        </>
      )}
    </DetailsBody>
  );
}

function Sections(props: { details: ClusterDetails }) {
  const { details } = props;
  return (
    <>
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
          <TerminalSection clusters={[details.cluster]} />
          <LabelsSection labels={details.cluster.labels} />
          <FreshnessSection freshness={details.cluster.freshness} />
        </div>
      </div>
      <ConstraintsSection details={details} />
    </>
  );
}
