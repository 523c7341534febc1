import type { SyncStateCount } from 'backstage-plugin-anthos-fleet-common';
import type { FleetTranslation } from '../translation';

/** How many clusters are in a state, as words that fit one and many. */
export function legendWord(t: FleetTranslation, count: SyncStateCount): string {
  const total = String(count.total);
  return count.state === 'error'
    ? t('legend.errors', { total })
    : t('legend.state', { total, state: t(`sync.${count.state}`) });
}
