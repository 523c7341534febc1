import type { Entity } from '@backstage/catalog-model';
import type { EntityComponents } from 'backstage-plugin-anthos-fleet-common';
import type { FleetStore, Visible } from '../../store';
import type { ReadEntities } from '../catalogReads';
import { readChoices } from '../choices';
import { countStates, summarize } from '../summaries';
import { findComponents } from './findComponents';

/** Says how the components of a system, a domain or a group are. */
export async function readComponents(
  entity: Entity,
  options: {
    read: ReadEntities;
    store: Pick<FleetStore, 'sumUpEntities'>;
    visible: Visible;
  },
): Promise<EntityComponents> {
  const { total, components } = await findComponents(entity, options.read);
  const choices = await readChoices(components, options.read);
  const { items, ...totals } = await summarize(components, choices, options);
  return {
    total,
    read: components.size,
    withoutClusters: components.size - choices.size,
    items,
    states: countStates(items),
    ...totals,
  };
}
