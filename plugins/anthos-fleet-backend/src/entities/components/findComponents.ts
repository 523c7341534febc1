import {
  parseEntityRef,
  RELATION_HAS_PART,
  RELATION_OWNER_OF,
  RELATION_PARENT_OF,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { ReadEntities } from '../catalogReads';

/** Which relations lead to components, and which to more of the same. */
interface Way {
  components: string;
  further: { relation: string; kinds: string[] };
}

const PARTS: Way = {
  components: RELATION_HAS_PART,
  further: { relation: RELATION_HAS_PART, kinds: ['system', 'domain'] },
};

const WAYS: Record<string, Way | undefined> = {
  system: PARTS,
  domain: PARTS,
  group: {
    components: RELATION_OWNER_OF,
    further: { relation: RELATION_PARENT_OF, kinds: ['group'] },
  },
};

const MAX_COMPONENTS = 500;
// Systems, domains or groups on the way; enough for a large company, and an end for any circle.
const MAX_ON_THE_WAY = 200;

/** The components that belong to an entity, as far as somebody may see them. */
export interface FoundComponents {
  /** How many there are, those that were not read included. */
  total: number;
  components: Map<string, Entity>;
}

/** Whether an entity is one that components belong to. */
export function hasComponents({ kind }: Entity): boolean {
  return WAYS[kind.toLocaleLowerCase('en-US')] !== undefined;
}

/** Follows relations from a system, a domain or a group to its components. */
export async function findComponents(
  entity: Entity,
  read: ReadEntities,
): Promise<FoundComponents> {
  const refs = [...(await refsOfComponents(entity, read))].sort();
  const wanted = refs.slice(0, MAX_COMPONENTS);
  const components = await read(wanted, [
    'kind',
    'metadata',
    'relations',
    'spec.type',
  ]);
  return {
    // Of those that were looked for, the ones that may not be seen do not exist.
    total: refs.length - (wanted.length - components.size),
    components,
  };
}

async function refsOfComponents(
  entity: Entity,
  read: ReadEntities,
): Promise<Set<string>> {
  const way = WAYS[entity.kind.toLocaleLowerCase('en-US')];
  const components = new Set<string>();
  const passed = new Set([stringifyEntityRef(entity)]);
  let level = [entity];
  while (way && level.length > 0) {
    const next: string[] = [];
    for (const place of level) {
      targets(place, way.components, ['component']).forEach(ref =>
        components.add(ref),
      );
      for (const ref of targets(
        place,
        way.further.relation,
        way.further.kinds,
      )) {
        if (!passed.has(ref) && passed.size < MAX_ON_THE_WAY) {
          passed.add(ref);
          next.push(ref);
        }
      }
    }
    level = [
      ...(
        await read(next, [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'relations',
        ])
      ).values(),
    ];
  }
  return components;
}

function targets(
  { relations = [] }: Entity,
  type: string,
  kinds: string[],
): string[] {
  return relations
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef)
    .filter(ref =>
      kinds.includes(parseEntityRef(ref).kind.toLocaleLowerCase('en-US')),
    );
}
