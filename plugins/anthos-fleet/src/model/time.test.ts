import { formatAgo, formatDay, formatTime, isPastDay, parseTime } from './time';

const now = new Date(2026, 10, 22, 12, 0, 0);
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('formatAgo', () => {
  it.each([
    [0, 'now', 'nå'],
    [9, 'now', 'nå'],
    [-30, 'now', 'nå'],
    [45, '40 sec ago', 'for 40 sek siden'],
    [60, '1 min ago', 'for 1 min siden'],
    [12 * 60 + 59, '12 min ago', 'for 12 min siden'],
    [3 * 3600, '3 hr ago', 'for 3 t siden'],
    [23 * 3600, '23 hr ago', 'for 23 t siden'],
    [29 * 3600, 'yesterday', 'i går'],
    [5 * 86_400, '5 days ago', 'for 5 d. siden'],
    [100 * 86_400, '3 mo ago', 'for 3 md. siden'],
  ])('%d s before', (seconds, en, nb) => {
    expect(formatAgo(before(seconds), now, 'en-GB')).toBe(en);
    expect(formatAgo(before(seconds), now, 'nb')).toBe(nb);
  });
});

it('writes a time with its day unless it is today', () => {
  expect(formatTime(before(3600), now, 'en-GB')).toBe('11:00');
  expect(formatTime(before(86_400), now, 'en-GB')).toBe('21 Nov, 12:00');
  expect(formatTime(new Date(2025, 1, 3, 8, 5), now, 'en-GB')).toBe(
    '3 Feb 2025, 08:05',
  );
});

it('reads times and refuses what is none', () => {
  expect(parseTime('2026-11-22T10:00:00Z')?.toISOString()).toBe(
    '2026-11-22T10:00:00.000Z',
  );
  expect(parseTime('soon')).toBeUndefined();
  expect(parseTime(undefined)).toBeUndefined();
});

it('writes days, in whatever zone the reader is', () => {
  expect(formatDay('2027-03-17', 'en-GB')).toBe('17 March 2027');
  expect(formatDay('2027-03-17', 'nb')).toBe('17. mars 2027');
  expect(formatDay('some day', 'en-GB')).toBe('some day');
  expect(isPastDay('2026-11-22', now)).toBe(true);
  expect(isPastDay('2027-03-17', now)).toBe(false);
});
