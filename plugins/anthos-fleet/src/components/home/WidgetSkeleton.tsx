import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import skeleton from '../ui/skeleton.module.css';
import styles from './home.module.css';

/** A widget of the usual size: a sentence and three rows. */
export function WidgetSkeleton() {
  const { t } = useWords();
  return (
    <div className={`${styles.content} ${skeleton.visible}`}>
      <VisuallyHidden>
        <span role="status">{t('state.loading')}</span>
      </VisuallyHidden>
      <Skeleton width="70%" height={18} />
      {[1, 2, 3].map(row => (
        <Skeleton key={row} width="100%" height={44} />
      ))}
    </div>
  );
}
