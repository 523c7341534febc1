import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { entityGroups, someAreBehind } from '../../model/entityGroups';
import { entityView } from '../../model/entityView';
import { FleetQueryProvider, useEntityStatus } from '../../queries';
import { FailureState, RefreshFailure } from '../states';
import { MaybeLink, Quiet } from '../ui';
import { EntityHeadline } from './EntityHeadline';
import { EntityProblems } from './EntityProblems';
import { EntitySkeleton } from './EntitySkeleton';
import { HostingGroup } from './HostingGroup';
import { NoMatch, NotAnnotated } from './NothingChosen';
import { entityName } from './entityName';
import styles from './entity.module.css';

/** Where an entity runs: the answer as a sentence, and its clusters by hosting. */
export function EntityFleetCard() {
  return (
    <FleetQueryProvider>
      <CardFrame />
    </FleetQueryProvider>
  );
}

function CardFrame() {
  const { t } = useWords();
  const links = useFleetLinks();
  return (
    <Card>
      <CardHeader className={styles.header}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('entity.title')}
        </Text>
        {links.fleet && (
          <MaybeLink href={links.fleet} variant="body-small">
            {t('entity.fleetLink')}
          </MaybeLink>
        )}
      </CardHeader>
      <CardBody>
        <Content />
      </CardBody>
    </Card>
  );
}

function Content() {
  const { entity } = useEntity();
  const { data, error, dataUpdatedAt, refetch } = useEntityStatus(
    entityName(entity),
  );
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <EntitySkeleton />
    );
  }
  return (
    <div className={styles.body}>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <StatusBody status={data} />
    </div>
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
