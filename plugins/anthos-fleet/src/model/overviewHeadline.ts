import type { Overview, SyncState } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import type { ClusterFilter } from './clusterSearch';
import { formatAgo, parseTime } from './time';
import type { Tone } from './tone';

/** A sentence of a headline, and the clusters that it counts. */
export interface HeadlineSentence {
  text: string;
  tone?: Tone;
  filter?: ClusterFilter;
  /** It counts the causes of errors, not clusters. */
  countsErrors?: boolean;
}

/** Clusters in a sync state. */
export function countSync(overview: Overview, state: SyncState): number {
  return overview.syncStates.find(count => count.state === state)?.total ?? 0;
}

/** Clusters whose agent was not heard of lately. */
export function countSilent(overview: Overview): number {
  return (
    overview.connections.find(count => count.connection === 'disconnected')
      ?.total ?? 0
  );
}

/** Clusters of which only old data is shown, or none yet. */
export function countStale(overview: Overview): number {
  return overview.ages
    .filter(count => count.age !== 'fresh')
    .reduce((sum, count) => sum + count.total, 0);
}

/** What a colleague would say who has just looked at the fleet, the answer first. */
export function overviewHeadline(
  t: PageTranslation,
  overview: Overview,
  clock: { now: Date; locale: string },
): HeadlineSentence[] {
  const total = overview.totalClusters;
  if (!total) {
    return [];
  }
  const sentences: HeadlineSentence[] = [
    { text: sizeSentence(t, overview), filter: {} },
  ];
  const synced = countSync(overview, 'synced');
  const errors = countSync(overview, 'error');
  const stalled = countSync(overview, 'stalled');
  const silent = countSilent(overview);
  const stale = countStale(overview);
  // Synced as of long ago is not a reason to say that all is well.
  if (synced === total && !silent && !stale) {
    sentences.push({ text: t('overview.headline.allSynced'), tone: 'good' });
    return sentences;
  }
  if (synced) {
    sentences.push({
      text: t('overview.headline.synced', { count: synced }),
      filter: { syncState: ['synced'] },
    });
  }
  if (errors) {
    sentences.push({
      text: t('overview.headline.errors', { count: errors }),
      tone: 'broken',
      filter: { syncState: ['error'] },
    });
  }
  if (stalled) {
    sentences.push({
      text: t('overview.headline.stalled', { count: stalled }),
      tone: 'broken',
      filter: { syncState: ['stalled'] },
    });
  }
  if (overview.openErrorGroups) {
    sentences.push({
      text: t('overview.headline.causes', { count: overview.openErrorGroups }),
      tone: 'broken',
      countsErrors: true,
    });
  }
  if (silent) {
    sentences.push({
      text: silentSentence(t, overview, silent, clock),
      tone: 'attention',
      filter: { connection: ['disconnected'] },
    });
  }
  if (stale) {
    sentences.push({
      text: t('overview.headline.stale', { count: stale }),
      tone: 'attention',
      filter: { age: ['stale', 'never'] },
    });
  }
  return sentences;
}

function sizeSentence(t: PageTranslation, overview: Overview): string {
  const total = overview.totalClusters;
  const kinds = overview.hostings.filter(count => count.total > 0);
  if (kinds.length !== 1) {
    return t('overview.headline.kinds', {
      total: String(total),
      kinds: String(kinds.length),
    });
  }
  const hosting = t(`hosting.${kinds[0].hosting}`);
  return total === 1
    ? t('overview.headline.one', { hosting })
    : t('overview.headline.oneKind', { total: String(total), hosting });
}

function silentSentence(
  t: PageTranslation,
  overview: Overview,
  count: number,
  clock: { now: Date; locale: string },
): string {
  const named = overview.attention.filter(
    cluster => cluster.connection.state === 'disconnected',
  );
  const lastSeen =
    count === 1 && named.length === 1
      ? parseTime(named[0].connection.lastSeenAt)
      : undefined;
  return lastSeen
    ? t('overview.headline.silentSince', {
        ago: formatAgo(lastSeen, clock.now, clock.locale),
      })
    : t('overview.headline.silent', { count });
}
