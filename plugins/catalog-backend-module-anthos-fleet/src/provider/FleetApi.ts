import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ForwardedError, ResponseError } from '@backstage/errors';
import {
  DefaultApiClient,
  parseClusterRef,
  type Cluster,
  type ClusterRef,
  type Overview,
  type RequestOptions,
  type TypedResponse,
} from 'backstage-plugin-anthos-fleet-common';

/** A cluster of the API, with its identity read. */
export interface ListedCluster {
  ref: ClusterRef;
  cluster: Cluster;
}

/** All pages of the list of clusters. */
export interface ClusterListing {
  clusters: ListedCluster[];
  /** Every page told the same number of clusters, and that many could be read. */
  consistent: boolean;
}

const PAGE_SIZE = 500;
// Far more than a fleet has; a server that never ends its list must not fill the memory.
const MAX_PAGES = 500;
const CALL_DEADLINE_MS = 30_000;

/** Reads the fleet from the anthos-fleet back end, with the rights of the catalog itself. */
export class FleetApi {
  readonly #auth: AuthService;
  readonly #client: DefaultApiClient;
  readonly #signal: AbortSignal;

  /** @param signal - ends every call when the run that this reader serves ends */
  constructor(
    { auth, discovery }: { auth: AuthService; discovery: DiscoveryService },
    signal: AbortSignal,
  ) {
    this.#auth = auth;
    this.#signal = signal;
    this.#client = new DefaultApiClient({
      discoveryApi: discovery,
      fetchApi: {
        fetch: (input, init) =>
          fetch(input, {
            ...init,
            signal: AbortSignal.any([
              signal,
              AbortSignal.timeout(CALL_DEADLINE_MS),
            ]),
          }),
      },
    });
  }

  /** The first thing to ask for: its errors say what is wrong with the back end as a whole. */
  async getOverview(): Promise<Overview> {
    try {
      return await this.#read(options => this.#client.getOverview({}, options));
    } catch (error) {
      throw explain(error);
    }
  }

  async listClusters(): Promise<ClusterListing> {
    const clusters = new Map<string, ListedCluster>();
    const totals = new Set<number>();
    let cursor: string | undefined;
    let pages = 0;
    do {
      if (++pages > MAX_PAGES) {
        throw new Error(
          `The list of clusters did not end after ${MAX_PAGES} pages of ${PAGE_SIZE}`,
        );
      }
      const query = { sort: 'name' as const, limit: PAGE_SIZE, cursor };
      const page = await this.#read(options =>
        this.#client.getClusters({ query }, options),
      );
      totals.add(page.totalItems);
      for (const cluster of page.items) {
        const ref = readRef(cluster);
        if (ref) {
          clusters.set(cluster.ref, { ref, cluster });
        }
      }
      cursor = page.nextCursor;
    } while (cursor);
    return {
      clusters: [...clusters.values()],
      consistent: totals.size === 1 && totals.has(clusters.size),
    };
  }

  async #read<T>(
    call: (options: RequestOptions) => Promise<TypedResponse<T>>,
  ): Promise<T> {
    this.#signal.throwIfAborted();
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'anthos-fleet',
    });
    const response = await call({ token });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return await response.json();
  }
}

function explain(error: unknown): unknown {
  return error instanceof ResponseError && error.statusCode === 404
    ? new ForwardedError(
        'This portal has no anthos-fleet back end; add backstage-plugin-anthos-fleet-backend to it',
        error,
      )
    : new ForwardedError(
        'The fleet could not be read from the anthos-fleet back end; the catalog stays as it is',
        error,
      );
}

// Two releases of the plugins may meet during an upgrade: what this one cannot read is left alone.
function readRef(cluster: Partial<Cluster>): ClusterRef | undefined {
  const readable = cluster.name && cluster.labels && cluster.place;
  return readable && cluster.ref ? parseClusterRef(cluster.ref) : undefined;
}
