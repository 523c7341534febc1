import { ButtonIcon } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import type { useClusterSearch } from '../../hooks/useClusterSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { Quiet } from '../ui';
import styles from './clusters.module.css';

/** Which part of the list this is, and the ways to its neighbours. */
export function Pager(props: {
  from: number;
  to: number;
  total: number;
  searching: ReturnType<typeof useClusterSearch>;
  nextCursor: string | undefined;
}) {
  const { from, to, total, searching, nextCursor } = props;
  const { t } = usePageWords();
  if (!nextCursor && searching.search.page === 1) {
    return null;
  }
  return (
    <nav className={styles.pager} aria-label={t('clusters.title')}>
      <Quiet>
        {t('clusters.range', {
          from: String(from),
          to: String(to),
          total: String(total),
        })}
      </Quiet>
      <ButtonIcon
        variant="secondary"
        size="small"
        icon={<RiArrowLeftSLine />}
        aria-label={
          searching.previousIsFirst
            ? t('clusters.first')
            : t('clusters.previous')
        }
        isDisabled={searching.search.page === 1}
        onPress={searching.previous}
      />
      <ButtonIcon
        variant="secondary"
        size="small"
        icon={<RiArrowRightSLine />}
        aria-label={t('clusters.next')}
        isDisabled={!nextCursor}
        onPress={() => nextCursor && searching.next(nextCursor)}
      />
    </nav>
  );
}
