import type {
  CommitDetails,
  CommitLag,
} from 'backstage-plugin-anthos-fleet-common';
import type { FleetTranslation } from '../translation';
import { formatAgo, formatTime, parseTime } from './time';

interface Clock {
  now: Date;
  locale: string;
}

/** Who made a commit, when and why, as far as its host tells. */
export function commitMade(
  t: FleetTranslation,
  { author, committedAt, subject }: CommitDetails,
  { now, locale }: Clock,
): string {
  const at = parseTime(committedAt);
  const ago = at && formatAgo(at, now, locale);
  return author && ago && subject
    ? t('commit.made', { author, ago, subject })
    : [author, ago, subject].filter(Boolean).join(', ');
}

/** Since when what is live is behind, and how far where the host of its source tells. */
export function behindWord(
  t: FleetTranslation,
  { since, distance }: CommitLag,
  { now, locale }: Clock,
): string {
  const from = parseTime(since);
  const time = from ? formatTime(from, now, locale) : since;
  if (!distance) {
    return t('entity.behindSince', { time });
  }
  const { commits, atLeast } = distance;
  return atLeast
    ? t('entity.behindByAtLeast', { commits: String(commits), time })
    : t('entity.behindBy', { count: commits, time });
}
