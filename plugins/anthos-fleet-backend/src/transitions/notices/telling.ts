import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { Told } from './Outbox';

/** How things stand for one recipient, and how it is said. */
export interface Standing extends Told {
  /** Something is open, but all of it is muted. */
  silenced: boolean;
  payload: NotificationPayload;
}

/**
 * Whether a recipient should hear how things stand: when it began, when it spread, when it began to
 * come and go, and when it is over. Not when it became less, nor what was over before it was told.
 */
export function isWorthTelling(
  told: Told | undefined,
  now: Standing,
  again: boolean,
): boolean {
  if (!now.open) {
    return told?.open === true;
  }
  if (now.silenced) {
    return false;
  }
  if (!told?.open || again) {
    return true;
  }
  if (now.flapping) {
    return !told.flapping;
  }
  return now.clusters > told.clusters || now.packageSyncs > told.packageSyncs;
}
