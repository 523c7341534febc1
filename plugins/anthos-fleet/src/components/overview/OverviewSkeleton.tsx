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
        <div className={styles.column}>
          <Rows count={6} />
          <Rows count={4} />
        </div>
        <div className={styles.column}>
          <Rows count={1} />
          <Rows count={6} />
        </div>
      </div>
    </>
  );
}

function Rows(props: { count: number }) {
  return (
    <Card>
      <CardBody>
        <div className={styles.list}>
          {Array.from({ length: props.count }, (_, row) => (
            <Skeleton key={row} width="100%" height={40} />
          ))}
        </div>
      </CardBody>
    </Card>
  );
}
