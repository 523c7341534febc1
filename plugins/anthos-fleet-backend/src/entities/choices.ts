import type { Entity } from '@backstage/catalog-model';
import {
  clusterRelationTargets,
  readAnnotations,
  readRelations,
} from '../annotations';
import type { EntityChoice } from '../store';
import type { ReadEntities } from './catalogReads';
import { toSelection } from './selection';

const MAX_RELATED = 1000;

/** What those entities that name clusters say of them, by entity ref. */
export async function readChoices(
  entities: Map<string, Entity>,
  read: ReadEntities,
): Promise<Map<string, EntityChoice>> {
  const related = await readRelated([...entities.values()], read);
  const choices = new Map<string, EntityChoice>();
  for (const [entityRef, entity] of entities) {
    const own = readAnnotations(entity);
    const all = [...own.choices, ...readRelations(entity, related).choices];
    if (all.length > 0) {
      choices.set(entityRef, {
        selection: toSelection(all),
        namespaces: own.namespaces.map(({ name }) => name),
      });
    }
  }
  return choices;
}

function readRelated(entities: Entity[], read: ReadEntities) {
  const refs = new Set(entities.flatMap(clusterRelationTargets));
  return read([...refs].slice(0, MAX_RELATED), [
    'kind',
    'metadata',
    'spec.type',
  ]);
}
