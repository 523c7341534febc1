import { cleanText } from './text';

/** An object of somebody else's JSON; its fields may be missing or of any type. */
export type JsonObject = { readonly [key: string]: unknown };

const MAX_WORD = 64;
const MAX_NAME = 256;

/** The value as an object; undefined for anything else, arrays included. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

/** A field of an object, never one that the object inherits. */
export function field(value: unknown, ...path: string[]): unknown {
  let current = value;
  for (const key of path) {
    const object = asObject(current);
    if (!object || !Object.hasOwn(object, key)) {
      return undefined;
    }
    current = object[key];
  }
  return current;
}

/** Text of at most `maxLength` characters; undefined for other types and for empty text. */
export function asText(
  value: unknown,
  maxLength: number = MAX_NAME,
): string | undefined {
  return typeof value === 'string'
    ? cleanText(value, maxLength) || undefined
    : undefined;
}

/**
 * A word of an enumeration, as it came. A word with anything unprintable in it is quoted, so that
 * it cannot pass for one that is known; a number is how an unknown word may be written, too.
 */
export function asWord(value: unknown): string | undefined {
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value !== 'string' || value === '') {
    return undefined;
  }
  const word = cleanText(value, MAX_WORD);
  return word === value ? word : cleanText(JSON.stringify(value), MAX_WORD);
}

// What Google counts is int32, and so are the columns that keep it.
const MAX_COUNT = 2 ** 31 - 1;

/** A count: a whole number of at least 0, also when it is written as text (as int64 is). */
export function asCount(value: unknown): number | undefined {
  const count =
    typeof value === 'string' && /^\d{1,16}$/.test(value)
      ? Number(value)
      : value;
  return typeof count === 'number' &&
    Number.isInteger(count) &&
    count >= 0 &&
    count <= MAX_COUNT
    ? count
    : undefined;
}

const TIMESTAMP =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** A time in RFC 3339, written as ISO 8601 in UTC with milliseconds. */
export function asTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !TIMESTAMP.test(value)) {
    return undefined;
  }
  const time = new Date(value);
  const year = time.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? time.toISOString() : undefined;
}

/** The first `max` entries of a list; empty for anything that is no list. */
export function asList(value: unknown, max: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, max) : [];
}

/** The length of a list before anything is left out. */
export function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** Drops the fields that are undefined, so that equal data is written equally. */
export function compact<T extends object>(object: T): T {
  // Called for every object of a fleet: a loop, because entries and back cost three times as much.
  const result: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (object[key] !== undefined) {
      result[key] = object[key];
    }
  }
  return result as T;
}
