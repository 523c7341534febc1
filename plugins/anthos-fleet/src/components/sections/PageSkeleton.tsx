import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { usePageWords } from '../../hooks/usePageWords';
import styles from './sections.module.css';

/** The page of one thing while it loads, under its name where the address tells it. */
export function PageSkeleton(props: { name?: string }) {
  const { name } = props;
  const { t } = usePageWords();
  return (
    <div className={styles.skeleton}>
      <VisuallyHidden>
        <span role="status">{t('state.loading')}</span>
      </VisuallyHidden>
      {name ? (
        <Text as="h2" variant="title-small" weight="bold">
          {name}
        </Text>
      ) : (
        <Skeleton width="30%" height={28} />
      )}
      <Skeleton width="50%" height={24} />
      <div className={styles.sections}>
        <Skeleton width="100%" height={260} />
        <Skeleton width="100%" height={260} />
      </div>
    </div>
  );
}
