import { Readable } from 'node:stream';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  anthosFleetClusterReadPermission,
  SEARCH_TYPE_CLUSTER,
  type ClusterSearchFacts,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterDescription,
  clusterTitles,
  type ListedCluster,
} from 'backstage-plugin-anthos-fleet-node';
import { ownRights, path, type CollatorOptions } from './CollatorOptions';

type ClusterDocument = IndexableDocument & ClusterSearchFacts;

/** Reads every cluster, for search. */
export class ClusterCollatorFactory implements DocumentCollatorFactory {
  readonly type = SEARCH_TYPE_CLUSTER;
  readonly visibilityPermission = anthosFleetClusterReadPermission;
  readonly #options: CollatorOptions;

  constructor(options: CollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<ClusterDocument> {
    const { auth, fleet, fleetPath } = this.#options;
    // Its errors say what is wrong with the back end as a whole.
    await fleet.getOverview(await ownRights(auth));
    const { clusters } = await fleet.listClusters(await ownRights(auth));
    const titles = clusterTitles(clusters.map(({ cluster }) => cluster));
    for (const listed of clusters) {
      const title = titles.get(listed.cluster.ref) ?? listed.cluster.name;
      yield toDocument(listed, title, fleetPath);
    }
  }
}

function toDocument(
  { ref, cluster }: ListedCluster,
  title: string,
  fleetPath: string,
): ClusterDocument {
  const { place, configSync, connection } = cluster;
  const { hub, configSync: source = hub } = cluster.freshness;
  const where = place.site ?? place.zone ?? place.region;
  const { observedAt } = source;
  return {
    title,
    text: textOf(cluster),
    location: `${fleetPath}/clusters/${path(
      ref.project,
      ref.location,
      ref.name,
    )}`,
    authorization: { resourceRef: cluster.ref },
    fleet: cluster.fleet,
    hosting: cluster.hosting,
    platform: cluster.platform,
    ...(where && { place: where }),
    state: configSync.state,
    ...(observedAt && { observedAt }),
    lastKnown:
      source.age !== 'fresh' ||
      hub.age !== 'fresh' ||
      connection.state === 'disconnected',
  };
}

function textOf(cluster: ListedCluster['cluster']): string {
  const { place } = cluster;
  const words = [
    clusterDescription(cluster),
    cluster.name,
    place.region,
    place.zone,
    place.site,
    cluster.hosting,
    cluster.platform,
    cluster.fleet,
    cluster.kubernetesVersion,
    cluster.configSync.state,
    ...Object.entries(cluster.labels).map(([key, value]) => `${key}=${value}`),
  ];
  return [...new Set(words.filter(Boolean))].join(', ');
}
