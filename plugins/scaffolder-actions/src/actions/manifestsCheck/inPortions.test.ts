import { inPortions } from './inPortions';

const object = (bytes: number) => ({ manifest: { data: 'x'.repeat(bytes) } });
const MIB = 1024 * 1024;

it.each([
  ['nothing', [], []],
  ['as many as a request takes', Array(200).fill(object(1)), [200]],
  ['more than a request takes', Array(401).fill(object(1)), [200, 200, 1]],
  ['large ones', Array(5).fill(object(0.9 * MIB)), [2, 2, 1]],
  [
    'one that no request takes, between others',
    [object(1), object(3 * MIB), object(1), object(1)],
    [1, 1, 2],
  ],
])('splits %s', (_, objects, expected) => {
  const portions = inPortions(objects);
  expect(portions.map(portion => portion.length)).toEqual(expected);
  expect(portions.flat()).toEqual(objects);
});

it('measures bytes, not characters', () => {
  const wide = { manifest: { data: 'å'.repeat(0.9 * MIB) } };
  expect(inPortions([wide, wide])).toHaveLength(2);
});
