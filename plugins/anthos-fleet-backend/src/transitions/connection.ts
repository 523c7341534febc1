import type {
  ClusterReading,
  ConnectionState,
} from 'backstage-plugin-anthos-fleet-common';

/** Whether a cluster answers; undefined when nothing was learnt of it. */
export type Answers = 'answering' | 'silent' | undefined;

// Who says no beyond the gateway, says it for the cluster: it is there.
const BEYOND_THE_GATEWAY = ['impersonation', 'rbac', 'api-server'];
const REFUSALS = ['unauthenticated', 'forbidden', 'invalid'];

/** What a reading through the gateway tells. */
export function answersReading({
  outcome,
  refusedBy,
}: Pick<ClusterReading, 'outcome' | 'refusedBy'>): Answers {
  if (outcome === 'rate-limited') {
    // The quota is the fleet's.
    return undefined;
  }
  const refused =
    REFUSALS.includes(outcome) &&
    refusedBy !== undefined &&
    BEYOND_THE_GATEWAY.includes(refusedBy);
  return outcome === 'ok' || refused ? 'answering' : 'silent';
}

/** What the fleet's register tells of a cluster that is not read itself. */
export function answersRegister(
  connection: ConnectionState,
  orphaned: boolean,
): Answers {
  if (orphaned || connection === 'disconnected') {
    return 'silent';
  }
  return connection === 'unknown' ? undefined : 'answering';
}
