import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  FleetChange,
  FleetChanges,
  Transition,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { usePageWords } from '../../hooks/usePageWords';
import { changeSentences } from '../../model/changeSentences';
import { errorHeadline } from '../../model/syncErrors';
import { syncName } from '../../model/syncName';
import { toneOfChange, wordOfChange } from '../../model/transitions';
import { At, MaybeLink, Quiet, StateLabel } from '../ui';
import styles from './overview.module.css';

/** What got worse or better within a day, the worst first. */
export function Changes(props: { changes: FleetChanges }) {
  const { changes } = props;
  const { t } = usePageWords();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.changes.title', { count: changes.hours })}
        </Text>
      </CardHeader>
      <CardBody>
        <p className={styles.changesSay}>
          {changeSentences(t, changes).join(' ')}
        </p>
        <ul className={styles.list}>
          {changes.items.map(change => (
            <ChangeRow key={change.transition.id} change={change} />
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}

function ChangeRow(props: { change: FleetChange }) {
  const { transition } = props.change;
  const { from, to, at, flapping } = transition;
  const { t } = usePageWords();
  const toWord = wordOfChange(t, to);
  return (
    <li className={styles.row}>
      <div className={styles.changeHead}>
        <Subject transition={transition} />
        <span className={styles.changeTime}>
          <Quiet>
            <At time={at} />
          </Quiet>
        </span>
      </div>
      <div className={styles.rowMeta}>
        <StateLabel tone={toneOfChange(to)} wrap>
          {from
            ? t('history.change', { from: wordOfChange(t, from), to: toWord })
            : t('history.first', { to: toWord })}
        </StateLabel>
        {flapping && <Quiet>{t('history.flapping')}</Quiet>}
      </div>
    </li>
  );
}

function Subject(props: { transition: Transition }) {
  const { subject, subjectId, cluster, code, headline } = props.transition;
  const { kind = 'RepoSync', namespace = '', name = '' } = props.transition;
  const { t } = usePageWords();
  const links = useFleetLinks();
  if (subject === 'error-group') {
    const what = headline ? errorHeadline(headline) : subjectId;
    return (
      <MaybeLink href={links.error(subjectId)} variant="body-medium">
        {code ? `${code} ${what}` : what}
      </MaybeLink>
    );
  }
  if (subject === 'package-sync') {
    return (
      <span className={styles.changeSync}>
        <MaybeLink href={links.sync(subjectId)} variant="body-medium">
          {syncName({ kind, namespace, name })}
        </MaybeLink>
        {cluster && <Quiet>{t('sync.on', { cluster: cluster.name })}</Quiet>}
      </span>
    );
  }
  return (
    <MaybeLink
      href={cluster && links.cluster(cluster)}
      variant="body-medium"
      weight="bold"
    >
      {cluster?.name ?? subjectId}
    </MaybeLink>
  );
}
