import { isSet, keyOf, keyText, listKeys } from './listKeys';
import { equal, FieldSet, isObject, Json } from './objects';

/**
 * Field sets in the form of Kubernetes' `FieldsV1`: `f:NAME` is a field, `k:{...}` the member of a
 * list by its key, `v:...` the member of a set, `.` the object or member itself.
 */
export type { FieldSet } from './objects';

/** What server-side apply never counts as a field. */
const UNOWNED_METADATA = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'name',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** The parts of an object that can be owned. */
export function ownable(object: Json): Json {
  const { apiVersion: _a, kind: _k, metadata = {}, ...rest } = object;
  const owned = Object.fromEntries(
    Object.entries(metadata as Json).filter(
      ([key]) => !UNOWNED_METADATA.has(key),
    ),
  );
  return Object.keys(owned).length ? { ...rest, metadata: owned } : rest;
}

/** All fields of a value. Lists without a key, and texts and numbers, are one field each. */
export function fieldsOf(value: Json): FieldSet {
  const fields: FieldSet = {};
  for (const [key, inner] of Object.entries(value)) {
    fields[`f:${key}`] = fieldsOfValue(key, inner);
  }
  return fields;
}

function fieldsOfValue(field: string, value: unknown): FieldSet {
  if (isObject(value)) {
    return fieldsOf(value);
  }
  if (!Array.isArray(value)) {
    return {};
  }
  if (isSet(field)) {
    return Object.fromEntries(
      value.map(member => [`v:${JSON.stringify(member)}`, {}]),
    );
  }
  const keys = listKeys(field, value);
  return keys
    ? Object.fromEntries(
        value.map(member => [
          `k:${keyText(member, keys)}`,
          { '.': {}, ...fieldsOf(member) },
        ]),
      )
    : {};
}

/** The fields in which a value differs from an older one: new ones and changed ones. */
export function changedFields(before: Json, after: Json): FieldSet {
  const fields: FieldSet = {};
  for (const [key, value] of Object.entries(after)) {
    if (equal(before[key], value)) {
      continue;
    }
    fields[`f:${key}`] = changedValue(key, before[key], value);
  }
  return fields;
}

function changedValue(
  field: string,
  before: unknown,
  after: unknown,
): FieldSet {
  if (isObject(before) && isObject(after)) {
    return changedFields(before, after);
  }
  const keys =
    Array.isArray(before) && Array.isArray(after)
      ? listKeys(field, [...before, ...after])
      : undefined;
  if (!keys) {
    return fieldsOfValue(field, after);
  }
  const old = new Map(
    (before as Json[]).map(member => [keyText(member, keys), member]),
  );
  const fields: FieldSet = {};
  for (const member of after as Json[]) {
    const key = keyText(member, keys);
    const previous = old.get(key);
    const changed = previous
      ? changedFields(previous, member)
      : { '.': {}, ...fieldsOf(member) };
    if (Object.keys(changed).length) {
      fields[`k:${key}`] = changed;
    }
  }
  return fields;
}

/** Whether a set says nothing below: the field itself is owned. */
function isLeaf(fields: FieldSet): boolean {
  return Object.keys(fields).length === 0;
}

/** Fields of one set or the other. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = { ...a };
  for (const [key, inner] of Object.entries(b)) {
    result[key] = result[key] ? union(result[key], inner) : inner;
  }
  return result;
}

/** Fields of `a` that are not in `b`. A field that is gone takes all below it along. */
export function subtract(a: FieldSet, b: FieldSet): FieldSet {
  const result: FieldSet = {};
  for (const [key, inner] of Object.entries(a)) {
    if (!b[key]) {
      result[key] = inner;
    } else if (!isLeaf(inner) && !isLeaf(b[key])) {
      const rest = subtract(inner, b[key]);
      if (!isLeaf(rest)) {
        result[key] = rest;
      }
    }
  }
  return result;
}

/** Fields of `a` that the object still has. */
export function present(a: FieldSet, fields: FieldSet): FieldSet {
  const result: FieldSet = {};
  for (const [key, inner] of Object.entries(a)) {
    if (!fields[key]) {
      continue;
    }
    const rest = present(inner, fields[key]);
    if (isLeaf(inner) || !isLeaf(rest)) {
      result[key] = rest;
    }
  }
  return result;
}

/** The fields that both sets have and on which two values disagree, as paths for people. */
export function disagreements(
  owned: FieldSet,
  applied: FieldSet,
  live: unknown,
  wanted: unknown,
  path = '',
): string[] {
  return Object.keys(owned).flatMap(key => {
    const inner = applied[key];
    if (!inner || key === '.') {
      return [];
    }
    const [liveValue, wantedValue] = [
      memberAt(live, key),
      memberAt(wanted, key),
    ];
    const here = `${path}${pathPart(key)}`;
    if (isLeaf(owned[key]) || isLeaf(inner)) {
      return equal(liveValue, wantedValue) ? [] : [here];
    }
    return disagreements(owned[key], inner, liveValue, wantedValue, here);
  });
}

/** The part of a value that a key of a field set points to. */
export function memberAt(value: unknown, key: string): unknown {
  const name = key.slice(2);
  if (key.startsWith('f:')) {
    return isObject(value) ? value[name] : undefined;
  }
  const list = Array.isArray(value) ? value : [];
  const wanted = JSON.parse(name);
  return key.startsWith('v:')
    ? list.find(entry => entry === wanted)
    : list.find(entry => equal(keyOf(entry, Object.keys(wanted)), wanted));
}

function pathPart(key: string): string {
  const name = key.slice(2);
  if (key.startsWith('f:')) {
    return `.${name}`;
  }
  if (key.startsWith('v:')) {
    return `[=${name}]`;
  }
  return `[${Object.entries(JSON.parse(name))
    .map(([field, value]) => `${field}=${JSON.stringify(value)}`)
    .join(',')}]`;
}

/** Removes fields from a value. Returns undefined when nothing of it remains. */
export function remove(value: unknown, fields: FieldSet): unknown {
  if (Array.isArray(value)) {
    return removeMembers(value, fields);
  }
  if (!isObject(value)) {
    return undefined;
  }
  const result: Json = { ...value };
  for (const [key, inner] of Object.entries(fields)) {
    const name = key.slice(2);
    if (!key.startsWith('f:') || result[name] === undefined) {
      continue;
    }
    const rest = isLeaf(inner) ? undefined : remove(result[name], inner);
    if (rest === undefined) {
      delete result[name];
    } else {
      result[name] = rest;
    }
  }
  return Object.keys(result).length ? result : undefined;
}

function removeMembers(list: unknown[], fields: FieldSet): unknown {
  const gone = new Set<unknown>();
  const changed = new Map<unknown, unknown>();
  for (const [key, inner] of Object.entries(fields)) {
    const found = key === '.' ? undefined : memberAt(list, key);
    if (found === undefined) {
      continue;
    }
    // Whoever owned the member itself takes it away; others only their fields in it.
    if (isLeaf(inner) || inner['.']) {
      gone.add(found);
    } else {
      changed.set(found, remove(found, inner));
    }
  }
  const rest = list
    .filter(entry => !gone.has(entry))
    .map(entry => changed.get(entry) ?? entry);
  return rest.length ? rest : undefined;
}

/** Lays an applied value over the live one, members of keyed lists by their keys. */
export function overlay(live: unknown, applied: unknown, field = ''): unknown {
  if (isObject(applied)) {
    const result: Json = isObject(live) ? { ...live } : {};
    for (const [key, value] of Object.entries(applied)) {
      if (value === null) {
        delete result[key];
      } else {
        result[key] = overlay(result[key], value, key);
      }
    }
    return result;
  }
  if (!Array.isArray(applied) || !Array.isArray(live)) {
    return applied;
  }
  if (isSet(field)) {
    return [...new Set([...live, ...applied])];
  }
  const keys = listKeys(field, [...live, ...applied]);
  if (!keys) {
    return applied;
  }
  const result = new Map(live.map(entry => [keyText(entry, keys), entry]));
  for (const entry of applied) {
    const key = keyText(entry, keys);
    result.set(key, overlay(result.get(key), entry));
  }
  return [...result.values()];
}
