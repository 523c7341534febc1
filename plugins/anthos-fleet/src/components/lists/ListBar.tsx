import { VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useWords } from '../../hooks/useWords';
import { ShowLatest } from '../ui/ShowLatest';
import styles from './lists.module.css';

/** What stands above a table: how much it has, or that it loads, and a button for what is new since it was shown. */
export function ListBar(props: {
  /** How much it has; nothing while that is not known. */
  children: ReactNode;
  /** What can be done with all of it. */
  action?: ReactNode;
  steady: { waiting: number; onlyNew: boolean; showLatest: () => void };
}) {
  const { children, action, steady } = props;
  const { t: word } = useWords();
  return (
    <div className={styles.bar}>
      <span role="status">
        {children || <VisuallyHidden>{word('state.loading')}</VisuallyHidden>}
      </span>
      <ShowLatest steady={steady} />
      {action && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
