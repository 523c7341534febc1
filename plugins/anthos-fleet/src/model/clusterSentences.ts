import type { Cluster } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { shortCommit } from './links';
import { formatAgo, parseTime } from './time';
import { judgeCluster } from './verdict';

/** What a colleague would say of one cluster: first what stands in the way, then its sync. */
export function clusterSentences(
  t: PageTranslation,
  cluster: Cluster,
  clock: { now: Date; locale: string },
): string[] {
  const { lifecycle, connection, orphaned } = cluster;
  if (orphaned) {
    return [t('cluster.notice.orphaned.title').concat('.')];
  }
  if (lifecycle === 'creating') {
    return [t('cluster.say.creating')];
  }
  if (lifecycle === 'deleting') {
    return [t('cluster.say.deleting')];
  }
  const sentences = syncSentences(t, cluster);
  if (connection.state === 'disconnected') {
    const seen = parseTime(connection.lastSeenAt);
    sentences.unshift(
      seen
        ? t('cluster.say.silent', {
            ago: formatAgo(seen, clock.now, clock.locale),
          })
        : t('cluster.say.silentPlain'),
    );
  }
  return sentences;
}

function syncSentences(t: PageTranslation, cluster: Cluster): string[] {
  const { state, commit, sourceCommit, errorCount } = cluster.configSync;
  const behind =
    commit && sourceCommit && commit !== sourceCommit
      ? [
          t('cluster.say.behind', {
            commit: shortCommit(commit),
            sourceCommit: shortCommit(sourceCommit),
          }),
        ]
      : [];
  switch (state) {
    case 'synced':
      if (judgeCluster(cluster).lastKnown) {
        return [];
      }
      return [
        commit
          ? t('cluster.say.syncedAt', { commit: shortCommit(commit) })
          : t('cluster.say.synced'),
      ];
    case 'pending':
    case 'reconciling':
      return [
        sourceCommit
          ? t('cluster.say.moving', { sourceCommit: shortCommit(sourceCommit) })
          : t('cluster.say.movingPlain'),
      ];
    case 'error':
      return [
        t('cluster.say.errors', { count: Math.max(1, errorCount) }),
        ...behind,
      ];
    case 'stalled':
      return [t('cluster.say.stalled'), ...behind];
    case 'not-installed':
      return [t('cluster.say.notInstalled')];
    case 'not-configured':
      return [t('cluster.say.notConfigured')];
    default:
      return [t('cluster.say.unknown')];
  }
}
