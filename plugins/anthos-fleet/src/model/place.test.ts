import { cluster } from '../__fixtures__';
import { placeOf, sharedNames } from './place';

it.each([
  [{ site: 'Oslo DC1', region: 'r' }, 'Oslo DC1'],
  [{ region: 'europe-north1', zone: 'europe-north1-a' }, 'europe-north1-a'],
  [{ region: 'europe-north1' }, 'europe-north1'],
  [{}, undefined],
])('places %p at %p', (place, words) => {
  expect(placeOf(cluster({ place }))).toBe(words);
});

it('finds names that need a second word', () => {
  expect([
    ...sharedNames([{ name: 'a' }, { name: 'b' }, { name: 'a' }]),
  ]).toEqual(['a']);
});
