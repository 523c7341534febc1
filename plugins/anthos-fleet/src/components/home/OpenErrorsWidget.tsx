import {
  anthosFleetPackageSyncReadPermission,
  type ErrorGroup,
  type ErrorGroupList,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePortalWords } from '../../hooks/usePortalWords';
import { useSyncErrors } from '../../queries';
import { FailureState, RefreshFailure } from '../states';
import { At, MaybeLink, Mono, Quiet, ToneIcon } from '../ui';
import { Rows } from './Rows';
import { Widget } from './Widget';
import { WidgetSkeleton } from './WidgetSkeleton';
import styles from './home.module.css';

const MAX_ERRORS = 20;

/** Open errors of the whole fleet, those on most clusters first. */
export function OpenErrorsWidget() {
  const { t } = usePortalWords();
  const links = useFleetLinks();
  return (
    <Widget
      title={t('home.errors.title')}
      link={{ text: t('home.errors.all'), href: links.errors() }}
    >
      <Content />
    </Widget>
  );
}

function Content() {
  const { data, error, dataUpdatedAt, refetch } = useSyncErrors({
    open: true,
    sort: 'clusters',
    order: 'desc',
    limit: MAX_ERRORS,
  });
  if (!data) {
    return error ? (
      <FailureState
        error={error}
        onRetry={refetch}
        permission={anthosFleetPackageSyncReadPermission.name}
      />
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
      <Errors list={data} />
    </div>
  );
}

function Errors(props: { list: ErrorGroupList }) {
  const { items, totalItems } = props.list;
  const { t } = usePortalWords();
  return (
    <>
      <p className={styles.say}>
        {totalItems > 0
          ? t('home.errors.say', { count: totalItems })
          : t('home.errors.none')}
      </p>
      <Rows items={items} keyOf={group => group.fingerprint}>
        {group => <ErrorRow group={group} />}
      </Rows>
    </>
  );
}

function ErrorRow(props: { group: ErrorGroup }) {
  const { fingerprint, code, headline, totalClusters, firstSeenAt, mute } =
    props.group;
  const { t } = usePortalWords();
  const links = useFleetLinks();
  return (
    <>
      <span className={styles.error}>
        <ToneIcon tone="broken" />
        <MaybeLink
          href={links.error(fingerprint)}
          variant="body-medium"
          weight="bold"
          className={styles.finger}
        >
          {headline}
        </MaybeLink>
      </span>
      <div className={`${styles.meta} ${styles.below}`}>
        {code && <Mono>{code}</Mono>}
        <MaybeLink
          href={links.syncs({ fingerprint })}
          variant="body-small"
          className={styles.finger}
        >
          {t('home.errors.clusters', { count: totalClusters })}
        </MaybeLink>
        <Quiet>
          {t('home.errors.since', { time: <At time={firstSeenAt} /> })}
        </Quiet>
        {mute && <Quiet title={mute.reason}>{t('home.errors.muted')}</Quiet>}
      </div>
    </>
  );
}
