import type {
  PackageSync,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import { counts, failing, moving, packageSync, stale } from '../__fixtures__';
import {
  clock,
  english,
  minutesBefore,
  norwegian,
} from '../__testUtils__/words';
import { syncListSentences, syncSentences } from './syncSentences';

it.each<[string, Partial<PackageSync>, string]>([
  ['in sync', {}, 'Live at 0a1b2c3, the newest commit.'],
  [
    'in sync without a commit',
    { commit: undefined, sourceCommit: undefined },
    'What is in its source is live.',
  ],
  [
    'held back',
    { ...failing, behind: { since: minutesBefore(60) } },
    '1 error holds it back. Live is 9f8e7d6; it has been behind 0a1b2c3 since 11:00.',
  ],
  [
    'held back, with a host that counts',
    {
      ...failing,
      behind: {
        since: minutesBefore(60),
        distance: { commits: 4, atLeast: false },
      },
    },
    '1 error holds it back. Live is 9f8e7d6; it has been 4 commits behind 0a1b2c3 since 11:00.',
  ],
  [
    'stalled',
    {
      ...failing,
      state: 'stalled',
      errorCount: 2,
      behind: undefined,
    },
    'It has stalled. 2 errors hold it back. Live is 9f8e7d6.',
  ],
  [
    'syncing',
    { ...moving, behind: undefined },
    'It is on its way to 0a1b2c3. 14 of 20 objects are ready. Live is 9f8e7d6.',
  ],
  [
    'syncing with all objects ready',
    { ...moving, behind: undefined, objects: counts() },
    'It is on its way to 0a1b2c3. Live is 9f8e7d6.',
  ],
  [
    'waiting for its first commit',
    { state: 'pending', commit: undefined, sourceCommit: undefined },
    'It is on its way.',
  ],
  [
    'not known',
    { state: 'unknown', commit: undefined },
    'Its state is not known.',
  ],
])('says of a sync that is %s', (_, changes, expected) => {
  const sync = packageSync(changes);
  expect(syncSentences(english, sync, clock).join(' ')).toBe(expected);
});

it('says how old it is what is known', () => {
  const freshness = { ...stale(), observedAt: minutesBefore(30) };
  expect(
    syncSentences(english, packageSync({ freshness }), clock).at(-1),
  ).toMatch(/^This was known 30 min/);
});

it.each<[SyncStateCount[], string]>([
  [[], ''],
  [[{ state: 'synced', total: 1 }], 'The one sync here is in sync.'],
  [[{ state: 'synced', total: 4 }], 'All 4 syncs are in sync.'],
  [
    [
      { state: 'error', total: 1 },
      { state: 'stalled', total: 2 },
      { state: 'pending', total: 1 },
      { state: 'reconciling', total: 1 },
      { state: 'unknown', total: 1 },
      { state: 'synced', total: 3 },
    ],
    '9 syncs. 1 has errors. 2 have stalled. 2 are on their way. 1 is not known. 3 are in sync.',
  ],
])('sums up %j', (states, expected) => {
  const sentences = syncListSentences(english, states);
  expect(sentences.map(({ text }) => text).join(' ')).toBe(expected);
});

it('counts what it links to', () => {
  const [, moves] = syncListSentences(norwegian, [
    { state: 'pending', total: 1 },
    { state: 'reconciling', total: 1 },
  ]);
  expect(moves).toEqual({
    text: '2 er på vei.',
    tone: 'moving',
    filter: { state: ['pending', 'reconciling'] },
  });
});
