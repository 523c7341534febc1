import type { Cluster, Outcome } from 'backstage-plugin-anthos-fleet-common';

const SILENT: readonly Outcome[] = ['timeout', 'unreachable'];

/** Whether a cluster is known not to answer, so that asking it would only make a page wait. */
export function unreachable({ connection, freshness }: Cluster): boolean {
  return (
    connection.state === 'disconnected' ||
    (freshness.gateway !== undefined &&
      SILENT.includes(freshness.gateway.outcome))
  );
}

/** Whether there is nothing to see on a cluster: it is gone, not there yet, or manages others. */
export function runsNothing({ orphaned, admin, lifecycle }: Cluster): boolean {
  return (
    orphaned ||
    admin === true ||
    lifecycle === 'creating' ||
    lifecycle === 'deleting'
  );
}
