import { Skeleton } from '@backstage/ui';
import type { Transition } from 'backstage-plugin-anthos-fleet-common';
import type { TransitionQuery } from '../../api';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { messageOf } from '../../model/failure';
import { errorHeadline } from '../../model/syncErrors';
import { syncName } from '../../model/syncName';
import { toneOfChange, wordOfChange } from '../../model/transitions';
import { useTransitions } from '../../queries';
import sections from '../sections/sections.module.css';
import { At, Commit, MaybeLink, Quiet, StateLabel } from '../ui';
import { CommitMade } from '../ui/CommitMade';
import styles from './history.module.css';

const SHOWN = 20;

/** What changed and stayed changed, newest first. */
export function History(props: {
  query: TransitionQuery;
  /** Say of each change what it is of. */
  named?: boolean;
}) {
  const { query, named } = props;
  const { t } = usePageWords();
  const { data, error } = useTransitions({ ...query, limit: SHOWN });
  if (!data) {
    return error ? (
      <Quiet>{t('history.failed', { reason: messageOf(error) })}</Quiet>
    ) : (
      <Skeleton width="100%" height={80} />
    );
  }
  if (!data.items.length) {
    return <Quiet>{t('history.none')}</Quiet>;
  }
  return (
    <ol className={styles.history}>
      {data.items.map(item => (
        <li key={item.id}>
          <span className={styles.time}>
            <Quiet>
              <At time={item.at} />
            </Quiet>
          </span>
          <Change transition={item} named={named === true} />
        </li>
      ))}
    </ol>
  );
}

function Change(props: { transition: Transition; named: boolean }) {
  const { transition, named } = props;
  const { from, to, commit, commitDetails, message, flapping } = transition;
  const { t } = usePageWords();
  const toWord = wordOfChange(t, to);
  const headline = message && errorHeadline(message);
  return (
    <div className={sections.item}>
      <StateLabel tone={toneOfChange(to)} wrap>
        {from
          ? t('history.change', { from: wordOfChange(t, from), to: toWord })
          : t('history.first', { to: toWord })}
      </StateLabel>
      {named && <Subject transition={transition} />}
      {commit && (
        <span className={sections.inline}>
          <Commit commit={commit} />
          <CommitMade details={commitDetails} />
        </span>
      )}
      {flapping && <Quiet>{t('history.flapping')}</Quiet>}
      {headline && (
        <p className={`${sections.message} ${styles.message}`} title={headline}>
          {headline}
        </p>
      )}
    </div>
  );
}

function Subject(props: { transition: Transition }) {
  const {
    subject,
    subjectId,
    cluster,
    kind = 'RepoSync',
    namespace = '',
    name = '',
  } = props.transition;
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (subject !== 'package-sync' || !cluster) {
    return cluster ? (
      <MaybeLink href={links.cluster(cluster)}>{cluster.name}</MaybeLink>
    ) : null;
  }
  return (
    <span className={sections.inline}>
      <MaybeLink href={links.sync(subjectId)}>
        {syncName({ kind, namespace, name })}
      </MaybeLink>
      <Quiet>{t('sync.on', { cluster: cluster.name })}</Quiet>
    </span>
  );
}
