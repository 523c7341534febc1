import type {
  Cluster,
  EntityStatus,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetTranslation } from '../translation';
import { entityView, type EntityOnCluster } from './entityView';
import { formatAgo, formatTime, parseTime } from './time';
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
  given: EntityStatus,
  clock: Clock,
): string[] {
  const { status, onCluster } = entityView(given);
  const clusters = status.clusters.map(({ cluster }) => cluster);
  if (!clusters.length) {
    return [];
  }
  const watched = clusters.some(hasConfigSync);
  const reasons = clusters
    .filter(cluster => watched || judgeCluster(cluster).kind !== 'sync')
    .sort(byUrgency)
    .flatMap(cluster => {
      const text = reasonSentence(
        t,
        cluster,
        onCluster.get(cluster.ref),
        clock,
      );
      return text ? [text] : [];
    });
  const shown = reasons.slice(0, MAX_REASONS);
  const more = reasons.length - shown.length;
  return [
    ...(watched
      ? [syncSentence(t, status, clusters, onCluster.size > 0)]
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
  bySyncs: boolean,
): string {
  const total = status.totalClusters;
  if (total === 1) {
    const [{ name }] = clusters;
    if (!isLive(clusters[0])) {
      return t('entity.say.runsOne', { name });
    }
    return bySyncs
      ? t('entity.live.one', { name })
      : t('entity.say.oneSynced', { name });
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
  const counts = { synced: String(synced), total: String(total) };
  if (synced === total) {
    return bySyncs
      ? t('entity.live.all', counts)
      : t('entity.say.allSynced', counts);
  }
  if (!synced) {
    return bySyncs
      ? t('entity.live.none', counts)
      : t('entity.say.noneSynced', counts);
  }
  return bySyncs
    ? t('entity.live.some', counts)
    : t('entity.say.someSynced', counts);
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
  own: EntityOnCluster | undefined,
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
  const why = own && ownReason(t, name, own, { now, locale });
  if (why) {
    return why;
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

/** Since when an entity's own sync is behind, and what holds it back, as far as either is known. */
function ownReason(
  t: FleetTranslation,
  name: string,
  { sync, error }: EntityOnCluster,
  { now, locale }: Clock,
): string | undefined {
  if (sync.freshness.age !== 'fresh') {
    return undefined;
  }
  const since = parseTime(sync.behind?.since);
  const time = since && formatTime(since, now, locale);
  if (sync.state !== 'error' && sync.state !== 'stalled') {
    const { objects } = sync;
    return sync.state === 'reconciling' && objects
      ? t('entity.live.progress', {
          name,
          ready: String(objects.current),
          total: String(objects.total),
        })
      : undefined;
  }
  const headline = error?.headline.replace(/\.$/, '');
  if (headline) {
    if (!time) {
      return t('entity.live.broken', { name, headline });
    }
    const { distance } = sync.behind ?? {};
    return distance && !distance.atLeast
      ? t('entity.live.behindBy', {
          name,
          time,
          headline,
          count: distance.commits,
        })
      : t('entity.live.behind', { name, time, headline });
  }
  return time && t('entity.live.behindPlain', { name, time });
}
