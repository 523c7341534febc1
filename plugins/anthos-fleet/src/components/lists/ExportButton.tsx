import { Button, Tooltip, TooltipTrigger } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { anthosFleetApiRef, type AnthosFleetApi } from '../../api';
import { useCaptureEvent } from '../../hooks/useCaptureEvent';
import { usePageWords } from '../../hooks/usePageWords';
import {
  EXPORT_PAGE_SIZE,
  MAX_EXPORTED,
  readAllPages,
  type ListPageAnswer,
} from '../../model/allPages';
import { toCsv, type CsvColumn } from '../../model/csv';
import type { ListName } from '../../model/fleetEvents';
import { Quiet } from '../ui';
import styles from './lists.module.css';

/** What of a list can be taken along. */
export interface ListExport<T, Q> {
  /** Of the list, and of the file without its ending. */
  fileName: ListName;
  columns: readonly CsvColumn<T>[];
  readPage: (api: AnthosFleetApi, query: Q) => Promise<ListPageAnswer<T>>;
}

type Outcome =
  | { kind: 'done'; shown: number; total: number }
  | { kind: 'failed'; reason: string };

/** Takes all pages of a list along as it is filtered and sorted now, as CSV. */
export function ExportButton<
  T,
  Q extends { limit?: number; cursor?: string },
>(props: { list: ListExport<T, Q>; query: Q }) {
  const { list, query } = props;
  const api = useApi(anthosFleetApiRef);
  const { t, locale } = usePageWords();
  const capture = useCaptureEvent();
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const count = (number: number) => number.toLocaleString(locale);

  const take = async () => {
    setBusy(true);
    setOutcome(undefined);
    try {
      const { rows, total } = await readAllPages(cursor =>
        list.readPage(api, { ...query, cursor, limit: EXPORT_PAGE_SIZE }),
      );
      save(`${list.fileName}.csv`, toCsv(list.columns, rows));
      setOutcome({ kind: 'done', shown: rows.length, total });
      capture({
        action: 'export',
        subject: list.fileName,
        attributes: { format: 'csv' },
        value: rows.length,
      });
    } catch (error) {
      setOutcome({ kind: 'failed', reason: (error as Error).message });
    } finally {
      setBusy(false);
    }
  };

  return (
    <span className={styles.export}>
      <span role="status">
        {outcome?.kind === 'failed' && (
          <Quiet>{t('list.export.failed', { reason: outcome.reason })}</Quiet>
        )}
        {outcome?.kind === 'done' && outcome.shown < outcome.total && (
          <Quiet>
            {t('list.export.capped', {
              shown: count(outcome.shown),
              total: count(outcome.total),
            })}
          </Quiet>
        )}
      </span>
      <TooltipTrigger>
        <Button
          size="small"
          variant="tertiary"
          iconStart={<RiDownloadLine />}
          loading={isBusy}
          onPress={take}
        >
          {t('list.export')}
        </Button>
        <Tooltip>{t('list.export.hint', { max: count(MAX_EXPORTED) })}</Tooltip>
      </TooltipTrigger>
    </span>
  );
}

function save(fileName: string, text: string) {
  const url = URL.createObjectURL(
    new Blob([text], { type: 'text/csv;charset=utf-8' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
