import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_NAMESPACE,
  CLUSTER_ENTITY_TYPE,
} from 'backstage-plugin-anthos-fleet-common';
import { readAnnotations, readRelations } from '../annotations';
import type { FleetStore } from '../store';
import { OwnedNamespaces, type NamespaceClaim } from './OwnedNamespaces';
import { SelectedRefs } from './SelectedRefs';

/** What the catalog says of owners. */
export interface CatalogOwners {
  namespaces: OwnedNamespaces;
  /** Names of groups to their entity refs; of several with the same name that in `default`. */
  groups: ReadonlyMap<string, string>;
}

// Far beyond what a catalog has, and still fine for the memory of a process.
const MAX_ENTITIES = 50_000;
const PAGE = 500;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
  'spec.owner',
  'spec.system',
  'spec.type',
];

/** Reads owners from the catalog, in pages and with the plugin's own credentials. */
export class CatalogReader {
  readonly #catalog: Pick<CatalogService, 'streamEntities'>;
  readonly #auth: AuthService;
  readonly #store: Pick<FleetStore, 'selectClusters'>;

  constructor(options: {
    catalog: Pick<CatalogService, 'streamEntities'>;
    auth: AuthService;
    store: Pick<FleetStore, 'selectClusters'>;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#store = options.store;
  }

  async read(): Promise<CatalogOwners> {
    const entities = await this.#entities([
      {
        [`metadata.annotations.${ANNOTATION_NAMESPACE}`]: CATALOG_FILTER_EXISTS,
      },
      {
        [`metadata.annotations.${ANNOTATION_KUBERNETES_NAMESPACE}`]:
          CATALOG_FILTER_EXISTS,
      },
    ]);
    const clusters = await this.#entities({
      kind: 'resource',
      'spec.type': CLUSTER_ENTITY_TYPE,
    });
    const systems = await this.#entities({ kind: 'system' });
    const groups = await this.#entities({ kind: 'group' });
    const byRef = new Map(
      clusters.map(entity => [stringifyEntityRef(entity), entity]),
    );
    const selected = new SelectedRefs(this.#store);
    const claims: NamespaceClaim[] = [];
    for (const entity of entities) {
      const claim = await toClaim(entity, byRef, selected);
      if (claim) {
        claims.push(claim);
      }
    }
    return {
      namespaces: new OwnedNamespaces(claims, ownersOf(systems)),
      groups: namesOf(groups),
    };
  }

  async #entities(filter: EntityFilterQuery): Promise<Entity[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { filter, fields: FIELDS, pageSize: PAGE },
      { credentials },
    );
    for await (const page of pages) {
      entities.push(...page);
      if (entities.length >= MAX_ENTITIES) {
        break;
      }
    }
    return entities.slice(0, MAX_ENTITIES);
  }
}

async function toClaim(
  entity: Entity,
  clusterEntities: Map<string, Entity>,
  selected: SelectedRefs,
): Promise<NamespaceClaim | undefined> {
  const owner = ownerOf(entity);
  const { choices: own, namespaces, problems } = readAnnotations(entity);
  if (!owner || namespaces.length === 0) {
    return undefined;
  }
  const related = readRelations(entity, clusterEntities);
  const choices = [...own, ...related.choices];
  const refs = new Set<string>();
  const names = new Set<string>();
  for (const { ref, name, selector } of choices) {
    if (ref) {
      refs.add(ref);
    } else if (name) {
      names.add(name);
    } else if (selector) {
      (await selected.of(selector)).forEach(found => refs.add(found));
    }
  }
  // Clusters that were meant and could not be read are some clusters, not all of them.
  const everywhere = choices.length === 0 && problems.length === 0;
  return {
    namespaces: namespaces.map(({ name }) => name),
    owner,
    system: systemOf(entity),
    ...(!everywhere && { clusters: { refs, names } }),
  };
}

/** The owner as the catalog resolved it, or as the entity spells it. */
function ownerOf(entity: Entity): string | undefined {
  return (
    relationOf(entity, RELATION_OWNED_BY) ??
    refOf(entity, entity.spec?.owner, 'group')
  );
}

function systemOf(entity: Entity): string | undefined {
  return (
    relationOf(entity, RELATION_PART_OF, 'system:') ??
    refOf(entity, entity.spec?.system, 'system')
  );
}

function relationOf(
  entity: Entity,
  type: string,
  prefix = '',
): string | undefined {
  return entity.relations?.find(
    relation => relation.type === type && relation.targetRef.startsWith(prefix),
  )?.targetRef;
}

function refOf(
  entity: Entity,
  value: unknown,
  defaultKind: string,
): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? 'default',
      }),
    );
  } catch {
    // The catalog would have refused it; whoever wrote it hears of it there.
    return undefined;
  }
}

function ownersOf(systems: Entity[]): Map<string, string> {
  return new Map(
    systems.flatMap(system => {
      const owner = ownerOf(system);
      return owner ? [[stringifyEntityRef(system), owner] as const] : [];
    }),
  );
}

function namesOf(groups: Entity[]): Map<string, string> {
  const refs = new Map<string, string[]>();
  for (const group of groups) {
    const name = group.metadata.name.toLocaleLowerCase('en-US');
    refs.set(name, [...(refs.get(name) ?? []), stringifyEntityRef(group)]);
  }
  const names = new Map<string, string>();
  for (const [name, same] of refs) {
    const inDefault = same.find(ref => ref === `group:default/${name}`);
    const ref = same.length === 1 ? same[0] : inDefault;
    if (ref) {
      names.set(name, ref);
    }
  }
  return names;
}
