import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { PRESENTED_FIELDS, type NameOfEntity } from '../../model/entityTitle';

/** A group as the field shows it. */
export interface Team {
  ref: string;
  title: string;
  /** Address of the Google group that gets rights. */
  email?: string;
}

/** What the catalog is asked for of each group. */
export const TEAM_FIELDS = PRESENTED_FIELDS;

/** Reads a group of the catalog. */
export function teamOf(entity: Entity, nameOf: NameOfEntity): Team {
  const profile = entity.spec?.profile as { email?: unknown } | undefined;
  const email = profile?.email;
  return {
    ref: stringifyEntityRef(entity),
    title: nameOf(entity),
    ...(typeof email === 'string' && email.includes('@') && { email }),
  };
}

/** Whether a text names a group in full. */
export function isGroupRef(text: string): boolean {
  try {
    return parseEntityRef(text).kind.toLocaleLowerCase('en-US') === 'group';
  } catch {
    return false;
  }
}

/** By name, as people look for them. */
export function byTitle(a: Team, b: Team): number {
  return a.title.localeCompare(b.title) || a.ref.localeCompare(b.ref);
}
