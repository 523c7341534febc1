import type { CheckedObject, Finding, Rule } from './types';

export type Path = ReadonlyArray<string | number>;

/** What a rule says; the rest of a finding is where it is. */
export type Words = Pick<Finding, 'severity' | 'message' | 'cause' | 'remedy'>;

/** A map of an object, or an empty one. */
export function mapOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textsOf(value: unknown): string[] {
  return listOf(value).filter(item => typeof item === 'string');
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A field, as far down as it goes. */
export function at(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (Array.isArray(found)) {
      found = found[Number(step)];
    } else {
      const map = mapOf(found);
      found = Object.hasOwn(map, step) ? map[step] : undefined;
    }
  }
  return found;
}

export function groupOf({ apiVersion }: CheckedObject): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** Whether an object is of a kind of a group; `''` is the core of Kubernetes. */
export function isKind(
  object: CheckedObject,
  group: string,
  ...kinds: string[]
): boolean {
  return groupOf(object) === group && kinds.includes(object.kind);
}

/** Makes a finding about one field of an object. */
export function finding(
  rule: string,
  object: CheckedObject,
  path: Path,
  words: Words,
): Finding {
  const line = object.lineOf(path);
  return {
    rule,
    ...words,
    file: object.file,
    ...(line !== undefined && { line }),
    object: {
      kind: object.kind,
      ...(object.namespace && { namespace: object.namespace }),
      ...(object.name && { name: object.name }),
    },
  };
}

/** A rule that looks at every object by itself, or together with the others. */
export function perObject(
  look: (object: CheckedObject, all: readonly CheckedObject[]) => Finding[],
): Rule {
  return objects => objects.flatMap(object => look(object, objects));
}

/** Whether two objects are in the same namespace; those without one may be in any. */
export function together(a: CheckedObject, b: CheckedObject): boolean {
  return !a.namespace || !b.namespace || a.namespace === b.namespace;
}

/** Whether two files tell of one object, for instance for two clusters. */
export function sameObject(a: CheckedObject, b: CheckedObject): boolean {
  return (
    a.kind === b.kind &&
    groupOf(a) === groupOf(b) &&
    a.name === b.name &&
    a.namespace === b.namespace
  );
}

/** Whether labels have all of a selector, which must have something. */
export function selects(selector: unknown, labels: unknown): boolean {
  const wanted = Object.entries(mapOf(selector));
  const given = mapOf(labels);
  return (
    wanted.length > 0 && wanted.every(([key, value]) => given[key] === value)
  );
}
