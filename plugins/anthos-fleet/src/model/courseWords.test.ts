import { english } from '../__testUtils__/words';
import { courseWords } from './courseWords';

const week = (...changes: [from: number, count: number][]) =>
  Array.from(
    { length: 28 },
    (_, step) => changes.findLast(([from]) => from <= step)?.[1] ?? 0,
  );

it.each<[string, number[]]>([
  ['none in the last 7 days', week()],
  ['none in the last 7 days', []],
  ['none now, at most 5 in the last 7 days', week([0, 5], [27, 0])],
  ['3 syncs all 7 days', week([0, 3])],
  ['new within a day: 1 sync now, at most 1', week([27, 1])],
  ['new within a day: 3 syncs now, at most 5', week([24, 5], [26, 3])],
  ['new within 2 days: 3 syncs now, at most 3', week([23, 3])],
  [
    'rose from 1 to 3 syncs in 7 days, at most 4',
    week([0, 1], [9, 4], [20, 3]),
  ],
  ['fell from 4 to 1 sync in 7 days, at most 4', week([0, 4], [9, 1])],
  ['2 syncs now as 7 days ago, between 0 and 2', week([0, 2], [9, 0], [20, 2])],
])('says: %s', (words, course) => {
  expect(courseWords(english, course)).toBe(words);
});
