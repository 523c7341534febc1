import {
  Button,
  Checkbox,
  CheckboxGroup,
  DialogTrigger,
  Popover,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import type { ChosenColumns } from '../../hooks/useChosenColumns';
import { usePageWords } from '../../hooks/usePageWords';
import styles from './lists.module.css';

/** Which columns a table has. The one that names the rows is always there. */
export function ColumnsButton(props: {
  columns: readonly { id: string; label: string }[];
  rowHeader: string;
  chosen: ChosenColumns;
}) {
  const { columns, rowHeader, chosen } = props;
  const { t } = usePageWords();
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiLayoutColumnLine />}
      >
        {t('list.columns')}
      </Button>
      <Popover hideArrow aria-label={t('list.columns')}>
        <div className={styles.columns}>
          <CheckboxGroup
            label={t('list.columns')}
            value={chosen.shown}
            onChange={ids => chosen.choose([rowHeader, ...ids])}
          >
            {columns
              .filter(({ id }) => id !== rowHeader)
              .map(({ id, label }) => (
                <Checkbox key={id} value={id}>
                  {label}
                </Checkbox>
              ))}
          </CheckboxGroup>
          <Button
            size="small"
            variant="secondary"
            isDisabled={chosen.isUsual}
            onPress={chosen.reset}
          >
            {t('list.columns.reset')}
          </Button>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
