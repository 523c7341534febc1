import { courseStart, toCourse } from './course';
import type { Span } from './timeline';

const NOW = new Date('2026-11-23T14:00:00.000Z');
const span = (
  syncId: string,
  from: string,
  to: string | null = null,
): Span => ({
  syncId,
  from: `2026-11-${from}:00:00.000Z`,
  to: to && `2026-11-${to}:00:00.000Z`,
});

it('begins a week ago, at a whole step', () => {
  expect(courseStart(NOW)).toBe('2026-11-16T18:00:00.000Z');
});

it.each<[string, Span[], Record<number, number>]>([
  ['nothing', [], {}],
  ['what is open since now', [span('a', '23T13')], { 27: 1 }],
  ['what began the step before', [span('a', '23T11')], { 26: 1, 27: 1 }],
  ['what was over within a step', [span('a', '23T07', '23T08')], { 26: 1 }],
  ['what ended as a step did', [span('a', '23T05', '23T12')], { 25: 1, 26: 1 }],
  [
    'two package syncs',
    [span('a', '23T07'), span('b', '23T13')],
    { 26: 1, 27: 2 },
  ],
  [
    'one that had it twice in a step',
    [
      span('a', '23T08', '23T09'),
      span('a', '23T07', '23T07'),
      span('a', '23T10'),
    ],
    { 26: 1, 27: 1 },
  ],
  ['what was over before', [span('a', '01T00', '16T17')], {}],
  ['what is to come', [span('a', '24T00')], {}],
])('counts %s', (_, spans, expected) => {
  const course = toCourse(spans, NOW);
  expect(course).toHaveLength(28);
  expect(
    Object.fromEntries(
      course.flatMap((count, step) => (count ? [[step, count]] : [])),
    ),
  ).toEqual(expected);
});

it('counts what is open for longer in every step', () => {
  expect(toCourse([span('a', '01T00')], NOW)).toEqual(Array(28).fill(1));
});
