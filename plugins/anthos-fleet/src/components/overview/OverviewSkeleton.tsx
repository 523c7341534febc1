import { Card, CardBody, Skeleton, VisuallyHidden } from '@backstage/ui';
import { useWords } from '../../hooks/useWords';
import styles from './overview.module.css';

/** The overview's shape while it loads for the first time. */
export function OverviewSkeleton() {
  const { t } = useWords();
  return (
    <>
      <VisuallyHidden>
        <span role="status">{t('state.loading')}</span>
      </VisuallyHidden>
      <Skeleton width="60%" height={28} />
      <div className={styles.columns}>
        <Card>
          <CardBody>
            <div className={styles.list}>
              {[1, 2, 3, 4, 5].map(row => (
                <Skeleton key={row} width="100%" height={40} />
              ))}
            </div>
          </CardBody>
        </Card>
        <Card>
          <CardBody>
            <div className={styles.list}>
              {[1, 2, 3].map(row => (
                <Skeleton key={row} width="100%" height={40} />
              ))}
            </div>
          </CardBody>
        </Card>
      </div>
    </>
  );
}
