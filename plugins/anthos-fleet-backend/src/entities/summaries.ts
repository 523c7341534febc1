import type { Entity } from '@backstage/catalog-model';
import {
  syncStateRank,
  type EntitySummary,
  type SyncStateCount,
} from 'backstage-plugin-anthos-fleet-common';
import {
  countSyncStates,
  type EntityChoice,
  type EntitySums,
  type FleetStore,
  type Visible,
} from '../store';

/** One line for each of these entities, the worst first, and what they come to together. */
export async function summarize(
  entities: Map<string, Entity>,
  choices: Map<string, EntityChoice>,
  options: { store: Pick<FleetStore, 'sumUpEntities'>; visible: Visible },
): Promise<{ items: EntitySummary[] } & Omit<EntitySums, 'entities'>> {
  const { entities: sums, ...totals } = await options.store.sumUpEntities(
    [...choices.values()],
    options.visible,
  );
  const items = [...choices.keys()].map((entityRef, index) => {
    const title = entities.get(entityRef)?.metadata.title;
    return { entityRef, ...(title && { title }), ...sums[index] };
  });
  return { items: items.sort(worstFirst), ...totals };
}

/** Counts entities by state, best first. */
export function countStates(
  items: Pick<EntitySummary, 'state'>[],
): SyncStateCount[] {
  return countSyncStates(
    items.map(({ state }) => ({ sync_state: state, total: 1 })),
  );
}

function worstFirst(a: EntitySummary, b: EntitySummary): number {
  return (
    syncStateRank(a.state) - syncStateRank(b.state) ||
    b.totalErrorGroups - a.totalErrorGroups ||
    (a.entityRef < b.entityRef ? -1 : 1)
  );
}
