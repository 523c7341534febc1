import { ButtonIcon, Select } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import type { ListSearching } from '../../hooks/useListSearch';
import { usePageWords } from '../../hooks/usePageWords';
import { PAGE_SIZES } from '../../model/listSearch';
import { Quiet } from '../ui';
import styles from './lists.module.css';

/** Which part of the list this is, the ways to its neighbours, and how long a part is. */
export function Pager(props: {
  label: string;
  /** Rows on this page. */
  shown: number;
  total: number;
  searching: Pick<ListSearching, 'next' | 'previous' | 'previousIsFirst'> & {
    search: { page: number; rows: number };
  };
  onRows: (rows: number) => void;
  nextCursor: string | undefined;
}) {
  const { label, shown, total, searching, onRows, nextCursor } = props;
  const { t } = usePageWords();
  const { page, rows } = searching.search;
  const before = (page - 1) * rows;
  // Also where all rows are on one page: who made it longer may want it short again.
  if (!shown || (page === 1 && total <= PAGE_SIZES[0])) {
    return null;
  }
  return (
    <nav className={styles.pager} aria-label={label}>
      <Select
        aria-label={t('list.rows')}
        size="small"
        value={String(rows)}
        onChange={chosen => onRows(Number(chosen))}
        options={PAGE_SIZES.map(count => ({
          value: String(count),
          label: t('list.rowsOf', { count }),
        }))}
      />
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
