import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type {
  AuthMetadata,
  ClusterDetails,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';
import {
  connectGatewayUrl,
  type Cluster,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterEntityName,
  clusterTitles,
  type AnthosFleetService,
  type ListedCluster,
} from 'backstage-plugin-anthos-fleet-node';
import { LRUCache } from 'lru-cache';
import type { FleetAccess, KubernetesModuleConfig } from './config';
import type { FleetTokens } from './FleetTokens';
import { runsNothing, unreachable } from './reachable';

/** What the fleet says, before anybody's token is added. */
interface FleetView {
  clusters: ListedCluster[];
  titles: Map<string, string>;
  /** Number of the fleet host project by its ID. */
  projectNumbers: Map<string, string | undefined>;
}

export interface FleetClusterSupplierOptions {
  config: KubernetesModuleConfig;
  fleet: AnthosFleetService;
  tokens: Pick<FleetTokens, 'get'>;
  logger: LoggerService;
  /** The clusters that are configured elsewhere. */
  others: KubernetesClustersSupplier;
}

// Every view of an entity asks for the clusters; their list hardly changes while one looks.
const VIEW_MAX_AGE_MS = 15_000;
const MAX_VIEWS = 200;

/**
 * The clusters of the fleets that the caller may read, behind those that are configured elsewhere.
 * A fleet that cannot be read costs its own clusters only.
 */
export class FleetClusterSupplier implements KubernetesClustersSupplier {
  readonly #options: FleetClusterSupplierOptions;
  readonly #views = new LRUCache<string, Promise<FleetView>>({
    max: MAX_VIEWS,
    ttl: VIEW_MAX_AGE_MS,
  });
  readonly #lastProblems = new Map<string, string>();

  constructor(options: FleetClusterSupplierOptions) {
    this.#options = options;
  }

  async getClusters(options: {
    credentials: BackstageCredentials;
  }): Promise<ClusterDetails[]> {
    const [others, ofFleet] = await Promise.all([
      this.#options.others.getClusters(options),
      this.fleetClusters(options.credentials),
    ]);
    const taken = new Set(others.map(({ name }) => name));
    return [...others, ...ofFleet.filter(({ name }) => !taken.has(name))];
  }

  /** The clusters of the fleets alone. */
  async fleetClusters(
    credentials: BackstageCredentials,
  ): Promise<ClusterDetails[]> {
    const { config } = this.#options;
    const view = await this.#told('clusters', () => this.#view(credentials));
    if (!view) {
      return [];
    }
    const perFleet = await Promise.all(
      config.fleets.map(async fleet => {
        const authMetadata = await this.#told(fleet.project, () =>
          this.#authMetadata(fleet),
        );
        return authMetadata
          ? view.clusters
              .filter(({ ref }) => ref.project === fleet.project)
              .filter(({ cluster }) => this.#offered(cluster))
              .map(listed => this.#details(listed, view, fleet, authMetadata))
          : [];
      }),
    );
    return perFleet.flat();
  }

  #offered(cluster: Cluster): boolean {
    const { keepUnreachable } = this.#options.config;
    return !runsNothing(cluster) && (keepUnreachable || !unreachable(cluster));
  }

  #details(
    { ref, cluster }: ListedCluster,
    { titles, projectNumbers }: FleetView,
    fleet: FleetAccess,
    authMetadata: AuthMetadata,
  ): ClusterDetails {
    return {
      name: clusterEntityName(ref),
      title: titles.get(cluster.ref) ?? cluster.name,
      url: connectGatewayUrl({
        endpoint: fleet.endpoint,
        project: projectNumbers.get(ref.project) ?? ref.project,
        location: ref.location,
        name: ref.name,
        direct: cluster.connection.state === 'direct',
      }),
      authMetadata,
      skipMetricsLookup: !this.#options.config.metrics,
      ...(fleet.caFile ? { caFile: fleet.caFile } : {}),
    };
  }

  async #authMetadata(fleet: FleetAccess): Promise<AuthMetadata> {
    const { config, tokens } = this.#options;
    if (config.credentials === 'user') {
      return { [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: 'google' };
    }
    // An authentication strategy of our own would replace those of all other clusters. This one is
    // built in, takes the token from here, and shows nothing of it to browsers.
    return {
      [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: 'serviceAccount',
      serviceAccountToken: await tokens.get(fleet),
    };
  }

  #view(credentials: BackstageCredentials): Promise<FleetView> {
    const key = JSON.stringify(credentials.principal);
    let view = this.#views.get(key);
    if (!view) {
      view = this.#readView(credentials);
      this.#views.set(key, view);
      view.catch(() => this.#views.delete(key));
    }
    return view;
  }

  async #readView(credentials: BackstageCredentials): Promise<FleetView> {
    const { fleet } = this.#options;
    const [overview, { clusters }] = await Promise.all([
      fleet.getOverview({ credentials }),
      fleet.listClusters({ credentials }),
    ]);
    return {
      clusters,
      titles: clusterTitles(clusters.map(({ cluster }) => cluster)),
      projectNumbers: new Map(
        overview.fleets.map(({ fleet: project, projectNumber }) => [
          project,
          projectNumber,
        ]),
      ),
    };
  }

  /** Logs a problem when it begins or changes, and goes on without the answer. */
  async #told<T>(what: string, ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await ask();
      this.#lastProblems.delete(what);
      return answer;
    } catch (error) {
      const problem = stringifyError(error);
      if (this.#lastProblems.get(what) !== problem) {
        this.#lastProblems.set(what, problem);
        this.#options.logger.warn(
          `Clusters of the fleet are missing in the Kubernetes plugin (${what}): ${problem}`,
        );
      }
      return undefined;
    }
  }
}
