import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';
import { brief, cluster, packageSync } from '../__fixtures__';
import { english } from '../__testUtils__/words';
import { liveCommits, liveCommitSentences } from './liveCommits';

const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const NEW = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

const on = (
  name: string,
  commit?: string,
  changes: Partial<PackageSync> = {},
): PackageSync =>
  packageSync({
    cluster: brief(cluster({ name })),
    namespace: 'maps',
    name: 'repo-sync',
    repository: 'https://github.com/acme/maps',
    commit,
    ...changes,
  });
const other = { repository: 'https://github.com/acme/fleet', namespace: 'x' };

it.each<[string, PackageSync[], string]>([
  ['nothing', [], ''],
  ['one cluster, which is the same as itself', [on('a', NEW)], ''],
  [
    'the same',
    [on('a', NEW), on('b', NEW)],
    'The same commit, 0a1b2c3, is live on 2 clusters.',
  ],
  [
    'two',
    [on('a', OLD), on('b', NEW), on('c', NEW)],
    '2 different commits are live: 0a1b2c3 on b, c; 9f8e7d6 on a.',
  ],
  [
    'many clusters',
    [on('z', OLD), ...['a', 'b', 'c', 'd', 'e'].map(name => on(name, NEW))],
    '2 different commits are live: 0a1b2c3 on a, b, c and 2 more; 9f8e7d6 on z.',
  ],
  [
    'one that is not known',
    [on('a', NEW), on('b')],
    '0a1b2c3 is live on 1 cluster. What is live on 1 cluster is not known.',
  ],
  [
    'none that is known',
    [on('a'), on('b')],
    'What is live on 2 clusters is not known.',
  ],
  [
    'two sources',
    [on('a', NEW), on('b', NEW), on('a', OLD, other), on('b', '', other)],
    'acme/maps: The same commit, 0a1b2c3, is live on 2 clusters. acme/fleet: 9f8e7d6 is live on 1 cluster. What is live on 1 cluster is not known.',
  ],
])('says of %s', (_, syncs, expected) => {
  expect(liveCommitSentences(english, liveCommits(syncs)).join(' ')).toBe(
    expected,
  );
});
