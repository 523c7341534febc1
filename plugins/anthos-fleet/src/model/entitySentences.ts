import type {
  Cluster,
  EntityStatus,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetTranslation } from '../translation';
import { formatAgo, parseTime } from './time';
import {
  byUrgency,
  freshnessOfSync,
  hasConfigSync,
  judgeCluster,
} from './verdict';

// More than two reasons are a list, and the list stands right below.
const MAX_REASONS = 2;

interface Clock {
  now: Date;
  locale: string;
}

/** What a colleague would say when asked where a service runs and whether it is up to date there. */
export function entitySentences(
  t: FleetTranslation,
  status: EntityStatus,
  clock: Clock,
): string[] {
  const clusters = status.clusters.map(({ cluster }) => cluster);
  if (!clusters.length) {
    return [];
  }
  const watched = clusters.some(hasConfigSync);
  const reasons = clusters
    .filter(cluster => watched || judgeCluster(cluster).kind !== 'sync')
    .sort(byUrgency)
    .flatMap(cluster => {
      const text = reasonSentence(t, cluster, clock);
      return text ? [text] : [];
    });
  const shown = reasons.slice(0, MAX_REASONS);
  const more = reasons.length - shown.length;
  return [
    ...(watched
      ? [syncSentence(t, status, clusters)]
      : placeSentences(t, status, clusters)),
    ...shown,
    ...(more ? [t('entity.say.more', { count: more })] : []),
  ];
}

/** In sync and known to be so now. */
function isLive(cluster: Cluster): boolean {
  return judgeCluster(cluster).tone === 'good';
}

function syncSentence(
  t: FleetTranslation,
  status: EntityStatus,
  clusters: Cluster[],
): string {
  const total = status.totalClusters;
  if (total === 1) {
    const [{ name }] = clusters;
    return isLive(clusters[0])
      ? t('entity.say.oneSynced', { name })
      : t('entity.say.runsOne', { name });
  }
  // The list is shortened from its healthy end, so what it leaves out is in sync when some of the
  // last ones are; the counts of the whole say it exactly.
  const notLive = clusters.filter(cluster => !isLive(cluster)).length;
  const counted = status.hostings
    .flatMap(hosting => hosting.syncStates)
    .filter(count => count.state === 'synced')
    .reduce((sum, count) => sum + count.total, 0);
  const synced =
    clusters.length === total
      ? total - notLive
      : Math.min(counted, total - notLive);
  if (synced === total) {
    return t('entity.say.allSynced', { total: String(total) });
  }
  return synced
    ? t('entity.say.someSynced', {
        synced: String(synced),
        total: String(total),
      })
    : t('entity.say.noneSynced', { total: String(total) });
}

function placeSentences(
  t: FleetTranslation,
  status: EntityStatus,
  clusters: Cluster[],
): string[] {
  return status.totalClusters === 1
    ? [
        t('entity.say.runsOne', { name: clusters[0].name }),
        t('entity.say.noSyncOne'),
      ]
    : [
        t('entity.say.runs', { total: String(status.totalClusters) }),
        t('entity.say.noSync'),
      ];
}

function reasonSentence(
  t: FleetTranslation,
  cluster: Cluster,
  { now, locale }: Clock,
): string | undefined {
  const { name, configSync, connection } = cluster;
  const verdict = judgeCluster(cluster);
  const ago = (time: string | undefined) => {
    const then = parseTime(time);
    return then && formatAgo(then, now, locale);
  };
  switch (verdict.kind) {
    case 'left-over':
      return t('entity.say.leftOver', { name });
    case 'creating':
      return t('entity.say.creating', { name });
    case 'deleting':
      return undefined;
    case 'silent': {
      const seen = ago(connection.lastSeenAt);
      return seen
        ? t('entity.say.silentSince', { name, ago: seen })
        : t('entity.say.silent', { name });
    }
    default:
  }
  if (configSync.state === 'error') {
    const count = Math.max(1, configSync.errorCount);
    const synced = ago(configSync.lastSyncedAt);
    return synced
      ? t('entity.say.errorsSince', { name, count, ago: synced })
      : t('entity.say.errors', { name, count });
  }
  if (configSync.state === 'stalled') {
    return t('entity.say.stalled', { name });
  }
  if (verdict.lastKnown) {
    const observed = ago(freshnessOfSync(cluster).observedAt);
    return observed
      ? t('entity.say.stale', { name, ago: observed })
      : t('entity.say.neverRead', { name });
  }
  if (verdict.tone === 'moving') {
    return t('entity.say.moving', { name });
  }
  return configSync.state === 'unknown'
    ? t('entity.say.unknown', { name })
    : undefined;
}
