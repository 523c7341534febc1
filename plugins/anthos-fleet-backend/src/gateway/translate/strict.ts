import {
  asCount,
  asObject,
  asText,
  field,
  type JsonObject,
} from '../../google/json';
import { Unreadable } from './Unreadable';

/**
 * Fields that decide a state. They may be missing, but what is there must be of its type: a status
 * that is garbage must not pass for one that says that all is well.
 */

function isMissing(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** @throws Unreadable for anything but an object or nothing */
export function objectAt(raw: unknown, path: string): JsonObject | undefined {
  const value = at(raw, path);
  const object = asObject(value);
  if (!object && !isMissing(value)) {
    throw new Unreadable(path);
  }
  return object;
}

/** @throws Unreadable for anything but a list or nothing */
export function listAt(raw: unknown, path: string): unknown[] | undefined {
  const value = at(raw, path);
  if (!Array.isArray(value) && !isMissing(value)) {
    throw new Unreadable(path);
  }
  return value ?? undefined;
}

/** @throws Unreadable for anything but a count or nothing */
export function countAt(raw: unknown, path: string): number | undefined {
  const value = at(raw, path);
  const count = asCount(value);
  if (count === undefined && !isMissing(value)) {
    throw new Unreadable(path);
  }
  return count;
}

/** @throws Unreadable for anything but a text or nothing */
export function textAt(
  raw: unknown,
  path: string,
  maxLength?: number,
): string | undefined {
  const value = at(raw, path);
  if (typeof value !== 'string' && !isMissing(value)) {
    throw new Unreadable(path);
  }
  return asText(value, maxLength);
}

function at(raw: unknown, path: string): unknown {
  return field(raw, ...path.split('.'));
}

const NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/** The name of an object, or of its namespace; undefined for what cannot be one. */
export function nameAt(
  raw: unknown,
  key: 'name' | 'namespace',
): string | undefined {
  const name = field(raw, 'metadata', key);
  return typeof name === 'string' && NAME.test(name) ? name : undefined;
}
