import { Skeleton } from '@backstage/ui';
import styles from './lists.module.css';

/** As tall as the sentence that comes in its place, so that nothing below it moves then. */
export function HeadlineSkeleton() {
  return (
    <div className={styles.say} aria-hidden="true">
      <Skeleton width="40%" height={32} />
    </div>
  );
}
