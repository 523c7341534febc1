import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  syncStateRank,
  type EntityList,
  type EntitySummary,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterRelationTargets,
  readAnnotations,
  readRelations,
} from '../annotations';
import type { EntityQuestion, FleetStore, Visible } from '../store';
import { countStates } from '../store';
import { toSelection } from './selection';

const MAX_ENTITIES = 200;
const MAX_RELATED = 500;
const DEFAULT_LIMIT = 50;
const FIELDS = ['kind', 'metadata', 'relations', 'spec.type'];

/** Tells how the components of some owners are, in one line each. */
export class EntityListReader {
  readonly #catalog: CatalogService;
  readonly #store: Pick<FleetStore, 'summarizeEntities'>;

  constructor(options: {
    catalog: CatalogService;
    store: Pick<FleetStore, 'summarizeEntities'>;
  }) {
    this.#catalog = options.catalog;
    this.#store = options.store;
  }

  /**
   * Reads the components with the caller's own rights, and their states from the store.
   *
   * @param owners - entity refs
   */
  async read(
    owners: string[],
    options: {
      credentials: BackstageCredentials;
      visible: Visible;
      limit?: number;
    },
  ): Promise<EntityList> {
    const { credentials, visible, limit = DEFAULT_LIMIT } = options;
    const owned = await this.#owned(owners, credentials);
    const running = await this.#questions(
      owned.slice(0, MAX_ENTITIES),
      credentials,
    );
    const summaries = await this.#store.summarizeEntities(
      running.map(({ question }) => question),
      visible,
    );
    const items = running
      .flatMap(({ entity }, index) => {
        const summary = summaries[index];
        return summary ? [{ ...toName(entity), ...summary }] : [];
      })
      .sort(worstFirst);
    return {
      items: items.slice(0, limit),
      totalItems: items.length,
      states: countStates(items.map(({ state }) => state)),
      complete: owned.length <= MAX_ENTITIES,
    };
  }

  async #owned(
    owners: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    if (owners.length === 0) {
      return [];
    }
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          kind: 'Component',
          [`relations.${RELATION_OWNED_BY}`]: owners,
        },
        fields: FIELDS,
        limit: MAX_ENTITIES + 1,
        order: { field: 'metadata.name', order: 'asc' },
      },
      { credentials },
    );
    return items;
  }

  /** What to ask the store about those entities that say where they run. */
  async #questions(
    entities: Entity[],
    credentials: BackstageCredentials,
  ): Promise<{ entity: Entity; question: EntityQuestion }[]> {
    const related = await this.#related(entities, credentials);
    return entities.flatMap(entity => {
      const own = readAnnotations(entity);
      const choices = [
        ...own.choices,
        ...readRelations(entity, related).choices,
      ];
      return choices.length === 0
        ? []
        : [
            {
              entity,
              question: {
                selection: toSelection(choices),
                namespaces: own.namespaces.map(({ name }) => name),
              },
            },
          ];
    });
  }

  async #related(
    entities: Entity[],
    credentials: BackstageCredentials,
  ): Promise<Map<string, Entity | undefined>> {
    const entityRefs = [
      ...new Set(entities.flatMap(clusterRelationTargets)),
    ].slice(0, MAX_RELATED);
    if (entityRefs.length === 0) {
      return new Map();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'spec.type'] },
      { credentials },
    );
    return new Map(entityRefs.map((ref, index) => [ref, items[index]]));
  }
}

function toName(entity: Entity): Pick<EntitySummary, 'entityRef' | 'title'> {
  const { title } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    ...(title && { title }),
  };
}

function worstFirst(a: EntitySummary, b: EntitySummary): number {
  return (
    syncStateRank(a.state) - syncStateRank(b.state) ||
    (a.entityRef < b.entityRef ? -1 : 1)
  );
}
