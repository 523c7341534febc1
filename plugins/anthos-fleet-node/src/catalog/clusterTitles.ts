import type { Cluster } from 'backstage-plugin-anthos-fleet-common';

function placeOf({ place, location }: Cluster): string {
  return place.site ?? place.zone ?? place.region ?? location;
}

// From the most telling distinction to the one that always tells clusters apart.
const DISTINCTIONS: Array<(cluster: Cluster) => string> = [
  placeOf,
  cluster => cluster.location,
  cluster => `${cluster.fleet}/${cluster.location}`,
];

/**
 * Title per cluster ref: the name, and where clusters share a name also what tells them apart.
 *
 * @public
 */
export function clusterTitles(clusters: Cluster[]): Map<string, string> {
  const namesakes = new Map<string, Cluster[]>();
  for (const cluster of clusters) {
    const sameName = namesakes.get(cluster.name);
    if (sameName) {
      sameName.push(cluster);
    } else {
      namesakes.set(cluster.name, [cluster]);
    }
  }
  return new Map([...namesakes.values()].flatMap(titlesOfNamesakes));
}

function titlesOfNamesakes(clusters: Cluster[]): Array<[string, string]> {
  if (clusters.length === 1) {
    return [[clusters[0].ref, clusters[0].name]];
  }
  const distinction =
    DISTINCTIONS.find(
      distinguish =>
        new Set(clusters.map(distinguish)).size === clusters.length,
    ) ?? DISTINCTIONS[DISTINCTIONS.length - 1];
  return clusters.map(cluster => [
    cluster.ref,
    `${cluster.name} (${distinction(cluster)})`,
  ]);
}
