/** A column of a table that is taken along. */
export interface CsvColumn<T> {
  label: string;
  value: (row: T) => string | number | undefined;
}

// Spreadsheets take such a cell for a formula, and run it.
const FORMULA = /^[=+\-@\t\r]/;

/**
 * Writes a table as CSV that spreadsheets open as it is: UTF-8 with its mark, lines that end as
 * RFC 4180 has it, and no cell that is run as a formula.
 */
export function toCsv<T>(
  columns: readonly CsvColumn<T>[],
  rows: readonly T[],
): string {
  const lines = [
    columns.map(({ label }) => cell(label)),
    ...rows.map(row => columns.map(({ value }) => cell(value(row)))),
  ];
  return `\uFEFF${lines.map(line => `${line.join(',')}\r\n`).join('')}`;
}

function cell(value: string | number | undefined): string {
  if (typeof value !== 'string') {
    return value === undefined ? '' : String(value);
  }
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
