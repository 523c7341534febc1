import type {
  PackageSync,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { shortCommit } from './links';
import type { SyncFilter } from './syncSearch';
import { formatAgo, formatTime, parseTime } from './time';
import type { Tone } from './tone';

interface Clock {
  now: Date;
  locale: string;
}

/** What a colleague would say of one package sync. */
export function syncSentences(
  t: PageTranslation,
  sync: PackageSync,
  { now, locale }: Clock,
): string[] {
  const { freshness } = sync;
  const observed = parseTime(freshness.observedAt);
  return [
    ...stateSentences(t, sync),
    ...liveSentences(t, sync, { now, locale }),
    ...(freshness.age !== 'fresh' && observed
      ? [t('sync.say.lastKnown', { ago: formatAgo(observed, now, locale) })]
      : []),
  ];
}

function stateSentences(t: PageTranslation, sync: PackageSync): string[] {
  const { state, sourceCommit, objects } = sync;
  switch (state) {
    case 'error':
      return [t('sync.say.errors', { count: Math.max(1, sync.errorCount) })];
    case 'stalled':
      return [
        t('sync.say.stalled'),
        ...(sync.errorCount
          ? [t('sync.say.errors', { count: sync.errorCount })]
          : []),
      ];
    case 'pending':
    case 'reconciling':
      return [
        sourceCommit
          ? t('sync.say.moving', { sourceCommit: shortCommit(sourceCommit) })
          : t('sync.say.movingPlain'),
        ...(objects && objects.current < objects.total
          ? [
              t('sync.say.progress', {
                ready: String(objects.current),
                total: String(objects.total),
              }),
            ]
          : []),
      ];
    case 'synced':
      return [];
    default:
      return [t('sync.say.unknown')];
  }
}

function liveSentences(
  t: PageTranslation,
  sync: PackageSync,
  { now, locale }: Clock,
): string[] {
  const { state, commit, sourceCommit, behind } = sync;
  if (state === 'synced' && (!behind || !sourceCommit)) {
    return [
      commit
        ? t('sync.say.synced', { commit: shortCommit(commit) })
        : t('sync.say.syncedPlain'),
    ];
  }
  if (!commit) {
    return [];
  }
  const since = parseTime(behind?.since);
  if (!since || !sourceCommit) {
    return [t('sync.say.live', { commit: shortCommit(commit) })];
  }
  const words = {
    commit: shortCommit(commit),
    sourceCommit: shortCommit(sourceCommit),
    time: formatTime(since, now, locale),
  };
  const { distance } = behind ?? {};
  return [
    distance && !distance.atLeast
      ? t('sync.say.behindBy', { ...words, count: distance.commits })
      : t('sync.say.behind', words),
  ];
}

/** A sentence over a list of package syncs, and those that it counts. */
export interface SyncSentence {
  text: string;
  tone?: Tone;
  filter?: SyncFilter;
}

/** What a colleague would say of many package syncs, by their states. */
export function syncListSentences(
  t: PageTranslation,
  states: readonly SyncStateCount[],
): SyncSentence[] {
  const count = (...wanted: SyncStateCount['state'][]) =>
    states
      .filter(({ state }) => wanted.includes(state))
      .reduce((sum, { total }) => sum + total, 0);
  const total = states.reduce((sum, item) => sum + item.total, 0);
  const synced = count('synced');
  if (!total) {
    return [];
  }
  if (synced === total) {
    return [{ text: t('syncs.say.allSynced', { count: total }), tone: 'good' }];
  }
  const errors = count('error');
  const stalled = count('stalled');
  const moving = count('pending', 'reconciling');
  const unknown = total - synced - errors - stalled - moving;
  return [
    { text: t('syncs.say.total', { count: total }) },
    ...(errors
      ? [
          {
            text: t('syncs.say.error', { count: errors }),
            tone: 'broken' as const,
            filter: { state: ['error' as const] },
          },
        ]
      : []),
    ...(stalled
      ? [
          {
            text: t('syncs.say.stalled', { count: stalled }),
            tone: 'broken' as const,
            filter: { state: ['stalled' as const] },
          },
        ]
      : []),
    ...(moving
      ? [
          {
            text: t('syncs.say.moving', { count: moving }),
            tone: 'moving' as const,
            filter: { state: ['pending' as const, 'reconciling' as const] },
          },
        ]
      : []),
    ...(unknown
      ? [
          {
            text: t('syncs.say.unknown', { count: unknown }),
            tone: 'unknown' as const,
            filter: {
              state: [
                'not-installed' as const,
                'not-configured' as const,
                'unknown' as const,
              ],
            },
          },
        ]
      : []),
    ...(synced
      ? [
          {
            text: t('syncs.say.synced', { count: synced }),
            tone: 'good' as const,
            filter: { state: ['synced' as const] },
          },
        ]
      : []),
  ];
}
