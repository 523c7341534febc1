import type {
  ClusterBrief,
  ErrorGroup,
  ErrorOccurrence,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { formatTime, parseTime } from './time';

interface Clock {
  now: Date;
  locale: string;
}

/** Occurrences on one cluster. */
export interface ClusterOccurrences {
  cluster: ClusterBrief;
  occurrences: ErrorOccurrence[];
}

/** Sorts occurrences by cluster, in the order in which they came. */
export function byCluster(
  occurrences: readonly ErrorOccurrence[],
): ClusterOccurrences[] {
  const clusters = new Map<string, ClusterOccurrences>();
  for (const occurrence of occurrences) {
    const { cluster } = occurrence;
    const group = clusters.get(cluster.ref);
    if (group) {
      group.occurrences.push(occurrence);
    } else {
      clusters.set(cluster.ref, { cluster, occurrences: [occurrence] });
    }
  }
  return [...clusters.values()];
}

/** What a colleague would say of an error: how much it breaks, and since when. */
export function errorSentences(
  t: PageTranslation,
  group: ErrorGroup,
  { now, locale }: Clock,
): string[] {
  const at = (time: string) => formatTime(parseTime(time) ?? now, now, locale);
  if (!group.open) {
    return [
      t('error.say.healed', {
        from: at(group.firstSeenAt),
        to: at(group.lastSeenAt),
      }),
    ];
  }
  const held = group.heldBackObjects ?? 0;
  return [
    t('error.say.open', {
      syncs: t('errors.say.syncs', { count: group.totalPackageSyncs }),
      clusters: t('errors.say.clusters', { count: group.totalClusters }),
      time: at(group.firstSeenAt),
    }),
    ...(held ? [t('error.say.held', { count: held })] : []),
  ];
}
