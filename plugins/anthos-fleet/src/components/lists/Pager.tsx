import { ButtonIcon } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import type { ListSearching } from '../../hooks/useListSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { PAGE_SIZE } from '../../model/listSearch';
import { Quiet } from '../ui';
import styles from './lists.module.css';

/** Which part of the list this is, and the ways to its neighbours. */
export function Pager(props: {
  label: string;
  /** Rows on this page. */
  shown: number;
  total: number;
  searching: Pick<ListSearching, 'next' | 'previous' | 'previousIsFirst'> & {
    search: { page: number };
  };
  nextCursor: string | undefined;
}) {
  const { label, shown, total, searching, nextCursor } = props;
  const { t } = usePageWords();
  const { page } = searching.search;
  const before = (page - 1) * PAGE_SIZE;
  if (!shown || (!nextCursor && page === 1)) {
    return null;
  }
  return (
    <nav className={styles.pager} aria-label={label}>
      <Quiet>
        {t('list.range', {
          from: String(before + 1),
          to: String(before + shown),
          total: String(total),
        })}
      </Quiet>
      <ButtonIcon
        variant="secondary"
        size="small"
        icon={<RiArrowLeftSLine />}
        aria-label={
          searching.previousIsFirst ? t('list.first') : t('list.previous')
        }
        isDisabled={page === 1}
        onPress={searching.previous}
      />
      <ButtonIcon
        variant="secondary"
        size="small"
        icon={<RiArrowRightSLine />}
        aria-label={t('list.next')}
        isDisabled={!nextCursor}
        onPress={() => nextCursor && searching.next(nextCursor)}
      />
    </nav>
  );
}
