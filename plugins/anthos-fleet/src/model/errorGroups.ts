import type {
  ClusterBrief,
  ErrorGroup,
  ErrorGroupDetails,
  ErrorOccurrence,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { filesOf } from './errorFiles';
import { shortCommit } from './links';
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

// Text of the product must not turn into links or formatting where it is pasted.
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

/** An error as Markdown, to be sent to somebody who does not look at this page. */
export function errorMarkdown(
  t: PageTranslation,
  details: ErrorGroupDetails,
  url: string,
  clock: Clock,
): string {
  const { group, occurrences } = details;
  const { code, headline, explanation } = group;
  const files = filesOf(occurrences).map(file => {
    const text = escapeMarkdown(
      file.commit
        ? t('error.fileAt', {
            file: file.path,
            commit: shortCommit(file.commit),
          })
        : file.path,
    );
    return file.url ? `- [${text}](${file.url})` : `- ${text}`;
  });
  const clusters = byCluster(occurrences).map(({ cluster }) => cluster.name);
  const title = [code, headline].filter(Boolean).join(': ');
  const named = (label: string, text: string) =>
    `**${label}:** ${escapeMarkdown(text)}`;
  return [
    `**${escapeMarkdown(title)}**`,
    escapeMarkdown(errorSentences(t, group, clock).join(' ')),
    named(t('error.md.cause'), explanation.cause),
    named(t('error.md.remedy'), explanation.remedy),
    ...(files.length
      ? [`**${t('error.md.files')}:**\n${files.slice(0, 10).join('\n')}`]
      : []),
    ...(clusters.length
      ? [named(t('error.md.where'), clusters.join(', '))]
      : []),
    url,
  ].join('\n\n');
}
