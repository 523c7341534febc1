import type { SyncStateCount } from 'backstage-plugin-anthos-fleet-common';
import { english } from '../__testUtils__/words';
import { clusterListSentences } from './clusterListSentences';

it.each<[SyncStateCount[], string]>([
  [[{ state: 'synced', total: 1 }], 'The one cluster here is in sync.'],
  [[{ state: 'synced', total: 3 }], 'All 3 clusters are in sync.'],
  [
    [
      { state: 'synced', total: 5 },
      { state: 'reconciling', total: 1 },
      { state: 'pending', total: 2 },
      { state: 'stalled', total: 1 },
      { state: 'error', total: 1 },
      { state: 'not-installed', total: 1 },
      { state: 'unknown', total: 1 },
    ],
    '12 clusters. 2 have sync errors. 3 are on their way. 5 are in sync. 1 has no Config Sync. 1 is not known.',
  ],
])('says how %j are', (states, expected) => {
  expect(
    clusterListSentences(english, states)
      .map(({ text }) => text)
      .join(' '),
  ).toBe(expected);
});

it('leads to those that each sentence counts', () => {
  expect(
    clusterListSentences(english, [
      { state: 'synced', total: 1 },
      { state: 'error', total: 1 },
    ]).map(({ filter }) => filter?.syncState),
  ).toEqual([undefined, ['stalled', 'error'], ['synced']]);
});
