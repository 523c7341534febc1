import { Button } from '@backstage/ui';
import type { ErrorShare } from 'backstage-plugin-anthos-fleet-common';
import { useState, type ReactNode } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { MaybeLink, Quiet } from '../ui';
import styles from './errors.module.css';

/** What one reads at once of a list that may be long. */
const SHOWN_AT_FIRST = 5;

/** Names, and how many package syncs with an error each of them has. */
export function ShareList(props: {
  shares: readonly ErrorShare[];
  /** How many there are; the list may have fewer. */
  total: number;
  linkOf: (name: string) => ReactNode;
  hrefOf: (name: string) => string | undefined;
}) {
  const { shares, total, linkOf, hrefOf } = props;
  const { t } = usePageWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? shares : shares.slice(0, SHOWN_AT_FIRST);
  const more = total - shown.length;
  return (
    <>
      <ul className={styles.names}>
        {shown.map(({ name, totalPackageSyncs: count }) => (
          <li key={name}>
            {linkOf(name)}{' '}
            <MaybeLink href={hrefOf(name)} variant="body-small">
              {t('errors.syncsLink', { count })}
            </MaybeLink>
          </li>
        ))}
      </ul>
      {more > 0 &&
        (showsAll ? (
          <Quiet>{t('errors.more', { count: more })}</Quiet>
        ) : (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setShowsAll(true)}
          >
            {t('errors.more', { count: more })}
          </Button>
        ))}
    </>
  );
}
