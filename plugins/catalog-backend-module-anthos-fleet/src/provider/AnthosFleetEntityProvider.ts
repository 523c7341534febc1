import type {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type {
  CatalogService,
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  clusterTitles,
  type AnthosFleetService,
  type ListedCluster,
} from 'backstage-plugin-anthos-fleet-node';
import {
  clusterEntity,
  validateClusterEntity,
  withConsoleLink,
  withDigest,
  type EntityRules,
} from '../entity';
import {
  computeDelta,
  type Delta,
  type DesiredCluster,
  type Emission,
} from './delta';
import { readKnownClusters } from './knownClusters';
import { reasonsToKeep } from './removal';

const PROVIDER_NAME = 'anthos-fleet';

export interface AnthosFleetEntityProviderOptions {
  rules: EntityRules;
  taskRunner: SchedulerServiceTaskRunner;
  auth: AuthService;
  catalog: CatalogService;
  fleet: AnthosFleetService;
  logger: LoggerService;
}

/**
 * Keeps one catalog entity per cluster. It remembers nothing that matters: what is in the catalog is
 * asked of the catalog, so a restart or another replica starts where the last run ended.
 */
export class AnthosFleetEntityProvider implements EntityProvider {
  readonly #options: AnthosFleetEntityProviderOptions;
  readonly #logger: LoggerService;
  #lastKept = '';

  constructor(options: AnthosFleetEntityProviderOptions) {
    this.#options = options;
    this.#logger = options.logger.child({ provider: PROVIDER_NAME });
  }

  getProviderName(): string {
    return PROVIDER_NAME;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    await this.#options.taskRunner.run({
      id: `${PROVIDER_NAME}:compare`,
      fn: signal => this.#run(connection, signal),
    });
  }

  async #run(
    connection: EntityProviderConnection,
    signal: AbortSignal,
  ): Promise<void> {
    const { auth, fleet } = this.#options;
    const options = {
      credentials: await auth.getOwnServiceCredentials(),
      signal,
    };
    const overview = await fleet.getOverview(options);
    if (!overview.configured) {
      this.#logger.debug('No fleet is configured, the catalog stays as it is');
      return;
    }
    const listing = await fleet.listClusters(options);
    const known = await readKnownClusters(this.#options, signal);
    const delta = computeDelta(
      this.#desired(listing.clusters),
      known,
      reasonsToKeep(overview, listing),
    );
    await this.#apply(connection, delta);
  }

  #desired(clusters: ListedCluster[]): DesiredCluster[] {
    const titles = clusterTitles(clusters.map(({ cluster }) => cluster));
    return clusters.map(({ ref, cluster }) => ({
      ref,
      clusterRef: cluster.ref,
      entity: withConsoleLink(
        clusterEntity(
          cluster,
          ref,
          titles.get(cluster.ref) ?? cluster.name,
          this.#options.rules,
        ),
        cluster.consoleUrl,
      ),
    }));
  }

  async #apply(
    connection: EntityProviderConnection,
    { emitted, removed, kept }: Delta,
  ): Promise<void> {
    this.#reportKept(kept);
    if (emitted.length === 0 && removed.length === 0) {
      return;
    }
    const added = await Promise.all(
      emitted.map(emission => this.#checked(emission)),
    );
    await connection.applyMutation({
      type: 'delta',
      added: added.flat(),
      removed: removed.map(entityRef => ({
        entityRef,
        locationKey: PROVIDER_NAME,
      })),
    });
    const count = (change: Emission['change']) =>
      emitted.filter(emission => emission.change === change).length;
    this.#logger.info(
      `Clusters in the catalog: ${count('added')} added, ${count(
        'changed',
      )} changed, ${removed.length} removed`,
    );
  }

  /** Says why entities stay when that begins or changes, not on every run. */
  #reportKept(kept: Delta['kept']) {
    const messages = Array.from(
      kept,
      ([reason, count]) =>
        `Keeping ${count} cluster entities that the fleet does not list: ${reason}`,
    );
    const report = messages.join('\n');
    if (report !== this.#lastKept) {
      messages.forEach(message => this.#logger.warn(message));
      this.#lastKept = report;
    }
  }

  /** The entity as the catalog takes it, or nothing when the catalog would refuse it. */
  async #checked({
    clusterRef,
    entity,
    digest,
  }: Emission): Promise<DeferredEntity[]> {
    const complete = withDigest(entity, digest);
    try {
      await validateClusterEntity(complete);
    } catch (error) {
      this.#logger.error(
        `Cluster ${clusterRef} has no valid catalog entity: ${error}`,
      );
      return [];
    }
    return [{ entity: complete, locationKey: PROVIDER_NAME }];
  }
}
