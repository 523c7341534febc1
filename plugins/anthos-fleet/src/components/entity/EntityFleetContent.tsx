import { stringifyEntityRef } from '@backstage/catalog-model';
import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  ANNOTATION_NAMESPACE,
  type Cluster,
  type EntityStatus,
  type Selection,
} from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { useSteadyStatus } from '../../hooks/useSteadyStatus';
import { useWords } from '../../hooks/useWords';
import { someAreBehind } from '../../model/entityGroups';
import { entityView } from '../../model/entityView';
import { sharedNames } from '../../model/place';
import { FleetQueryProvider, useEntityStatus } from '../../queries';
import { Section } from '../sections/Section';
import { FailureState, RefreshFailure } from '../states';
import { TerminalSection } from '../terminal/TerminalSection';
import { Mono, Quiet } from '../ui';
import { CreateLink } from '../ui/CreateLink';
import { EntityLink } from '../ui/EntityLink';
import { LiveWord } from '../ui/LiveWord';
import { ShowLatest } from '../ui/ShowLatest';
import { ComponentList } from './ComponentList';
import { EntityErrors } from './EntityErrors';
import { EntityHeadline } from './EntityHeadline';
import { EntityHistory } from './EntityHistory';
import { EntityMesh } from './EntityMesh';
import { EntityObjects } from './EntityObjects';
import { EntityProblems } from './EntityProblems';
import { EntityQuotas } from './EntityQuotas';
import { EntitySkeleton } from './EntitySkeleton';
import { EntitySyncs } from './EntitySyncs';
import { EntityViolations } from './EntityViolations';
import { EntityClusterRow } from './HostingGroup';
import { NoMatch, NotAnnotated } from './NothingChosen';
import { entityName } from './entityName';
import print from '../ui/print.module.css';
import card from './entity.module.css';
import styles from './tab.module.css';

/** All clusters of an entity, its namespaces, and what in the catalog chose each of them. */
export function EntityFleetContent() {
  return (
    <FleetQueryProvider>
      <Content />
    </FleetQueryProvider>
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
  if (!data.annotated && !data.parts) {
    return (
      <>
        <NotAnnotated />
        <CreateLink />
      </>
    );
  }
  return (
    <Known
      entityRef={stringifyEntityRef(entity)}
      latest={data}
      failure={
        <RefreshFailure
          error={error}
          dataUpdatedAt={dataUpdatedAt}
          onRetry={refetch}
        />
      }
    />
  );
}

function Known(props: {
  entityRef: string;
  latest: EntityStatus;
  failure: ReactNode;
}) {
  const { t } = usePageWords();
  const steady = useSteadyStatus(props.entityRef, props.latest);
  const { parts, annotated, problems } = steady.status;
  return (
    <div className={`${styles.page} ${print.sheet}`}>
      <div className={styles.live}>
        <ShowLatest steady={steady} />
        <LiveWord />
      </div>
      {props.failure}
      {parts && (
        <Section title={t('components.title')}>
          <ComponentList components={parts} />
        </Section>
      )}
      <EntityProblems problems={problems} />
      {annotated && <Own status={steady.status} />}
    </div>
  );
}

function Own(props: { status: EntityStatus }) {
  const { status } = props;
  return (
    <>
      {status.totalClusters > 0 ? <Running status={status} /> : <NoMatch />}
      <Namespaces status={status} />
    </>
  );
}

function Running(props: { status: EntityStatus }) {
  const { status } = props;
  return (
    <>
      <EntityHeadline status={status} />
      <EntityErrors status={status} />
      <EntitySyncs status={status} />
      <EntityObjects status={status} />
      <EntityViolations status={status} />
      <EntityQuotas status={status} />
      <EntityMesh status={status} />
      <EntityHistory status={status} />
      <Clusters status={status} />
      <TerminalSection
        clusters={whereItIsFirst(status)}
        namespacesOn={cluster => namespacesOn(status, cluster)}
      />
    </>
  );
}

/** The entity's clusters, those first that are known to have its namespaces. */
function whereItIsFirst({
  clusters,
  namespacesOnClusters,
}: EntityStatus): Cluster[] {
  const known = new Set(namespacesOnClusters.map(({ cluster }) => cluster));
  const all = clusters.map(({ cluster }) => cluster);
  return [
    ...all.filter(({ ref }) => known.has(ref)),
    ...all.filter(({ ref }) => !known.has(ref)),
  ];
}

/** The entity's namespaces on a cluster; all of them while it is not known which it has. */
function namespacesOn(
  { namespaces, namespacesOnClusters }: EntityStatus,
  cluster: Cluster,
): string[] {
  const there = namespacesOnClusters.filter(
    item => item.cluster === cluster.ref,
  );
  return (there.length ? there : namespaces).map(({ name }) => name);
}

function Clusters(props: { status: EntityStatus }) {
  const { t } = useWords();
  const { status, onCluster } = entityView(props.status);
  const clusters = status.clusters.map(({ cluster }) => cluster);
  const shared = sharedNames(clusters);
  const markNewest = someAreBehind(clusters);
  const common = commonReason(status);
  return (
    <>
      <Card>
        <CardHeader>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('entity.tab.clusters')}
          </Text>
        </CardHeader>
        <CardBody>
          {common && <ChosenBy chosenBy={common} />}
          <ul className={styles.rows}>
            {status.clusters.map(({ cluster, chosenBy }) => (
              <li key={cluster.ref} className={styles.whyRow}>
                <ul className={card.clusters}>
                  <EntityClusterRow
                    cluster={cluster}
                    markNewest={markNewest}
                    ambiguous={shared.has(cluster.name)}
                    own={onCluster.get(cluster.ref)}
                  />
                </ul>
                {!common && <ChosenBy chosenBy={chosenBy} />}
              </li>
            ))}
          </ul>
          {clusters.length < status.totalClusters && (
            <Quiet>
              {t('entity.truncated', {
                shown: String(clusters.length),
                total: String(status.totalClusters),
              })}
            </Quiet>
          )}
        </CardBody>
      </Card>
    </>
  );
}

/** What chose all of several clusters alike, so that it need be said only once. */
function commonReason({ clusters }: EntityStatus): Selection[] | undefined {
  const [first, ...others] = clusters.map(({ chosenBy }) => chosenBy);
  const alike = others.every(
    chosenBy => JSON.stringify(chosenBy) === JSON.stringify(first),
  );
  return others.length > 0 && alike ? first : undefined;
}

function Namespaces(props: { status: EntityStatus }) {
  const { namespaces } = props.status;
  const { t } = useWords();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('entity.namespaces.title')}
        </Text>
      </CardHeader>
      <CardBody>
        {namespaces.length === 0 && (
          <Quiet>
            {t('entity.namespaces.none', {
              annotation: <Mono>{ANNOTATION_NAMESPACE}</Mono>,
            })}
          </Quiet>
        )}
        <ul className={styles.rows}>
          {namespaces.map(({ name, chosenBy }) => (
            <li key={name} className={styles.whyRow}>
              <Mono>{name}</Mono>
              <ChosenBy chosenBy={chosenBy} />
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function ChosenBy(props: { chosenBy: Selection[] }) {
  const { t } = useWords();
  return (
    <div className={styles.chosenBy}>
      <Quiet>{t('entity.why.column')}</Quiet>
      {props.chosenBy.map(({ kind, source, value }) => (
        <span key={`${kind} ${source} ${value}`}>
          {kind === 'relation'
            ? t('entity.why.relation', { source: <Mono>{source}</Mono> })
            : t('entity.why.annotation', { source: <Mono>{source}</Mono> })}
          {value && (
            <>
              {': '}
              {kind === 'relation' ? (
                <EntityLink entityRef={value} />
              ) : (
                <Mono>{value}</Mono>
              )}
            </>
          )}
        </span>
      ))}
    </div>
  );
}
