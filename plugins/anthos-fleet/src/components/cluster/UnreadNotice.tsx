import type { Freshness } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { parseTime } from '../../model/time';
import { At } from '../ui';
import { Remedy } from '../ui/Remedy';
import styles from '../sections/sections.module.css';

/** Why the cluster itself could not be read, who refused it, what to do, and when it is tried next. */
export function UnreadNotice(props: {
  freshness: Freshness;
  /** There is something of the cluster to show from before. */
  knowsSyncs: boolean;
}) {
  const { refusedBy, message, remedy } = props.freshness;
  const { t } = usePageWords();
  return (
    <div className={styles.noticeBody}>
      {message && <span>{message}</span>}
      {refusedBy && <span>{t(`refused.${refusedBy}`)}</span>}
      {remedy && <Remedy text={remedy} />}
      <span>
        {props.knowsSyncs && <>{t('cluster.notice.unread.shown')} </>}
        <NextTry freshness={props.freshness} />
      </span>
    </div>
  );
}

/** When a source is tried again after a failure. */
export function NextTry(props: { freshness: Freshness }) {
  const { nextAttemptAt } = props.freshness;
  const { t } = usePageWords();
  const now = useNow();
  const next = parseTime(nextAttemptAt);
  if (!next) {
    return null;
  }
  return (
    <>
      {next > now
        ? t('cluster.freshness.next', { time: <At time={nextAttemptAt} /> })
        : t('cluster.freshness.nextSoon')}
    </>
  );
}
