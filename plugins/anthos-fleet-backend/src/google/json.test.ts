import {
  asCount,
  asList,
  asObject,
  asText,
  asTime,
  asWord,
  compact,
  field,
} from './json';

describe('field', () => {
  it.each<[value: unknown, path: string[], expected: unknown]>([
    [{ a: { b: 1 } }, ['a', 'b'], 1],
    [{ a: { b: 1 } }, ['a', 'c'], undefined],
    [{ a: 'text' }, ['a', 'length'], undefined],
    [{ a: [1] }, ['a', '0'], undefined],
    [{}, ['constructor'], undefined],
    [{}, ['toString', 'name'], undefined],
    [null, ['a'], undefined],
    [undefined, ['a'], undefined],
    [5, [], 5],
  ])('%j %j', (value, path, expected) => {
    expect(field(value, ...path)).toBe(expected);
  });

  it('does not inherit', () => {
    expect(field(JSON.parse('{"__proto__": {"a": 1}}'), 'a')).toBeUndefined();
  });
});

describe('readers', () => {
  it.each<[value: unknown, expected: number | undefined]>([
    [0, 0],
    [7, 7],
    ['7', 7],
    [2 ** 31 - 1, 2 ** 31 - 1],
    [2 ** 31, undefined],
    [-1, undefined],
    [1.5, undefined],
    [Infinity, undefined],
    [NaN, undefined],
    ['', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    [true, undefined],
    [[7], undefined],
  ])('asCount %j', (value, expected) => {
    expect(asCount(value)).toBe(expected);
  });

  it.each<[value: unknown, expected: string | undefined]>([
    ['2026-09-01T06:00:00Z', '2026-09-01T06:00:00.000Z'],
    ['2026-09-01T06:00:00.123456789Z', '2026-09-01T06:00:00.123Z'],
    ['2026-09-01T08:00:00+02:00', '2026-09-01T06:00:00.000Z'],
    ['2026-13-01T06:00:00Z', undefined],
    ['2026-09-01', undefined],
    ['0001-01-01T00:00:00Z', undefined],
    ['Tue, 01 Sep 2026 06:00:00 GMT', undefined],
    [1_700_000_000_000, undefined],
    [{}, undefined],
  ])('asTime %j', (value, expected) => {
    expect(asTime(value)).toBe(expected);
  });

  it.each<[value: unknown, expected: string | undefined]>([
    ['SYNCED', 'SYNCED'],
    ['', undefined],
    [' SYNCED', '" SYNCED"'],
    ['SYN\nCED ', '"SYN\\nCED "'],
    [7, '7'],
    [true, undefined],
    [{}, undefined],
    ['X'.repeat(100), `"${'X'.repeat(62)}…`],
  ])('asWord %j', (value, expected) => {
    expect(asWord(value)).toBe(expected);
  });

  it('asText takes text only', () => {
    expect([asText('a'), asText(''), asText(1), asText(null)]).toEqual([
      'a',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('asObject and asList take nothing for the other', () => {
    expect([asObject([]), asObject(null), asObject('x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([asList({}, 5), asList('abc', 5), asList([1, 2, 3], 2)]).toEqual([
      [],
      [],
      [1, 2],
    ]);
  });

  it('compact drops what is undefined', () => {
    expect(Object.keys(compact({ a: 1, b: undefined, c: null }))).toEqual([
      'a',
      'c',
    ]);
  });
});
