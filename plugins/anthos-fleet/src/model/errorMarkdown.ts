import type {
  ErrorGroup,
  ErrorOccurrence,
} from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';
import { filesOf, sampleOf } from './errorFiles';
import { byCluster, errorSentences } from './errorGroups';
import { shortCommit } from './links';
import { escapeMarkdown, markdownCode, markdownLink } from './markdown';
import { splitRemedy } from './remedy';
import { formatFull, parseTime } from './time';

const MAX_FILES = 10;

/** An error group, with its occurrences where they are known. */
export interface ToldError {
  group: ErrorGroup;
  occurrences?: readonly ErrorOccurrence[];
}

/** An error as Markdown, to be sent to somebody who does not look at this page. */
export function errorMarkdown(
  t: PageTranslation,
  { group, occurrences = [] }: ToldError,
  /** The page of the group. */
  url: string,
  clock: { now: Date; locale: string },
): string {
  const { code, headline, explanation } = group;
  const since = parseTime(group.firstSeenAt);
  const remedy = splitRemedy(explanation.remedy);
  const files = filesOf(occurrences.length ? occurrences : sampleOf(group));
  const title = [code, headline].filter(Boolean).join(': ');
  const field = (label: string, text: string | undefined) =>
    text ? [`**${label}:** ${escapeMarkdown(text)}`] : [];
  return [
    `**${escapeMarkdown(title)}**`,
    escapeMarkdown(errorSentences(t, group, clock).join(' ')),
    ...field(t('error.cause'), explanation.cause),
    ...field(t('error.remedy'), remedy.text),
    ...(remedy.code ? [markdownCode(remedy.code)] : []),
    ...(files.length
      ? [
          `**${t('error.section.files')}:**\n${files
            .slice(0, MAX_FILES)
            .map(file => `- ${fileMarkdown(t, file)}`)
            .join('\n')}`,
        ]
      : []),
    ...field(t('error.md.where'), clusterNames(t, group, occurrences)),
    // Whoever reads this does so later, and perhaps in another time zone.
    ...field(t('error.firstSeen'), since && formatFull(since, clock.locale)),
    url,
  ].join('\n\n');
}

function fileMarkdown(
  t: PageTranslation,
  { path, commit, url }: ReturnType<typeof filesOf>[number],
): string {
  const text = commit
    ? t('error.fileAt', { file: path, commit: shortCommit(commit) })
    : path;
  return url ? markdownLink(text, url) : escapeMarkdown(text);
}

function clusterNames(
  t: PageTranslation,
  group: ErrorGroup,
  occurrences: readonly ErrorOccurrence[],
): string {
  const known = byCluster(occurrences).map(({ cluster }) => cluster);
  const clusters =
    known.length > group.clusters.length ? known : group.clusters;
  const names = clusters.map(({ name }) => name).join(', ');
  const more = group.totalClusters - clusters.length;
  return names && more > 0 ? t('error.md.more', { names, count: more }) : names;
}
