import { steadyRows } from './steadyRows';

const refOf = (item: { ref: string }) => item.ref;
const row = (ref: string, value = 1) => ({ ref, value });
const shown = (...refs: string[]) => ({
  order: refs,
  rows: refs.map(ref => row(ref)),
});

it('shows the first answer as it is', () => {
  expect(steadyRows(undefined, [row('a'), row('b')], refOf)).toEqual({
    rows: [row('a'), row('b')],
    order: ['a', 'b'],
    waiting: 0,
    added: 0,
  });
});

it('shows at once what comes where nothing was', () => {
  expect(steadyRows(shown(), [row('a')], refOf)).toEqual({
    rows: [row('a')],
    order: ['a'],
    waiting: 0,
    added: 0,
  });
});

it('changes values in place', () => {
  const { rows, waiting } = steadyRows(
    shown('a', 'b'),
    [row('a', 2), row('b', 3)],
    refOf,
  );
  expect(rows).toEqual([row('a', 2), row('b', 3)]);
  expect(waiting).toBe(0);
});

it.each([
  ['a new row', ['a', 'b', 'c'], 1, 1],
  ['three new rows', ['x', 'a', 'y', 'b', 'z'], 3, 3],
  ['a row that is gone', ['a'], 1, 0],
  ['rows that changed places', ['b', 'a'], 2, 0],
  ['a row instead of another', ['a', 'c'], 1, 1],
])('keeps %s waiting', (_, refs, waiting, added) => {
  const steady = steadyRows(
    shown('a', 'b'),
    refs.map(ref => row(ref, 2)),
    refOf,
  );
  expect(steady.rows.map(item => item.ref)).toEqual(['a', 'b']);
  expect(steady.waiting).toBe(waiting);
  expect(steady.added).toBe(added);
});
