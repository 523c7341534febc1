import { Skeleton } from '@backstage/ui';
import styles from './lists.module.css';

/** As tall as the sentences that usually come in its place, so that nothing below moves then. */
export function HeadlineSkeleton(props: { lines: number }) {
  const { lines } = props;
  return (
    <div className={styles.sayLines} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        // The last line is shorter, as in a text.
        <Skeleton
          key={line}
          width={line < lines - 1 ? '80%' : '40%'}
          height={26}
        />
      ))}
    </div>
  );
}
