import {
  Button,
  Checkbox,
  CheckboxGroup,
  DialogTrigger,
  Popover,
} from '@backstage/ui';
import { RiLayoutColumnLine } from '@remixicon/react';
import type { ChosenColumns } from '../../hooks/useChosenColumns';
import { useCaptureEvent } from '../../hooks/useCaptureEvent';
import { usePageWords } from '../../hooks/usePageWords';
import { columnEvents } from '../../model/fleetEvents';
import styles from './lists.module.css';

/** Which columns a table has. The one that names the rows is always there. */
export function ColumnsButton(props: {
  columns: readonly { id: string; label: string }[];
  rowHeader: string;
  chosen: ChosenColumns;
}) {
  const { columns, rowHeader, chosen } = props;
  const { t } = usePageWords();
  const capture = useCaptureEvent();
  const choose = (ids: string[]) => {
    const shown = [rowHeader, ...ids];
    columnEvents([rowHeader, ...chosen.shown], shown).forEach(capture);
    chosen.choose(shown);
  };
  const reset = () => {
    capture({
      action: 'customize',
      subject: 'columns',
      attributes: { change: 'reset' },
    });
    chosen.reset();
  };
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
            onChange={choose}
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
            onPress={reset}
          >
            {t('list.columns.reset')}
          </Button>
        </div>
      </Popover>
    </DialogTrigger>
  );
}
