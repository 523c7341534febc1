import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import skeleton from '../ui/skeleton.module.css';
import styles from './entity.module.css';

/** A card of the usual size: a sentence and two groups. */
export function EntitySkeleton() {
  const { t } = useWords();
  return (
    <div className={`${styles.body} ${skeleton.visible}`}>
      <VisuallyHidden>
        <span role="status">{t('state.loading')}</span>
      </VisuallyHidden>
      <Skeleton width="70%" height={18} />
      <div className={styles.groups}>
        {[1, 2].map(group => (
          <div key={group} className={styles.group}>
            <Skeleton width="40%" height={14} />
            <Skeleton width="100%" height={36} />
            <Skeleton width="100%" height={36} />
          </div>
        ))}
      </div>
    </div>
  );
}
