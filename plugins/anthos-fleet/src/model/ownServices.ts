import type {
  EntityList,
  SyncState,
  SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import type { PortalTranslation } from '../portalTranslation';

/** How many are in a state. */
export function countIn(
  counts: readonly SyncStateCount[],
  state: SyncState,
): number {
  return counts.find(count => count.state === state)?.total ?? 0;
}

/** What a colleague would say of somebody's services. */
export function servicesSentence(
  t: PortalTranslation,
  { totalItems, states }: EntityList,
): string {
  const count = totalItems - countIn(states, 'synced');
  if (count === 0) {
    return t('home.services.allInSync', { count: totalItems });
  }
  if (totalItems === 1) {
    return t('home.services.onlyOne');
  }
  const total = String(totalItems);
  return count === totalItems
    ? t('home.services.noneInSync', { total })
    : t('home.services.notInSync', { count, total });
}
