import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { observedSync, syncError } from '../../__testUtils__/clusterReadings';
import { observedCluster } from '../../__testUtils__/readings';

/** Eight clusters of a fleet. */
export const CLUSTERS = Array.from({ length: 8 }, (_, at) =>
  observedCluster(`dc${at}-prod`),
);

/** A package sync of a namespace with one error. */
export function broken(namespace: string, fingerprint = 'f1') {
  return observedSync({
    namespace,
    state: 'error',
    errors: [syncError(fingerprint)],
  });
}

/** The same without it. */
export function synced(namespace: string) {
  return observedSync({ namespace });
}

/** Recipient and title of each notification, by recipient. */
export function brief(sent: NotificationSendOptions[]): [unknown, string][] {
  return sent
    .map(({ recipients, payload }): [unknown, string] => [
      recipients.type === 'entity' && recipients.entityRef,
      payload.title,
    ])
    .sort(([left], [right]) => String(left).localeCompare(String(right)));
}
