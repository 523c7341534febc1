import type {
  Cluster,
  EntityStatus,
  PackageSync,
} from 'backstage-plugin-anthos-fleet-common';
import {
  brief,
  cluster,
  entityStatusOf,
  errorGroup,
  failing,
  fresh,
  moving,
  packageSync,
} from '../__fixtures__';
import {
  clock,
  english,
  minutesBefore,
  norwegian,
} from '../__testUtils__/words';
import { entitySentences } from './entitySentences';

const sync = (
  name: string,
  state: Cluster['configSync']['state'],
  changes: Partial<Cluster['configSync']> = {},
) =>
  cluster({
    name,
    configSync: {
      state,
      errorCount: 0,
      ...changes,
    },
  });
const ok = (name: string) => sync(name, 'synced');
const bad = (name: string, errorCount = 1, minutes?: number) =>
  sync(name, 'error', {
    errorCount,
    lastSyncedAt: minutes === undefined ? undefined : minutesBefore(minutes),
  });
const old = (name: string, minutes?: number) => ({
  ...ok(name),
  freshness: {
    hub: fresh(),
    configSync: {
      outcome: 'timeout' as const,
      age: 'stale' as const,
      observedAt: minutes === undefined ? undefined : minutesBefore(minutes),
      attemptedAt: minutesBefore(1),
    },
  },
});
const silent = (name: string, minutes?: number) => ({
  ...ok(name),
  connection: {
    state: 'disconnected' as const,
    lastSeenAt: minutes === undefined ? undefined : minutesBefore(minutes),
  },
});

const say = (clusters: Cluster[]) =>
  entitySentences(english, entityStatusOf(clusters), clock).join(' ');

describe('entitySentences', () => {
  it.each<[string, Cluster[], string]>([
    ['no cluster', [], ''],
    ['one in sync', [ok('a')], 'Runs on a, in sync.'],
    ['one in error', [bad('a')], 'Runs on a. a has a sync error.'],
    ['all in sync', [ok('a'), ok('b')], 'In sync on all 2 clusters.'],
    [
      'one of three behind',
      [ok('a'), ok('b'), bad('c', 2, 12)],
      'In sync on 2 of 3 clusters. c has 2 sync errors; it was last in sync 12 min ago.',
    ],
    [
      'none in sync',
      [bad('a', 3), sync('b', 'stalled')],
      'In sync on none of its 2 clusters. a has 3 sync errors. Sync has stalled on b.',
    ],
    [
      'more than two reasons',
      [bad('a'), bad('b'), bad('c'), silent('d'), ok('e')],
      'In sync on 1 of 5 clusters. a has a sync error. b has a sync error. 2 more need a look.',
    ],
    [
      'a silent one',
      [ok('a'), silent('b', 29 * 60)],
      'In sync on 1 of 2 clusters. b is silent, last heard of yesterday.',
    ],
    [
      'an old reading',
      [ok('a'), old('b', 12)],
      'In sync on 1 of 2 clusters. What is known of b is from 12 min ago.',
    ],
    [
      'a reading that never came',
      [ok('a'), old('b')],
      'In sync on 1 of 2 clusters. b has not been read yet.',
    ],
    [
      'one that moves',
      [ok('a'), sync('b', 'reconciling')],
      'In sync on 1 of 2 clusters. b is syncing.',
    ],
    [
      'one that is not known',
      [ok('a'), sync('b', 'unknown')],
      'In sync on 1 of 2 clusters. The sync of b is not known.',
    ],
    [
      'no Config Sync on one',
      [sync('a', 'not-installed')],
      'Runs on a. Config Sync does not look after it.',
    ],
    [
      'no Config Sync at all',
      [sync('a', 'not-installed'), sync('b', 'not-configured')],
      'Runs on 2 clusters. Config Sync does not look after them.',
    ],
    [
      'no Config Sync, and one silent',
      [
        sync('a', 'not-installed'),
        { ...silent('b'), configSync: sync('b', 'not-installed').configSync },
      ],
      'Runs on 2 clusters. Config Sync does not look after them. b is silent.',
    ],
    [
      'a left-over one',
      [ok('a'), { ...ok('b'), orphaned: true }],
      'In sync on 1 of 2 clusters. b no longer exists; its registration is left over.',
    ],
  ])('for %s', (_, clusters, text) => {
    expect(say(clusters)).toBe(text);
  });

  it('counts by the whole when the list is shortened', () => {
    const whole = [bad('a'), ...'bcdefghij'.split('').map(ok)];
    const status = entityStatusOf(whole);
    expect(
      entitySentences(
        english,
        { ...status, clusters: status.clusters.slice(0, 4) },
        clock,
      ),
    ).toEqual(['In sync on 9 of 10 clusters.', 'a has a sync error.']);
  });

  it('speaks Norwegian', () => {
    expect(
      entitySentences(norwegian, entityStatusOf([ok('a'), bad('b', 2, 12)]), {
        ...clock,
        locale: 'nb',
      }).join(' '),
    ).toBe(
      'I synk på 1 av 2 klynger. b har 2 synkfeil; den var sist i synk for 12 min siden.',
    );
  });
});

describe('entitySentences of an entity whose syncs are known', () => {
  const [a, b] = [cluster({ name: 'a' }), cluster({ name: 'b' })];
  const own = (item: Cluster, changes: Partial<PackageSync> = {}) =>
    packageSync({ cluster: brief(item), ...changes });
  const behind = { behind: { since: minutesBefore(60) } };
  const groupOn = (item: Cluster) =>
    errorGroup('quota', {
      headline: 'Quota exceeded.',
      clusters: [brief(item)],
    });

  it.each<[string, Cluster[], Partial<EntityStatus>, string]>([
    ['one', [a], { syncs: [own(a)] }, 'Live on a.'],
    ['all', [a, b], { syncs: [own(a), own(b)] }, 'Live on all 2 clusters.'],
    [
      'one behind an error',
      [a, b],
      {
        syncs: [own(a, { ...failing, ...behind }), own(b)],
        errors: [groupOn(a)],
      },
      'Live on 1 of 2 clusters. a has been behind since 11:00: Quota exceeded.',
    ],
    [
      'one behind an error, with a host that counts',
      [a, b],
      {
        syncs: [
          own(a, {
            ...failing,
            behind: {
              since: minutesBefore(60),
              distance: { commits: 1, atLeast: false },
            },
          }),
          own(b),
        ],
        errors: [groupOn(a)],
      },
      'Live on 1 of 2 clusters. a has been 1 commit behind since 11:00: Quota exceeded.',
    ],
    [
      'an error that nothing waits behind',
      [a],
      {
        syncs: [own(a, { ...failing, behind: undefined })],
        errors: [groupOn(a)],
      },
      'Runs on a. a is held back: Quota exceeded.',
    ],
    [
      'an error of which only the time is known',
      [a],
      { syncs: [own(a, { ...failing, ...behind })] },
      'Runs on a. a has been behind since 11:00.',
    ],
    [
      'none, of which one is on its way',
      [a, b],
      { syncs: [own(a, moving), own(b, { state: 'pending' })] },
      'Live on none of its 2 clusters. a is syncing, 14 of 20 objects are ready. b is syncing.',
    ],
    [
      'one that the sync of others fails on',
      [bad('a', 7)],
      { syncs: [own(bad('a', 7))] },
      'Live on a.',
    ],
  ])('says of %s', (_, clusters, changes, expected) => {
    const status = entityStatusOf(clusters, { errors: [], ...changes });
    expect(entitySentences(english, status, clock).join(' ')).toBe(expected);
  });
});
