import { isSet, keyText, listKeys } from './listKeys';
import { isObject, Json } from './objects';

const DIRECTIVE = '$patch';
const DELETE_FROM = /^\$deleteFromPrimitiveList\//;
const ELEMENT_ORDER = /^\$setElementOrder\//;
const RETAIN = '$retainKeys';

/** Strategic merge uses fewer keys than server-side apply: ports are known by their number. */
function mergeKeys(field: string, list: readonly unknown[]) {
  return listKeys(field, list)?.slice(0, 1);
}

/**
 * Kubernetes' own patch format: objects merge, null removes, lists of known members merge by their
 * key (`listKeys`), `$patch: delete` and `$patch: replace` do what they say.
 */
export function strategicMerge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  if (patch[DIRECTIVE] === 'replace') {
    const { [DIRECTIVE]: _, ...rest } = patch;
    return rest;
  }
  const result: Json = isObject(target) ? { ...target } : {};
  retainKeys(result, patch[RETAIN]);
  for (const [key, value] of Object.entries(patch)) {
    if (DELETE_FROM.test(key)) {
      const field = key.replace(DELETE_FROM, '');
      result[field] = (result[field] ?? []).filter(
        (member: unknown) => !(value as unknown[]).includes(member),
      );
    } else if (key === RETAIN || key === DIRECTIVE || ELEMENT_ORDER.test(key)) {
      continue;
    } else if (value === null) {
      delete result[key];
    } else if (Array.isArray(value)) {
      result[key] = mergeList(key, result[key], value);
    } else {
      result[key] = strategicMerge(result[key], value);
    }
  }
  return result;
}

function retainKeys(result: Json, retained: unknown): void {
  if (!Array.isArray(retained)) {
    return;
  }
  for (const key of Object.keys(result)) {
    if (!retained.includes(key)) {
      delete result[key];
    }
  }
}

function mergeList(field: string, target: unknown, patch: unknown[]): unknown {
  const current = Array.isArray(target) ? target : [];
  if (isSet(field)) {
    return [...new Set([...current, ...patch])];
  }
  const members = patch.filter(
    member => !isObject(member) || member[DIRECTIVE] !== 'replace',
  );
  if (members.length < patch.length) {
    return members;
  }
  const keys = mergeKeys(field, patch);
  if (!keys || !mergeKeys(field, current)) {
    return patch;
  }
  const result = new Map(
    current.map(member => [keyText(member, keys), member]),
  );
  for (const member of patch as Json[]) {
    const key = keyText(member, keys);
    if (member[DIRECTIVE] === 'delete') {
      result.delete(key);
    } else {
      result.set(key, strategicMerge(result.get(key), member));
    }
  }
  return [...result.values()];
}
