import type { FleetChanges } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';

/** What a colleague would say of what changed lately, one sentence each. */
export function changeSentences(
  t: PageTranslation,
  { worse, new: appeared, better, truncated, items }: FleetChanges,
): string[] {
  if (worse + appeared + better === 0) {
    return [
      truncated ? t('overview.changes.tooMany') : t('overview.changes.none'),
    ];
  }
  return [
    ...(worse ? [t('overview.changes.worse', { count: worse })] : []),
    ...(appeared ? [t('overview.changes.new', { count: appeared })] : []),
    ...(better ? [t('overview.changes.better', { count: better })] : []),
    ...(worse + appeared + better > items.length
      ? [t('overview.changes.shown', { count: items.length })]
      : []),
    ...(truncated ? [t('overview.changes.tooMany')] : []),
  ];
}
