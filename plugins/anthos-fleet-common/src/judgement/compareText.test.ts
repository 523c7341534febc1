import { compareText } from './compareText';

it.each([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  ['Z', 'a', -1],
  ['ø', 'z', 1],
])('%s and %s', (a, b, expected) => {
  expect(compareText(a, b)).toBe(expected);
});
