import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  ANNOTATION_CLUSTER_SELECTOR,
  type EntityList,
  type EntitySummary,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePortalWords } from '../../hooks/usePortalWords';
import { servicesSentence } from '../../model/ownServices';
import { toneOfSync } from '../../model/tone';
import { useOwnServices } from '../../queries';
import { templatesRouteRef } from '../../routes';
import { FailureState, RefreshFailure, StateMessage } from '../states';
import { MaybeLink, Quiet, StateLabel, ToneIcon } from '../ui';
import { useEntityHref } from '../ui/EntityLink';
import { EntityName } from '../ui/EntityName';
import { Snippet } from '../ui/Snippet';
import { Rows } from './Rows';
import { Widget } from './Widget';
import { WidgetSkeleton } from './WidgetSkeleton';
import styles from './home.module.css';

/** Services of the person who looks that are not in sync, worst first. */
export function OwnServicesWidget() {
  const { t } = usePortalWords();
  return (
    <Widget title={t('home.services.title')}>
      <Content />
    </Widget>
  );
}

function Content() {
  const { data, error, dataUpdatedAt, refetch } = useOwnServices();
  if (!data) {
    return error ? (
      <FailureState error={error} onRetry={refetch} />
    ) : (
      <WidgetSkeleton />
    );
  }
  return (
    <div className={styles.content}>
      <RefreshFailure
        error={error}
        dataUpdatedAt={dataUpdatedAt}
        onRetry={refetch}
      />
      {data.totalItems > 0 ? <Services list={data} /> : <NoServices />}
    </div>
  );
}

function Services(props: { list: EntityList }) {
  const { list } = props;
  const { t } = usePortalWords();
  const notInSync = list.items.filter(({ state }) => state !== 'synced');
  return (
    <>
      <p className={styles.say}>
        {notInSync.length === 0 && <ToneIcon tone="good" size={20} />}
        {servicesSentence(t, list)}
      </p>
      <Rows items={notInSync} keyOf={item => item.entityRef}>
        {item => <ServiceRow service={item} />}
      </Rows>
      {!list.complete && <Quiet>{t('home.services.incomplete')}</Quiet>}
    </>
  );
}

function ServiceRow(props: { service: EntitySummary }) {
  const { entityRef, title, state, totalClusters, syncedClusters, error } =
    props.service;
  const { t, words } = usePortalWords();
  const links = useFleetLinks();
  return (
    <>
      <div className={styles.head}>
        <MaybeLink
          href={useEntityHref(entityRef)}
          variant="body-medium"
          weight="bold"
          className={styles.finger}
        >
          <EntityName entityRef={entityRef} title={title} />
        </MaybeLink>
        <StateLabel tone={toneOfSync(state)}>
          {words(`sync.${state}`)}
        </StateLabel>
      </div>
      <div className={styles.meta}>
        {totalClusters > 1 && (
          <Quiet>
            {t('home.services.on', {
              synced: String(syncedClusters),
              total: String(totalClusters),
            })}
          </Quiet>
        )}
        {error && (
          <MaybeLink
            href={links.error(error.fingerprint)}
            variant="body-small"
            className={styles.finger}
          >
            {error.headline}
          </MaybeLink>
        )}
      </div>
    </>
  );
}

/** How to begin. */
function NoServices() {
  const { t } = usePortalWords();
  const create = useRouteRef(templatesRouteRef)?.();
  return (
    <StateMessage tone="unknown" title={t('home.services.none.title')}>
      <Text variant="body-medium">{t('home.services.none.text')}</Text>
      <Snippet
        kind="annotation"
        label={t('home.services.none.line')}
        text={`${ANNOTATION_CLUSTER_SELECTOR}: env=prod`}
      />
      {create && (
        <MaybeLink href={create} className={styles.finger}>
          {t('home.services.none.create')}
        </MaybeLink>
      )}
    </StateMessage>
  );
}
