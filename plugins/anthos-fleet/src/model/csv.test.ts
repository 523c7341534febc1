import { toCsv } from './csv';

const table = (...values: (string | number | undefined)[]) =>
  toCsv(
    [{ label: 'What', value: (value: (typeof values)[number]) => value }],
    values,
  );

describe('toCsv', () => {
  it('has a head and a line for each row', () => {
    expect(
      toCsv(
        [
          { label: 'Name', value: (row: { name: string }) => row.name },
          { label: 'Length', value: row => row.name.length },
        ],
        [{ name: 'shop' }, { name: 'kart' }],
      ),
    ).toBe('\uFEFFName,Length\r\nshop,4\r\nkart,4\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+47', "'+47"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('lets no spreadsheet run %j', (value, expected) => {
    expect(table(value)).toBe(`\uFEFFWhat\r\n${expected}\r\n`);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\nlines', '"two\nlines"'],
    ['a=b', 'a=b'],
    [-3, '-3'],
    [undefined, ''],
  ])('writes %j as %s', (value, expected) => {
    expect(table(value)).toBe(`\uFEFFWhat\r\n${expected}\r\n`);
  });
});
