import type {
  ErrorGroup,
  ErrorGroupDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { demoSyncs, errorGroup, occurrencesOf } from '../__fixtures__';
import { clock, english, minutesBefore } from '../__testUtils__/words';
import { byCluster, errorMarkdown, errorSentences } from './errorGroups';

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

describe('an error for a colleague', () => {
  const details: ErrorGroupDetails = {
    group: errorGroup('quota', { firstSeenAt: minutesBefore(60) }),
    occurrences: quota,
    totalOccurrences: quota.length,
    timeline: [],
  };

  it('says all that matters, as Markdown', () => {
    expect(errorMarkdown(english, details, 'https://portal/e/quota', clock))
      .toBe(`**KNV2009: The cluster refused an object: quota exceeded**

Has broken 3 syncs on 2 clusters since 11:00. Holds back 12 healthy objects.

**Cause:** Deployment api in grunnbok-main asks for 4Gi memory; 2Gi are left of the quota "compute".

**Remedy:** Lower limits.memory in prod/api/deployment.yaml, or raise the quota with the platform team.

**In Git:**
- [prod/api/deployment.yaml at 0a1b2c3](${quota[0].resources[0].sourceUrl})

**Clusters:** onprem-prod, azure-prod

https://portal/e/quota`);
  });

  it('lets no text of the product become formatting, or hide a link behind words', () => {
    const group = errorGroup('quota', {
      headline: '[click](https://evil.example) *now*\n# big',
    });
    const [title] = errorMarkdown(
      english,
      { ...details, group },
      'https://portal',
      clock,
    ).split('\n\n');
    expect(title).toBe(
      '**KNV2009: \\[click\\](https://evil.example) \\*now\\* \\# big**',
    );
  });
});
