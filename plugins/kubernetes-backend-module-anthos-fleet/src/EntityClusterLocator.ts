import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type {
  ClusterDetails,
  KubernetesServiceLocator,
  ServiceLocatorRequestContext,
} from '@backstage/plugin-kubernetes-node';
import { parseClusterRef } from 'backstage-plugin-anthos-fleet-common';
import {
  clusterEntityName,
  type AnthosFleetService,
} from 'backstage-plugin-anthos-fleet-node';
import type { FleetClusterSupplier } from './FleetClusterSupplier';

export interface EntityClusterLocatorOptions {
  fleet: AnthosFleetService;
  supplier: FleetClusterSupplier;
  logger: LoggerService;
  /** The locator that is configured for all clusters. */
  others: KubernetesServiceLocator;
}

/**
 * Asks, of the fleet's clusters, only those that an entity runs on. The quota of the Connect
 * Gateway is shared by everybody, and one view of an entity costs a dozen requests per cluster.
 */
export class EntityClusterLocator implements KubernetesServiceLocator {
  readonly #options: EntityClusterLocatorOptions;

  constructor(options: EntityClusterLocatorOptions) {
    this.#options = options;
  }

  async getClustersByEntity(
    entity: Entity,
    context: ServiceLocatorRequestContext,
  ): Promise<{ clusters: ClusterDetails[] }> {
    const { credentials } = context;
    const [{ clusters }, ofFleet, own] = await Promise.all([
      this.#options.others.getClustersByEntity(entity, context),
      this.#options.supplier.fleetClusters(credentials),
      this.#ownClusters(entity, context),
    ]);
    const names = new Set(ofFleet.map(({ name }) => name));
    const elsewhere = clusters.filter(({ name }) => !names.has(name));
    return {
      clusters: [...elsewhere, ...ofFleet.filter(({ name }) => own.has(name))],
    };
  }

  async #ownClusters(
    entity: Entity,
    { credentials }: ServiceLocatorRequestContext,
  ): Promise<Set<string>> {
    const entityRef = stringifyEntityRef(entity);
    try {
      const status = await this.#options.fleet.getEntityStatus(entityRef, {
        credentials,
      });
      const refs = status.clusters.map(({ cluster }) =>
        parseClusterRef(cluster.ref),
      );
      return new Set(refs.flatMap(ref => (ref ? clusterEntityName(ref) : [])));
    } catch (error) {
      this.#options.logger.warn(
        `The clusters of ${entityRef} are not known: ${stringifyError(error)}`,
      );
      return new Set();
    }
  }
}
