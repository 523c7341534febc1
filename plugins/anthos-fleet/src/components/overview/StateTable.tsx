/* eslint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role --
   The parts flow like a legend, and some browsers forget that what does not look like a table is one. */
import type { SyncStateCount } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { legendWord } from '../../model/legend';
import { inOrder } from '../../model/syncOrder';
import { toneOfSync } from '../../model/tone';
import { MaybeLink, ToneIcon } from '../ui';
import { Bar } from './Bar';
import styles from './overview.module.css';
import tables from './tables.module.css';

/** One bar of a chart of states: what it counts, how many there are, and how many in each state. */
export interface StateRow {
  key: string;
  name: string;
  /** The whole in words, such as "14 clusters". */
  say: string;
  total: number;
  states: readonly SyncStateCount[];
  /** The list that the row counts; with a state, its part in that state. */
  href(state?: SyncStateCount['state']): string | undefined;
}

/**
 * Counts by state as bars with a legend, which are a table too: a row a bar, and a column for each
 * state that any of them has. Where the legend has no word, screen readers hear a zero.
 */
export function StateTable(props: {
  label: string;
  /** Heads of the columns of the names and of the totals. */
  heads: readonly [name: string, total: string];
  rows: readonly StateRow[];
  /** For a single bar whose name the title says already. */
  hideNames?: boolean;
}) {
  const { label, heads, rows, hideNames } = props;
  const { t } = usePageWords();
  const columns = inOrder(rows.flatMap(row => row.states))
    .map(({ state }) => state)
    .filter((state, index, all) => all.indexOf(state) === index);
  const largest = Math.max(...rows.map(row => row.total));
  return (
    <table role="table" className={styles.chart} aria-label={label}>
      <thead role="rowgroup" className={tables.unseen}>
        <tr role="row">
          {[...heads, ...columns.map(state => t(`sync.${state}`))].map(head => (
            <th key={head} role="columnheader" scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className={styles.list}>
        {rows.map(row => (
          <tr
            key={row.key}
            role="row"
            className={styles.chartRow}
            data-named={!hideNames || undefined}
          >
            <th
              role="rowheader"
              scope="row"
              className={hideNames ? tables.unseen : styles.chartName}
            >
              {row.name}
            </th>
            <td role="cell" className={styles.chartTotal}>
              <MaybeLink href={row.href()} variant="body-small">
                {row.say}
              </MaybeLink>
              <Bar states={row.states} share={row.total / largest} />
            </td>
            {columns.map(state => (
              <StateCell
                key={state}
                count={{
                  state,
                  total:
                    row.states.find(item => item.state === state)?.total ?? 0,
                }}
                href={row.href(state)}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function StateCell(props: { count: SyncStateCount; href: string | undefined }) {
  const { count, href } = props;
  const { t } = usePageWords();
  return count.total === 0 ? (
    <td role="cell" className={tables.unseen}>
      0
    </td>
  ) : (
    <td role="cell" className={styles.chartCell}>
      <MaybeLink href={href} standalone variant="body-small">
        <span className={styles.legendPart}>
          <ToneIcon tone={toneOfSync(count.state)} size={14} />
          {legendWord(t, count)}
        </span>
      </MaybeLink>
    </td>
  );
}
