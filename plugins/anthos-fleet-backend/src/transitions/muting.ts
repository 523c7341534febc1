import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';

/** What a notification would be about. */
export interface MutableFact {
  /** Absent when it is about a cluster as such. */
  fingerprint?: string;
  /** `project/location/name`. */
  cluster: string;
  /** All namespaces that it speaks of. */
  namespaces: string[];
}

/**
 * Whether nobody is to be told of something. A mute matches when all that it names matches; several
 * mutes together silence what speaks of several namespaces, when each namespace is muted.
 */
export function isMuted(
  { fingerprint, cluster, namespaces }: MutableFact,
  targets: MuteTarget[],
): boolean {
  const matching = targets.filter(
    target =>
      (target.fingerprint === undefined ||
        target.fingerprint === fingerprint) &&
      (target.cluster === undefined || target.cluster === cluster),
  );
  if (matching.some(target => target.namespace === undefined)) {
    return true;
  }
  return (
    namespaces.length > 0 &&
    namespaces.every(namespace =>
      matching.some(target => target.namespace === namespace),
    )
  );
}
