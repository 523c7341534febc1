import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { entityGroups, someAreBehind } from '../../model/entityGroups';
import { entityView } from '../../model/entityView';
import { FleetQueryProvider } from '../../queries';
import { Quiet } from '../ui';
import { EntityHeadline } from './EntityHeadline';
import { EntityProblems } from './EntityProblems';
import { HostingGroup } from './HostingGroup';
import { NoMatch, NotAnnotated } from './NothingChosen';
import { StatusCard } from './StatusCard';
import styles from './entity.module.css';

/** Where an entity runs: the answer as a sentence, and its clusters by hosting. */
export function EntityFleetCard() {
  const { t } = useWords();
  return (
    <FleetQueryProvider>
      <StatusCard title={t('entity.title')}>
        {status => <StatusBody status={status} />}
      </StatusCard>
    </FleetQueryProvider>
  );
}

function StatusBody(props: { status: EntityStatus }) {
  const { status } = props;
  if (!status.annotated) {
    return <NotAnnotated />;
  }
  return (
    <>
      {status.totalClusters > 0 ? (
        <EntityClusters status={status} />
      ) : (
        <NoMatch />
      )}
      <EntityProblems problems={status.problems} />
    </>
  );
}

/** The sentence, and the clusters in groups. */
export function EntityClusters(props: { status: EntityStatus }) {
  const { t } = useWords();
  const { status, onCluster } = entityView(props.status);
  const clusters = status.clusters.map(({ cluster }) => cluster);
  const markNewest = someAreBehind(clusters);
  return (
    <>
      <EntityHeadline status={props.status} />
      <div className={styles.groups}>
        {entityGroups(status).map(group => (
          <HostingGroup
            key={group.hosting}
            group={group}
            markNewest={markNewest}
            onCluster={onCluster}
          />
        ))}
      </div>
      {clusters.length < status.totalClusters && (
        <Quiet>
          {t('entity.truncated', {
            shown: String(clusters.length),
            total: String(status.totalClusters),
          })}
        </Quiet>
      )}
    </>
  );
}
