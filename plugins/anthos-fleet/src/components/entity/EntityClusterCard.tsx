import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_CLUSTER_REF,
  parseClusterRef,
  type ClusterRef,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { clusterSentences } from '../../model/clusterSentences';
import { classifyFailure } from '../../model/failure';
import { placeOf } from '../../model/place';
import { FleetQueryProvider, useCluster } from '../../queries';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import {
  ClusterAge,
  Commit,
  MaybeLink,
  Mono,
  Quiet,
  VerdictLabel,
} from '../ui';
import { EntitySkeleton } from './EntitySkeleton';
import { Fields } from '../sections/Section';
import styles from './entity.module.css';

/** The state of the cluster that a catalog entity stands for. */
export function EntityClusterCard() {
  const { entity } = useEntity();
  const { t } = usePageWords();
  const text = entity.metadata.annotations?.[ANNOTATION_CLUSTER_REF] ?? '';
  const ref = parseClusterRef(text);
  return (
    <FleetQueryProvider>
      <Card>
        <CardHeader>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('entity.clusterTitle')}
          </Text>
        </CardHeader>
        <CardBody>
          {ref ? <Content clusterRef={ref} /> : <NotFound text={text} />}
        </CardBody>
      </Card>
    </FleetQueryProvider>
  );
}

function NotFound(props: { text: string }) {
  const { t } = usePageWords();
  return (
    <StateMessage tone="unknown" title={t('cluster.notFound.title')}>
      <span>{t('cluster.notFound.text', { ref: props.text })}</span>
    </StateMessage>
  );
}

function Content(props: { clusterRef: ClusterRef }) {
  const { clusterRef } = props;
  const { t, locale } = usePageWords();
  const now = useNow();
  const links = useFleetLinks();
  const { data, error, dataUpdatedAt, refetch } = useCluster(clusterRef);

  if (error && classifyFailure(error) === 'not-found') {
    return <NotFound text={Object.values(clusterRef).join('/')} />;
  }
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <EntitySkeleton />
    );
  }
  const { cluster } = data;
  const { commit, repository } = cluster.configSync;
  return (
    <div className={styles.body}>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      <div className={styles.header}>
        <VerdictLabel cluster={cluster} strong />
        <ClusterAge cluster={cluster} />
      </div>
      <p className={styles.say}>
        {clusterSentences(t, cluster, { now, locale }).join(' ')}
      </p>
      <Fields
        fields={[
          [
            t('cluster.field.hosting'),
            <span key="v">
              {t(`hosting.${cluster.hosting}`)}
              {placeOf(cluster) && <Quiet> · {placeOf(cluster)}</Quiet>}
            </span>,
          ],
          [t('cluster.field.platform'), t(`platform.${cluster.platform}`)],
          [
            t('cluster.field.kubernetes'),
            cluster.kubernetesVersion && (
              <Mono>{cluster.kubernetesVersion.replace(/^v/, '')}</Mono>
            ),
          ],
          [t('cluster.field.nodes'), cluster.nodeCount],
          [
            t('cluster.field.liveCommit'),
            commit && <Commit commit={commit} repository={repository} />,
          ],
        ]}
      />
      {links.cluster(cluster) && (
        <MaybeLink href={links.cluster(cluster)} variant="body-small">
          {t('entity.cluster.details')}
        </MaybeLink>
      )}
    </div>
  );
}
