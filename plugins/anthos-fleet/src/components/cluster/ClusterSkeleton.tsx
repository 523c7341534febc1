import { Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import { usePageWords } from '../../hooks/usePageWords';
import styles from './cluster.module.css';

/** The page of a cluster while it loads: its name is known already, from the address. */
export function ClusterSkeleton(props: { name: string }) {
  const { t } = usePageWords();
  return (
    <div className={styles.skeleton}>
      <VisuallyHidden>
        <span role="status">{t('state.loading')}</span>
      </VisuallyHidden>
      <Text as="h2" variant="title-small" weight="bold">
        {props.name}
      </Text>
      <Skeleton width="50%" height={24} />
      <div className={styles.sections}>
        <Skeleton width="100%" height={260} />
        <Skeleton width="100%" height={260} />
      </div>
    </div>
  );
}
