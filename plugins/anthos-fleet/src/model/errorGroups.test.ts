import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import { demoSyncs, errorGroup, occurrencesOf } from '../__fixtures__';
import { clock, english, minutesBefore } from '../__testUtils__/words';
import { byCluster, errorSentences } from './errorGroups';

const quota = occurrencesOf(demoSyncs).filter(
  item => item.fingerprint === 'quota',
);

it.each<[string, Partial<ErrorGroup>, string]>([
  [
    'open',
    { totalClusters: 1, totalPackageSyncs: 1, heldBackObjects: undefined },
    'Has broken 1 sync on 1 cluster since 11:00.',
  ],
  [
    'that holds something back',
    { totalClusters: 2, totalPackageSyncs: 3, heldBackObjects: 12 },
    'Has broken 3 syncs on 2 clusters since 11:00. Holds back 12 healthy objects.',
  ],
  ['healed', { open: false }, 'Healed. It was there from 11:00 to 11:30.'],
])('says of an error that is %s', (_, changes, expected) => {
  const group = errorGroup('quota', {
    firstSeenAt: minutesBefore(60),
    lastSeenAt: minutesBefore(30),
    ...changes,
  });
  expect(errorSentences(english, group, clock).join(' ')).toBe(expected);
});

it('sorts occurrences by cluster', () => {
  expect(
    byCluster(quota).map(({ cluster, occurrences }) => [
      cluster.name,
      occurrences.map(({ namespace }) => namespace),
    ]),
  ).toEqual([
    ['onprem-prod', ['grunnbok-main', 'tinglysing']],
    ['azure-prod', ['tinglysing']],
  ]);
});
