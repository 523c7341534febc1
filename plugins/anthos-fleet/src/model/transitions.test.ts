import { english } from '../__testUtils__/words';
import { toneOfChange, wordOfChange } from './transitions';

it.each([
  ['synced', 'synced', 'good'],
  ['error', 'sync error', 'broken'],
  ['open', 'open', 'broken'],
  ['closed', 'healed', 'good'],
  ['silent', 'silent', 'attention'],
  ['answering', 'answers', 'good'],
  ['something-new', 'something-new', 'unknown'],
])('a change to %s reads %p and feels %s', (state, word, tone) => {
  expect(wordOfChange(english, state)).toBe(word);
  expect(toneOfChange(state)).toBe(tone);
});
