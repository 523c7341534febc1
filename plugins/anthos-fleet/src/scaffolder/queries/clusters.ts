import { useApi } from '@backstage/frontend-plugin-api';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import {
  parseClusterRef,
  type Cluster,
} from 'backstage-plugin-anthos-fleet-common';
import { anthosFleetApiRef, type AnthosFleetApi } from '../../api';
import { classifyFailure } from '../../model/failure';
import {
  isOffered,
  offerQuery,
  type ClusterOffer,
} from '../model/clusterOffer';

/** More rows than that nobody reads; the search finds the rest. */
export const MOST_CLUSTERS = 300;

// What the label selector leaves out is read all the same, so reading needs an end of its own.
const MOST_PAGES = 10;

/** The clusters of an offer that match a text, as far as they are read. */
export interface OfferedClusters {
  clusters: Cluster[];
  /** There are more than were read. */
  truncated: boolean;
  /** How many there are; undefined when only some of them were compared with the label selector. */
  total?: number;
}

/** Reads the clusters of an offer, page by page. */
export async function readOfferedClusters(
  api: Pick<AnthosFleetApi, 'getClusters'>,
  offer: ClusterOffer,
  text: string,
  signal?: AbortSignal,
): Promise<OfferedClusters> {
  const query = offerQuery(offer, text);
  const clusters: Cluster[] = [];
  let cursor: string | undefined;
  let pages = 0;
  let listed = 0;
  let totalItems = 0;
  do {
    const page = await api.getClusters(
      { ...query, limit: MOST_CLUSTERS, ...(cursor && { cursor }) },
      { signal },
    );
    clusters.push(...page.items.filter(cluster => isOffered(offer, cluster)));
    listed += page.items.length;
    totalItems = page.totalItems;
    cursor = page.nextCursor;
    pages += 1;
  } while (cursor && pages < MOST_PAGES && clusters.length < MOST_CLUSTERS);
  const truncated = cursor !== undefined || clusters.length > MOST_CLUSTERS;
  return {
    clusters: clusters.slice(0, MOST_CLUSTERS),
    truncated,
    ...(clusters.length === listed && { total: totalItems }),
  };
}

/** The clusters that the template offers; those of the text before stay until the others come. */
export function useOfferedClusters(offer: ClusterOffer, text: string) {
  const api = useApi(anthosFleetApiRef);
  return useQuery({
    queryKey: ['offered-clusters', offer, text],
    queryFn: ({ signal }) => readOfferedClusters(api, offer, text, signal),
    enabled: !offer.problem,
    placeholderData: keepPreviousData,
  });
}

/** What became of a cluster that was chosen and is not listed. */
export type LookedUp =
  | { ref: string; found: Cluster }
  | {
      ref: string;
      lost: 'gone' | 'not-a-ref' | 'hidden' | 'unknown' | 'pending';
    };

function lostBy(error: unknown) {
  switch (classifyFailure(error)) {
    case 'not-found':
      return 'gone';
    case 'forbidden':
      return 'hidden';
    default:
      return 'unknown';
  }
}

/** Looks up a cluster that a list did not have. */
export async function lookUpCluster(
  api: Pick<AnthosFleetApi, 'getCluster'>,
  text: string,
  signal?: AbortSignal,
): Promise<LookedUp> {
  const ref = parseClusterRef(text);
  if (!ref) {
    return { ref: text, lost: 'not-a-ref' };
  }
  try {
    const { cluster } = await api.getCluster(ref, { signal });
    return { ref: text, found: cluster };
  } catch (error) {
    const lost = lostBy(error);
    if (lost === 'unknown') {
      throw error;
    }
    return { ref: text, lost };
  }
}

// A form that was opened with thousands of values by its address must not ask thousands of times.
const MOST_LOOK_UPS = 20;

/** Looks up clusters that were chosen and are not listed. */
export function useChosenClusters(refs: readonly string[]): LookedUp[] {
  const api = useApi(anthosFleetApiRef);
  const answers = useQueries({
    queries: refs.slice(0, MOST_LOOK_UPS).map(ref => ({
      queryKey: ['chosen-cluster', ref],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        lookUpCluster(api, ref, signal),
    })),
  });
  return refs.map((ref, index) => {
    const answer = answers[index];
    if (answer?.data) {
      return answer.data;
    }
    return { ref, lost: !answer || answer.error ? 'unknown' : 'pending' };
  });
}
