import type { ErrorGroup } from 'backstage-plugin-anthos-fleet-common';
import {
  brief,
  demoClusters,
  demoSyncs,
  errorGroup,
  occurrencesOf,
} from '../__fixtures__';
import {
  clock,
  english,
  minutesBefore,
  norwegian,
} from '../__testUtils__/words';
import { errorMarkdown, type ToldError } from './errorMarkdown';
import { formatFull } from './time';

const PAGE = 'https://portal/fleet/errors/quota';
const quota = occurrencesOf(demoSyncs).filter(
  item => item.fingerprint === 'quota',
);
const since = minutesBefore(60);
const group = (changes: Partial<ErrorGroup> = {}) =>
  errorGroup('quota', { firstSeenAt: since, ...changes });
const tell = (error: ToldError) => errorMarkdown(english, error, PAGE, clock);

it('says all that matters', () => {
  expect(tell({ group: group(), occurrences: quota }))
    .toBe(`**KNV2009: The cluster refused an object: quota exceeded**

Has broken 3 syncs on 2 clusters since 11:00. Holds back 12 healthy objects.

**Cause:** Deployment api in grunnbok-main asks for 4Gi memory; 2Gi are left of the quota "compute".

**Remedy:** Lower limits.memory in prod/api/deployment.yaml, or raise the quota with the platform team.

**In Git:**
- [prod/api/deployment.yaml at 0a1b2c3](${quota[0].resources[0].sourceUrl})

**Clusters:** onprem-prod, azure-prod

**First seen:** ${formatFull(new Date(since), 'en-GB')}

${PAGE}`);
});

it.each<[string, Partial<ErrorGroup>, string]>([
  [
    'the one file that is known',
    {},
    '- [prod/api/deployment.yaml at 0a1b2c3](https://github.com/',
  ],
  [
    'the file without an address that is none of the web',
    {
      sample: {
        packageSyncId: 's',
        cluster: brief(demoClusters[0]),
        resource: {
          sourcePath: 'a_b.yaml',
          sourceUrl: 'javascript:alert(1)', // eslint-disable-line no-script-url
        },
      },
    },
    '- a\\_b.yaml\n',
  ],
  ['the clusters', {}, '**Clusters:** onprem-prod, azure-prod\n'],
  [
    'how many clusters are not named',
    { totalClusters: 7 },
    '**Clusters:** onprem-prod, azure-prod and 5 more\n',
  ],
  [
    'no formatting from outside',
    { headline: '[click](https://evil.example) *now*\n# big' },
    '**KNV2009: \\[click\\](https://evil.example) \\*now\\* \\# big**\n',
  ],
  [
    'a command as it is typed',
    {
      explanation: {
        ...group().explanation,
        remedy: 'Look at the quota:\n  kubectl -n a_b get quota',
      },
    },
    '**Remedy:** Look at the quota:\n\n```\nkubectl -n a_b get quota\n```\n',
  ],
])('tells without occurrences %s', (_, changes, expected) => {
  expect(tell({ group: group(changes) })).toContain(expected);
});

it('leaves out what is not known', () => {
  const text = tell({
    group: group({
      code: undefined,
      clusters: [],
      sample: undefined,
      explanation: { ...group().explanation, cause: '', remedy: '' },
    }),
  });
  expect(text).toMatch(/^\*\*The cluster refused/);
  expect(text).not.toMatch(/Cause|Remedy|In Git|Clusters:/);
});

it('speaks Norwegian', () => {
  expect(
    errorMarkdown(norwegian, { group: group({ totalClusters: 3 }) }, PAGE, {
      ...clock,
      locale: 'nb',
    }),
  ).toContain('**Klynger:** onprem-prod, azure-prod og 1 til');
});
