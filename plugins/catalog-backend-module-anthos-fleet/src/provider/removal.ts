import {
  parseClusterRef,
  type Overview,
} from 'backstage-plugin-anthos-fleet-common';
import type { ClusterListing } from 'backstage-plugin-anthos-fleet-node';

/**
 * Tells why the absence of a cluster from the listing is no proof that the cluster is gone.
 *
 * @returns the reason in words, or undefined when it is proof
 */
export type KeepReason = (clusterRef: string) => string | undefined;

/**
 * A cluster is gone only if the listing is complete and the last sweep of its fleet read its
 * location. The overview must have been read before the listing: then the sweep that it tells of
 * is in the listing, even if the store is emptied in between.
 */
export function reasonsToKeep(
  overview: Overview,
  listing: ClusterListing,
): KeepReason {
  const general = reasonToKeepAll(overview, listing);
  if (general) {
    return () => general;
  }
  const fleets = new Map(overview.fleets.map(fleet => [fleet.fleet, fleet]));
  const perFleet = new Map(
    overview.fleets.map(fleet => [fleet.fleet, reasonToKeepFleet(fleet)]),
  );
  // A fleet that is not there at all is no longer configured, if the others can be trusted.
  const doubtful = overview.fleets.find(({ fleet }) => perFleet.get(fleet));
  const unlisted =
    doubtful &&
    `fleet ${doubtful.fleet} has no good sweep, so the list of fleets is not relied on`;

  return clusterRef => {
    const ref = parseClusterRef(clusterRef);
    const fleet = ref && fleets.get(ref.project);
    if (!fleet) {
      return unlisted;
    }
    return fleet.unansweredLocations.includes(ref.location)
      ? `location ${ref.location} of fleet ${fleet.fleet} did not answer the last sweep`
      : perFleet.get(fleet.fleet);
  };
}

function reasonToKeepAll(
  overview: Overview,
  listing: ClusterListing,
): string | undefined {
  if (!overview.configured || overview.fleets.length === 0) {
    return 'no fleet is configured';
  }
  if (
    !listing.consistent ||
    listing.clusters.length !== overview.totalClusters
  ) {
    return 'the list of clusters changed while it was read, or part of it could not be read';
  }
  return undefined;
}

function reasonToKeepFleet({
  fleet,
  finishedAt,
  sources,
}: Overview['fleets'][number]): string | undefined {
  const hub = sources.find(({ source }) => source === 'hub');
  if (!finishedAt || !hub) {
    return `fleet ${fleet} was not swept yet`;
  }
  return hub.freshness.outcome === 'ok'
    ? undefined
    : `the last sweep of fleet ${fleet} ended with '${hub.freshness.outcome}'`;
}
