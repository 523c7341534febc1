import {
  Cell,
  Column,
  Row,
  TableBody,
  TableBodySkeleton,
  TableHeader,
  TableRoot,
  useBreakpoint,
  type SortDescriptor,
} from '@backstage/ui';
import type { SortOrder } from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import styles from './lists.module.css';

/** A column of a list. */
export interface ListColumn<T> {
  id: string;
  label: string;
  /** What the back end calls it; a column without it cannot be sorted by. */
  sort?: string;
  /** Share of a wide table, as CSS has it. */
  width?: string;
  /** The same of a narrow table. */
  narrowWidth?: string;
  cell: (row: T, narrow: boolean) => ReactNode;
}

/** Rows of a list as a table, of which a narrow screen shows the columns that matter most. */
export function ListTable<T extends object>(props: {
  label: string;
  columns: readonly ListColumn<T>[];
  /** Columns on a narrow screen; their cells say what the others would. */
  narrow: readonly string[];
  /** The column that names the row. */
  rowHeader: string;
  rows: T[] | undefined;
  keyOf: (row: T) => string;
  nameOf: (row: T) => string;
  isStale: boolean;
  sort: string;
  order: SortOrder;
  onSort: (sort: string, order: SortOrder) => void;
  empty: ReactNode;
}) {
  const { label, rows, rowHeader, onSort } = props;
  const { up } = useBreakpoint();
  const isNarrow = !up('sm');
  const columns = isNarrow
    ? props.columns.filter(column => props.narrow.includes(column.id))
    : [...props.columns];
  const sorted = columns.find(column => column.sort === props.sort);
  const sortDescriptor: SortDescriptor | undefined = sorted && {
    column: sorted.id,
    direction: props.order === 'desc' ? 'descending' : 'ascending',
  };
  return (
    <div className={isNarrow ? undefined : styles.wide}>
      <TableRoot
        aria-label={label}
        stale={props.isStale}
        isPending={!rows}
        sortDescriptor={sortDescriptor}
        onSortChange={({ column, direction }) => {
          const sort = columns.find(({ id }) => id === column)?.sort;
          if (sort) {
            onSort(sort, direction === 'descending' ? 'desc' : 'asc');
          }
        }}
      >
        <TableHeader columns={columns}>
          {column => (
            <Column
              id={column.id}
              isRowHeader={column.id === rowHeader}
              allowsSorting={column.sort !== undefined}
              style={{ width: isNarrow ? column.narrowWidth : column.width }}
            >
              {column.label}
            </Column>
          )}
        </TableHeader>
        {rows ? (
          <TableBody
            items={rows.map(row => ({ id: props.keyOf(row), row }))}
            dependencies={[isNarrow, columns, rows]}
            renderEmptyState={() => (
              <div className={styles.empty}>{props.empty}</div>
            )}
          >
            {({ id, row }) => (
              <Row id={id} columns={columns} textValue={props.nameOf(row)}>
                {(column: ListColumn<T>) => (
                  <Cell>
                    <div className={styles.cell}>
                      {column.cell(row, isNarrow)}
                    </div>
                  </Cell>
                )}
              </Row>
            )}
          </TableBody>
        ) : (
          <TableBodySkeleton columns={columns} />
        )}
      </TableRoot>
    </div>
  );
}
