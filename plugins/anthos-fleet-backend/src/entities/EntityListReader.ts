import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityList } from 'backstage-plugin-anthos-fleet-common';
import type { FleetStore, Visible } from '../store';
import { readerOf } from './catalogReads';
import { readChoices } from './choices';
import { countStates, summarize } from './summaries';

const MAX_ENTITIES = 200;
const DEFAULT_LIMIT = 50;
const FIELDS = ['kind', 'metadata', 'relations', 'spec.type'];

/** Tells how the components of some owners are, in one line each. */
export class EntityListReader {
  readonly #catalog: CatalogService;
  readonly #store: Pick<FleetStore, 'sumUpEntities'>;

  constructor(options: {
    catalog: CatalogService;
    store: Pick<FleetStore, 'sumUpEntities'>;
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
    const looked = new Map(
      owned
        .slice(0, MAX_ENTITIES)
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
    const choices = await readChoices(
      looked,
      readerOf(this.#catalog, credentials),
    );
    const summaries = await summarize(looked, choices, {
      store: this.#store,
      visible,
    });
    const running = summaries.items.filter(item => item.totalClusters > 0);
    return {
      items: running.slice(0, limit),
      totalItems: running.length,
      states: countStates(running),
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
}
