import type { EntityStatus } from 'backstage-plugin-anthos-fleet-common';
import { useNow } from '../../hooks/useNow';
import { useWords } from '../../hooks/useWords';
import { entitySentences } from '../../model/entitySentences';
import styles from './entity.module.css';

/** What a colleague would say. */
export function EntityHeadline(props: { status: EntityStatus }) {
  const { t, locale } = useWords();
  const now = useNow();
  return (
    <p className={styles.say}>
      {entitySentences(t, props.status, { now, locale }).join(' ')}
    </p>
  );
}
