import type { Entity } from '@backstage/catalog-model';
import {
  syncStateRank,
  type EntityComponent,
  type EntityComponents,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import {
  clusterRelationTargets,
  readAnnotations,
  readRelations,
} from '../../annotations';
import type { EntityChoice, FleetStore, Visible } from '../../store';
import type { ReadEntities } from '../catalogReads';
import { toSelection } from '../selection';
import { findComponents } from './findComponents';

const MAX_RELATED = 1000;

/** Says how the components of a system, a domain or a group are. */
export async function readComponents(
  entity: Entity,
  options: {
    read: ReadEntities;
    store: Pick<FleetStore, 'sumUpEntities'>;
    visible: Visible;
  },
): Promise<EntityComponents> {
  const { read, store, visible } = options;
  const { total, components } = await findComponents(entity, read);
  const choices = await readChoices(components, read);
  const { entities, ...totals } = await store.sumUpEntities(
    [...choices.values()],
    visible,
  );
  const items = [...choices.keys()].map((entityRef, index) => {
    const title = components.get(entityRef)?.metadata.title;
    return { entityRef, ...(title && { title }), ...entities[index] };
  });
  return {
    total,
    read: components.size,
    withoutClusters: components.size - choices.size,
    items: items.sort(worstFirst),
    states: countStates(items),
    ...totals,
  };
}

/** What the components that name clusters say of them, by entity ref. */
async function readChoices(
  components: Map<string, Entity>,
  read: ReadEntities,
): Promise<Map<string, EntityChoice>> {
  const related = await readRelated([...components.values()], read);
  const choices = new Map<string, EntityChoice>();
  for (const [entityRef, component] of components) {
    const own = readAnnotations(component);
    const all = [...own.choices, ...readRelations(component, related).choices];
    if (all.length > 0) {
      choices.set(entityRef, {
        selection: toSelection(all),
        namespaces: own.namespaces.map(({ name }) => name),
      });
    }
  }
  return choices;
}

function readRelated(components: Entity[], read: ReadEntities) {
  const refs = new Set(components.flatMap(clusterRelationTargets));
  return read([...refs].slice(0, MAX_RELATED), [
    'kind',
    'metadata',
    'spec.type',
  ]);
}

function worstFirst(a: EntityComponent, b: EntityComponent): number {
  return (
    syncStateRank(a.state) - syncStateRank(b.state) ||
    b.totalErrorGroups - a.totalErrorGroups ||
    (a.entityRef < b.entityRef ? -1 : 1)
  );
}

function countStates(items: EntityComponent[]): EntityComponents['states'] {
  const totals = new Map<SyncState, number>();
  for (const { state } of items) {
    totals.set(state, (totals.get(state) ?? 0) + 1);
  }
  return [...totals]
    .map(([state, total]) => ({ state, total }))
    .sort((a, b) => syncStateRank(b.state) - syncStateRank(a.state));
}
