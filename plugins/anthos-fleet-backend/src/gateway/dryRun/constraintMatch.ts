import {
  matchesLabelSelector,
  type LabelRequirement,
} from 'backstage-plugin-anthos-fleet-common';
import { asList, asObject, field } from '../../google/json';

type Labels = Record<string, string>;

/** What of an object decides whether a constraint is about it. */
export interface MatchSubject {
  group: string;
  kind: string;
  /** Undefined for pods that do not have one yet. */
  name?: string;
  /** Undefined for objects of the whole cluster. */
  namespace?: string;
  labels: Labels;
  /** Of its namespace; undefined when they are not known. */
  namespaceLabels?: Labels;
}

const MAX_ENTRIES = 500;

/**
 * Whether a constraint selects an object, by its `spec.match`. What is not understood does not rule
 * an object out, so that no constraint is missed.
 */
export function isSelected(match: unknown, subject: MatchSubject): boolean {
  return (
    byKind(field(match, 'kinds'), subject) &&
    byScope(field(match, 'scope'), subject) &&
    byNamespaces(match, subject) &&
    byName(field(match, 'name'), subject) &&
    byLabels(field(match, 'labelSelector'), subject.labels) &&
    byNamespaceLabels(field(match, 'namespaceSelector'), subject)
  );
}

/** Whether labels of namespaces have to be known to tell what a constraint selects. */
export function selectsNamespaces(match: unknown): boolean {
  return asObject(field(match, 'namespaceSelector')) !== undefined;
}

function byKind(kinds: unknown, { group, kind }: MatchSubject): boolean {
  const entries = asList(kinds, MAX_ENTRIES);
  return (
    entries.length === 0 ||
    entries.some(
      entry =>
        isAmong(field(entry, 'apiGroups'), group) &&
        isAmong(field(entry, 'kinds'), kind),
    )
  );
}

function isAmong(words: unknown, word: string): boolean {
  const entries = asList(words, MAX_ENTRIES);
  return (
    entries.length === 0 || entries.includes('*') || entries.includes(word)
  );
}

function byScope(scope: unknown, { namespace }: MatchSubject): boolean {
  switch (scope) {
    case 'Cluster':
      return namespace === undefined;
    case 'Namespaced':
      return namespace !== undefined;
    default:
      return true;
  }
}

/** A Namespace counts as being in itself; what else is of the whole cluster is in every one. */
function placeOf(subject: MatchSubject): string | undefined {
  return isNamespace(subject) ? subject.name : subject.namespace;
}

function isNamespace({ group, kind }: MatchSubject): boolean {
  return group === '' && kind === 'Namespace';
}

function byNamespaces(match: unknown, subject: MatchSubject): boolean {
  const place = placeOf(subject);
  if (place === undefined) {
    return true;
  }
  const fits = (pattern: unknown) => fitsPattern(pattern, place);
  const wanted = asList(field(match, 'namespaces'), MAX_ENTRIES);
  const excluded = asList(field(match, 'excludedNamespaces'), MAX_ENTRIES);
  return (wanted.length === 0 || wanted.some(fits)) && !excluded.some(fits);
}

function byName(pattern: unknown, { name }: MatchSubject): boolean {
  return !pattern || name === undefined || fitsPattern(pattern, name);
}

/** `a`, `a-*`, `*-a` or `*a*`. */
function fitsPattern(pattern: unknown, text: string): boolean {
  if (typeof pattern !== 'string') {
    return false;
  }
  const core = pattern.replace(/^\*|\*$/g, '');
  const open = { begin: pattern.startsWith('*'), end: pattern.endsWith('*') };
  if (open.begin && open.end) {
    return text.includes(core);
  }
  if (open.begin) {
    return text.endsWith(core);
  }
  return open.end ? text.startsWith(core) : text === core;
}

function byNamespaceLabels(selector: unknown, subject: MatchSubject): boolean {
  if (isNamespace(subject)) {
    return byLabels(selector, subject.labels);
  }
  return (
    subject.namespace === undefined ||
    subject.namespaceLabels === undefined ||
    byLabels(selector, subject.namespaceLabels)
  );
}

function byLabels(selector: unknown, labels: Labels): boolean {
  return matchesLabelSelector(labels, [
    ...Object.entries(asObject(field(selector, 'matchLabels')) ?? {}).map(
      ([key, value]): LabelRequirement => ({
        key,
        operator: 'in',
        values: [String(value)],
      }),
    ),
    ...asList(field(selector, 'matchExpressions'), MAX_ENTRIES).flatMap(
      expression => readExpression(expression) ?? [],
    ),
  ]);
}

const OPERATORS: Readonly<Record<string, LabelRequirement['operator']>> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: 'absent',
};

function readExpression(expression: unknown): LabelRequirement | undefined {
  const key = field(expression, 'key');
  const operator = OPERATORS[String(field(expression, 'operator'))];
  return typeof key === 'string' && operator
    ? {
        key,
        operator,
        values: asList(field(expression, 'values'), MAX_ENTRIES).map(String),
      }
    : undefined;
}
