import type {
  CommitDetails,
  CommitLag,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clock,
  english,
  minutesBefore,
  norwegian,
} from '../__testUtils__/words';
import { behindWord, commitMade } from './commitWords';

const made = {
  author: 'Ingrid Aas',
  committedAt: minutesBefore(120),
  subject: 'Raise memory',
};

it.each<[CommitDetails, string]>([
  [made, 'by Ingrid Aas, 2 hr ago: Raise memory'],
  [{ author: 'Ingrid Aas' }, 'Ingrid Aas'],
  [{ ...made, author: undefined }, '2 hr ago, Raise memory'],
  [{ ...made, committedAt: 'soon' }, 'Ingrid Aas, Raise memory'],
  [{}, ''],
])('says who made %j', (details, words) => {
  expect(commitMade(english, details, clock)).toBe(words);
});

it('takes what people wrote for text', () => {
  const subject = '{{author}} $t(entity.title) <b>';
  expect(commitMade(english, { ...made, subject }, clock)).toBe(
    `by Ingrid Aas, 2 hr ago: ${subject}`,
  );
});

it.each<[CommitLag['distance'], string, string]>([
  [undefined, 'behind since 11:00', 'henger etter siden 11:00'],
  [
    { commits: 1, atLeast: false },
    '1 commit behind since 11:00',
    '1 commit etter siden 11:00',
  ],
  [
    { commits: 4, atLeast: false },
    '4 commits behind since 11:00',
    '4 commiter etter siden 11:00',
  ],
  [
    { commits: 100, atLeast: true },
    'at least 100 commits behind since 11:00',
    'minst 100 commiter etter siden 11:00',
  ],
])('says how far behind %j is', (distance, inEnglish, inNorwegian) => {
  const behind = { since: minutesBefore(60), distance };
  expect(behindWord(english, behind, clock)).toBe(inEnglish);
  expect(behindWord(norwegian, behind, clock)).toBe(inNorwegian);
});
