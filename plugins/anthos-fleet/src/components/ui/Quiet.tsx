import type { ReactNode } from 'react';
import styles from './text.module.css';

/** Text that belongs to what stands beside it: a place, an age, a unit. */
export function Quiet(props: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.quiet} title={props.title}>
      {props.children}
    </span>
  );
}

/** Text to be read letter by letter: a commit, a name of a file. */
export function Mono(props: { children: ReactNode; title?: string }) {
  return (
    <code className={`${styles.mono} ${styles.break}`} title={props.title}>
      {props.children}
    </code>
  );
}
