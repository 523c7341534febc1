import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import { cluster, stale } from '../__fixtures__';
import { clock, english, minutesBefore } from '../__testUtils__/words';
import { clusterSentences } from './clusterSentences';

const OLD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
const sync = (changes: Partial<Cluster['configSync']>) => ({
  configSync: { ...cluster().configSync, ...changes },
});
const silent = {
  connection: {
    state: 'disconnected' as const,
    lastSeenAt: minutesBefore(29 * 60),
  },
};

it.each<[string, Partial<Cluster>, string]>([
  ['in sync', {}, 'In sync with its repository at 0a1b2c3.'],
  [
    'in sync with no commit',
    sync({ commit: undefined }),
    'In sync with its repository.',
  ],
  [
    'in error and behind',
    sync({ state: 'error', errorCount: 2, commit: OLD }),
    '2 sync errors hold it back. Runs 9f8e7d6; the newest commit is 0a1b2c3.',
  ],
  ['stalled', sync({ state: 'stalled' }), 'Sync has stalled.'],
  ['syncing', sync({ state: 'pending' }), 'Is taking over 0a1b2c3.'],
  [
    'without Config Sync',
    sync({ state: 'not-installed' }),
    'Config Sync is not installed, so nobody watches whether its configuration is live.',
  ],
  [
    'without a repository',
    sync({ state: 'not-configured' }),
    'Config Sync is installed but has no repository to follow.',
  ],
  [
    'unknown',
    sync({ state: 'unknown' }),
    'The state of its sync is not known.',
  ],
  ['silent', silent, 'Last heard of yesterday; below is what was known then.'],
  [
    'silent in error',
    { ...silent, ...sync({ state: 'error', errorCount: 1 }) },
    'Last heard of yesterday; below is what was known then. 1 sync error holds it back.',
  ],
  ['of old data', { freshness: { hub: stale() } }, ''],
  ['being created', { lifecycle: 'creating' }, 'The cluster is being created.'],
  [
    'left over',
    { orphaned: true },
    'The cluster is gone, its registration is left over.',
  ],
])('a cluster %s', (_, changes, text) => {
  expect(clusterSentences(english, cluster(changes), clock).join(' ')).toBe(
    text,
  );
});
