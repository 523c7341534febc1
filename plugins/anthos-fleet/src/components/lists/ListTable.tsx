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
import { useChosenColumns } from '../../hooks/useChosenColumns';
import { ColumnsButton } from './ColumnsButton';
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
  /** Not there unless somebody wants it. */
  extra?: true;
  cell: (row: T, narrow: boolean) => ReactNode;
}

/** What the page of a list gives its table. */
export interface ListTableProps<T, Search = TableSearch> {
  rows: T[] | undefined;
  isStale: boolean;
  search: Search;
  onChange: (changed: Partial<TableSearch>) => void;
  /** What stands above the table, with the button that chooses its columns. */
  bar: (columnsButton: ReactNode) => ReactNode;
}

interface TableSearch {
  sort: string;
  order: SortOrder;
  columns?: string[];
}

/** Rows of a list as a table, of which a narrow screen shows the columns that matter most. */
export function ListTable<T extends object>(
  props: ListTableProps<T> & {
    /** Under which the choice of columns is kept. */
    name: string;
    label: string;
    columns: readonly ListColumn<T>[];
    /** Columns on a narrow screen; their cells say what the others would. */
    narrow: readonly string[];
    /** The column that names the row. */
    rowHeader: string;
    keyOf: (row: T) => string;
    nameOf: (row: T) => string;
    empty: ReactNode;
  },
) {
  const { label, rows, rowHeader, search, onChange } = props;
  const { up } = useBreakpoint();
  const isNarrow = !up('sm');
  const chosen = useChosenColumns(
    props.name,
    props.columns,
    search.columns,
    columns => onChange({ columns }),
  );
  const shown = isNarrow ? props.narrow : [rowHeader, ...chosen.shown];
  const columns = props.columns.filter(({ id }) => shown.includes(id));
  const sorted = columns.find(column => column.sort === search.sort);
  const sortDescriptor: SortDescriptor | undefined = sorted && {
    column: sorted.id,
    direction: search.order === 'desc' ? 'descending' : 'ascending',
  };
  return (
    <>
      {props.bar(
        !isNarrow && (
          <ColumnsButton
            columns={props.columns}
            rowHeader={rowHeader}
            chosen={chosen}
          />
        ),
      )}
      <div className={isNarrow ? undefined : styles.wide}>
        <TableRoot
          // A head that is there already would keep the widths of the other form.
          key={isNarrow ? 'narrow' : 'wide'}
          aria-label={label}
          stale={props.isStale}
          isPending={!rows}
          sortDescriptor={sortDescriptor}
          onSortChange={({ column, direction }) => {
            const sort = columns.find(({ id }) => id === column)?.sort;
            if (sort) {
              onChange({
                sort,
                order: direction === 'descending' ? 'desc' : 'asc',
              });
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
    </>
  );
}
