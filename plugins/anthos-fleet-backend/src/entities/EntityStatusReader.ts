import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  matchesLabelSelector,
  type Cluster,
  type EntityStatus,
  type SelectionProblem,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterRelationTargets,
  readAnnotations,
  readRelations,
  type ClusterChoice,
} from '../annotations';
import type {
  EntitySyncs,
  FleetStore,
  SelectedClusters,
  Visible,
} from '../store';
import { toSelection } from './selection';

const MAX_CLUSTERS = 200;

const NO_CLUSTERS: SelectedClusters = {
  totalClusters: 0,
  hostings: [],
  clusters: [],
};

const NO_SYNCS: EntitySyncs = {
  namespacesOnClusters: [],
  syncs: [],
  totalSyncs: 0,
  errors: [],
  totalErrorGroups: 0,
  objects: [],
  totalObjects: 0,
};

/** Tells where a catalog entity runs, and why, and what is live there. */
export class EntityStatusReader {
  readonly #catalog: CatalogService;
  readonly #store: FleetStore;

  constructor(options: { catalog: CatalogService; store: FleetStore }) {
    this.#catalog = options.catalog;
    this.#store = options.store;
  }

  /**
   * Reads the entity with the caller's own rights and its clusters from the store.
   *
   * @throws NotFoundError when the catalog has no such entity for the caller
   */
  async read(
    entityRef: CompoundEntityRef,
    options: { credentials: BackstageCredentials; visible: Visible },
  ): Promise<EntityStatus> {
    const { credentials, visible } = options;
    const ref = stringifyEntityRef(entityRef);
    const entity = await this.#catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `No entity '${ref}' is in the catalog, or you may not see it`,
      );
    }
    const own = readAnnotations(entity);
    const related = readRelations(
      entity,
      await this.#related(entity, credentials),
    );
    const choices = [...own.choices, ...related.choices];
    const selection = toSelection(choices);
    const namespaces = own.namespaces.map(({ name }) => name);
    const [selected, syncs] =
      choices.length === 0
        ? [NO_CLUSTERS, NO_SYNCS]
        : await Promise.all([
            this.#store.selectClusters(selection, visible, MAX_CLUSTERS),
            this.#store.getEntitySyncs(selection, namespaces, visible),
          ]);
    const complete = selected.clusters.length === selected.totalClusters;
    return {
      entityRef: ref,
      annotated: choices.length > 0 || own.problems.length > 0,
      totalClusters: selected.totalClusters,
      hostings: selected.hostings,
      clusters: selected.clusters.map(cluster => ({
        cluster,
        chosenBy: choices
          .filter(choice => chooses(choice, cluster))
          .map(choice => choice.by),
      })),
      namespaces: own.namespaces,
      problems: [
        ...own.problems,
        ...related.problems,
        ...(complete ? withoutCluster(choices, selected.clusters) : []),
      ],
      ...syncs,
    };
  }

  async #related(
    entity: Entity,
    credentials: BackstageCredentials,
  ): Promise<Map<string, Entity | undefined>> {
    const entityRefs = clusterRelationTargets(entity);
    if (entityRefs.length === 0) {
      return new Map();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      {
        entityRefs,
        fields: ['kind', 'metadata', 'spec.type'],
      },
      { credentials },
    );
    return new Map(entityRefs.map((ref, index) => [ref, items[index]]));
  }
}

function chooses(choice: ClusterChoice, cluster: Cluster): boolean {
  return (
    choice.ref === cluster.ref ||
    choice.name === cluster.name ||
    (choice.selector !== undefined &&
      matchesLabelSelector(cluster.labels, choice.selector))
  );
}

/** Choices that found nothing, which is most often a misspelt name. */
function withoutCluster(
  choices: ClusterChoice[],
  clusters: Cluster[],
): SelectionProblem[] {
  return choices
    .filter(choice => !clusters.some(cluster => chooses(choice, cluster)))
    .map(choice => ({
      source: choice.by.source,
      value: choice.by.value,
      message: choice.selector
        ? `No cluster has the labels '${choice.by.value}'.`
        : `No cluster '${
            choice.ref ?? choice.name
          }' is in the fleet, or you may not see it.`,
      remedy: choice.selector
        ? 'Compare the selector with the labels that the cluster list shows.'
        : 'Compare it with the names in the cluster list.',
    }));
}
