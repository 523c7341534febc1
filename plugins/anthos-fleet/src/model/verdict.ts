import type { Cluster, Freshness } from 'backstage-plugin-anthos-fleet-common';
import { fade, toneOfSync, TONES, type Tone } from './tone';

/**
 * What to say of a cluster in one word: the state of its sync, or whatever stands in the way of it.
 */
export type VerdictKind =
  | 'left-over'
  | 'creating'
  | 'deleting'
  | 'silent'
  | 'sync';

export interface Verdict {
  kind: VerdictKind;
  tone: Tone;
  /** The value is the last one known; the cluster may have changed since. */
  lastKnown: boolean;
}

/** The freshness that belongs to what is said of a cluster's sync. */
export function freshnessOfSync(cluster: Cluster): Freshness {
  return cluster.freshness.configSync ?? cluster.freshness.hub;
}

/** Whether the sync state can be relied on now: read lately, from a cluster that still reports. */
export function isLastKnown(cluster: Cluster): boolean {
  return (
    freshnessOfSync(cluster).age !== 'fresh' ||
    cluster.freshness.hub.age !== 'fresh' ||
    cluster.connection.state === 'disconnected'
  );
}

/** The time of what is known of a cluster; undefined when nothing was read yet. */
export function knownAt(cluster: Cluster): string | undefined {
  const { age, observedAt } = freshnessOfSync(cluster);
  if (cluster.connection.state === 'disconnected') {
    return cluster.connection.lastSeenAt ?? observedAt;
  }
  return age === 'never' ? undefined : observedAt;
}

/** Whether what one source says of a cluster may have changed since. */
export function isOld(
  cluster: Cluster,
  source: keyof Cluster['freshness'],
): boolean {
  return (
    (cluster.freshness[source] ?? cluster.freshness.hub).age !== 'fresh' ||
    cluster.connection.state === 'disconnected'
  );
}

/** Whether Config Sync looks after the cluster, so that its state says something. */
export function hasConfigSync(cluster: Cluster): boolean {
  const { state } = cluster.configSync;
  return state !== 'not-installed' && state !== 'not-configured';
}

/** Judges a cluster for lists and cards. */
export function judgeCluster(cluster: Cluster): Verdict {
  const lastKnown = isLastKnown(cluster);
  if (cluster.orphaned) {
    return { kind: 'left-over', tone: 'attention', lastKnown };
  }
  if (cluster.lifecycle === 'creating') {
    return { kind: 'creating', tone: 'moving', lastKnown };
  }
  if (cluster.lifecycle === 'deleting') {
    return { kind: 'deleting', tone: 'moving', lastKnown };
  }
  const tone = toneOfSync(cluster.configSync.state);
  if (tone !== 'broken' && cluster.connection.state === 'disconnected') {
    return { kind: 'silent', tone: 'attention', lastKnown };
  }
  return { kind: 'sync', tone: lastKnown ? fade(tone) : tone, lastKnown };
}

/** Whether a person should look at the cluster. */
export function needsAttention(cluster: Cluster): boolean {
  const { tone, lastKnown } = judgeCluster(cluster);
  return tone === 'broken' || tone === 'attention' || lastKnown;
}

/** Sorts clusters so that the ones that need people come first; stable in name and place. */
export function byUrgency(a: Cluster, b: Cluster): number {
  return (
    TONES.indexOf(judgeCluster(a).tone) - TONES.indexOf(judgeCluster(b).tone) ||
    b.configSync.errorCount - a.configSync.errorCount ||
    a.name.localeCompare(b.name) ||
    a.ref.localeCompare(b.ref)
  );
}
