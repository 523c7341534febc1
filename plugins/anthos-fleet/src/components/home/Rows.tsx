import { Button } from '@backstage/ui';
import { useState, type ReactNode } from 'react';
import { usePortalWords } from '../../hooks/usePortalWords';
import styles from './home.module.css';

// As much as one takes in at a glance.
const SHOWN_AT_FIRST = 5;

/** Rows of a widget, the first few until somebody wants the rest. */
export function Rows<T>(props: {
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}) {
  const { items, keyOf, children } = props;
  const { t } = usePortalWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? items : items.slice(0, SHOWN_AT_FIRST);
  const more = items.length - shown.length;
  return (
    <>
      <ul className={styles.rows}>
        {shown.map(item => (
          <li key={keyOf(item)} className={styles.row}>
            {children(item)}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <div>
          <Button
            size="small"
            variant="tertiary"
            onPress={() => setShowsAll(true)}
          >
            {t('home.more', { count: more })}
          </Button>
        </div>
      )}
    </>
  );
}
