import type { EntityList } from 'backstage-plugin-anthos-fleet-common';
import type { PortalTranslation } from '../portalTranslation';

/** What a colleague would say of somebody's services. */
export function servicesSentence(
  t: PortalTranslation,
  { totalItems, states }: EntityList,
): string {
  const synced = states.find(({ state }) => state === 'synced')?.total ?? 0;
  const count = totalItems - synced;
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
