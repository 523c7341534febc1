import type { Cluster, Hosting } from 'backstage-plugin-anthos-fleet-common';

/** Kinds of hosting in the order in which people read them. */
export const HOSTINGS: readonly Hosting[] = [
  'on-prem',
  'gcp',
  'aws',
  'azure',
  'edge',
  'unknown',
];

/**
 * Where a cluster stands, in the words that people use for it: the site of machines that the
 * company runs, the zone or region of a cloud's. Undefined when nobody said.
 */
export function placeOf(cluster: Pick<Cluster, 'place'>): string | undefined {
  const { site, zone, region } = cluster.place;
  return site ?? zone ?? region;
}

/** The names that several of the clusters share, so that a row must say which one it is. */
export function sharedNames(
  clusters: readonly { name: string }[],
): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of clusters) {
    (seen.has(name) ? shared : seen).add(name);
  }
  return shared;
}
