import type { Cluster, SyncState } from 'backstage-plugin-anthos-fleet-common';
import { ago, cluster, fresh, stale } from '../__fixtures__';
import { byUrgency, judgeCluster, knownAt, needsAttention } from './verdict';

const withSync = (state: SyncState, changes: Partial<Cluster> = {}) =>
  cluster({ ...changes, configSync: { ...cluster().configSync, state } });
const silent = {
  connection: { state: 'disconnected' as const, lastSeenAt: ago(86_400) },
};
const old = { freshness: { hub: fresh(), configSync: stale() } };

describe('judgeCluster', () => {
  it.each<[string, Cluster, string, string, boolean]>([
    ['synced', withSync('synced'), 'sync', 'good', false],
    ['syncing', withSync('reconciling'), 'sync', 'moving', false],
    ['in error', withSync('error'), 'sync', 'broken', false],
    ['synced long ago', withSync('synced', old), 'sync', 'unknown', true],
    ['syncing long ago', withSync('pending', old), 'sync', 'unknown', true],
    ['in error long ago', withSync('error', old), 'sync', 'broken', true],
    ['silent', withSync('synced', silent), 'silent', 'attention', true],
    ['silent in error', withSync('error', silent), 'sync', 'broken', true],
    [
      'left over',
      withSync('synced', { orphaned: true }),
      'left-over',
      'attention',
      false,
    ],
    [
      'being created',
      withSync('not-installed', { lifecycle: 'creating' }),
      'creating',
      'moving',
      false,
    ],
    [
      'being removed',
      withSync('synced', { lifecycle: 'deleting' }),
      'deleting',
      'moving',
      false,
    ],
    [
      'of an old register',
      withSync('synced', { freshness: { hub: stale(), configSync: fresh() } }),
      'sync',
      'unknown',
      true,
    ],
  ])('a cluster that is %s', (_, item, kind, tone, lastKnown) => {
    expect(judgeCluster(item)).toEqual({ kind, tone, lastKnown });
  });
});

it('says that a silent cluster is known as of when it was heard of', () => {
  expect(knownAt(cluster(silent))).toBe(silent.connection.lastSeenAt);
  const item = cluster();
  expect(knownAt(item)).toBe(item.freshness.configSync?.observedAt);
  const never = { outcome: 'ok' as const, age: 'never' as const };
  expect(
    knownAt(
      cluster({
        freshness: { hub: fresh(), configSync: { ...never, attemptedAt: '' } },
      }),
    ),
  ).toBeUndefined();
});

it('sorts what needs people first', () => {
  const items = [
    withSync('synced', { name: 'a' }),
    withSync('reconciling', { name: 'b' }),
    withSync('unknown', { name: 'c' }),
    withSync('synced', { name: 'd', ...silent }),
    withSync('error', { name: 'e' }),
  ];
  expect(items.sort(byUrgency).map(item => item.name)).toEqual([
    'e',
    'd',
    'c',
    'b',
    'a',
  ]);
  expect(items.filter(needsAttention).map(item => item.name)).toEqual([
    'e',
    'd',
  ]);
});
