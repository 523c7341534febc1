import type { FleetChanges } from 'backstage-plugin-anthos-fleet-common';
import type { PageTranslation } from '../pageTranslation';

/** What a colleague would say of what changed lately, one sentence each. */
export function changeSentences(
  t: PageTranslation,
  { worse, better, truncated, items }: FleetChanges,
): string[] {
  if (!worse && !better) {
    return [
      truncated ? t('overview.changes.tooMany') : t('overview.changes.none'),
    ];
  }
  return [
    ...(worse ? [t('overview.changes.worse', { count: worse })] : []),
    ...(better ? [t('overview.changes.better', { count: better })] : []),
    ...(worse + better > items.length
      ? [t('overview.changes.shown', { count: items.length })]
      : []),
    ...(truncated ? [t('overview.changes.tooMany')] : []),
  ];
}
