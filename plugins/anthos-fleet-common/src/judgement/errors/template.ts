import type { SyncErrorResource } from '../../schema/openapi';
import { bareMessage } from './message';

/** Enough to tell causes apart; what follows is mostly the output of tools. */
const MAX_LENGTH = 1000;

/** Stands in a template where something was taken out. */
export const PLACEHOLDER = '*';

const MAX_NAMES = 100;
const MAX_NAME_LENGTH = 512;

// Longest first: a path has the names of objects in it.
function namesOf({
  resources = [],
  names = [],
}: {
  resources?: readonly SyncErrorResource[];
  names?: readonly string[];
}): string[] {
  const all = resources.flatMap(({ sourcePath, name, namespace }) => [
    sourcePath,
    name,
    namespace,
  ]);
  return [...new Set([...all, ...names])]
    .filter((name): name is string => Boolean(name))
    .filter(name => name.length <= MAX_NAME_LENGTH)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, MAX_NAMES);
}

function withoutNames(text: string, names: readonly string[]): string {
  if (!names.length) {
    return text;
  }
  const pattern = new RegExp(
    `(?<![\\w.-])(?:${names.map(escapeRegExp).join('|')})(?![\\w-]|\\.\\w)`,
    'g',
  );
  return text.replace(pattern, (name, offset: number) =>
    isPlainWord(name) && !isReferredTo(text, offset, name) ? name : PLACEHOLDER,
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

// An object may be called `api` or `default`: the word in a sentence is not the object.
function isPlainWord(name: string): boolean {
  return /^[A-Za-z]+$/.test(name);
}

function isReferredTo(text: string, offset: number, name: string): boolean {
  const around = [text[offset - 1], text[offset + name.length]];
  return around.some(character => character && '"\'`/=<>'.includes(character));
}

type Rule = (text: string) => string;

function replace(
  pattern: RegExp,
  replacement: string | ((...groups: string[]) => string) = PLACEHOLDER,
): Rule {
  return text => text.replace(pattern, replacement as string);
}

const API_VERSION = /^(?:[a-z0-9.-]*\/)?v\d+(?:(?:alpha|beta)\d+)?$/;
const DOMAIN_KEY = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+\/[A-Za-z][\w.-]*$/;
const FIELD = /^\.?(?:spec|metadata|status|data|roleRef|subjects)\b/;
const LOWER_CASE_NAME = /^[a-z0-9*_.:@~/+-]+$/;

/** Say that the quoted word behind them is the cause, not a name. */
const CAUSE_WORDS = new Set([
  'annotation',
  'field',
  'group',
  'header',
  'key',
  'kind',
  'label',
  'labels',
  'podsecurity',
  'resource',
  'resources',
  'subresource',
  'type',
  'validatingadmissionpolicy',
  'verb',
  'version',
  'webhook',
]);

/**
 * In this order. Messages come from outside: no pattern has two ways to read the same text, and
 * all repetitions are bounded.
 */
const RULES: readonly Rule[] = [
  // Addresses.
  replace(
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?:\[[0-9a-f:.]{2,45}\])?[^\s"'`<>)\]\\]{0,2000}/gi,
  ),
  replace(/\b[\w.+-]{1,64}@[\w.-]{1,255}(?::[\w./~-]{1,1000})?/g),
  // Times: of day, of logs, of Go.
  replace(
    /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:\d\d)?(?: [+-]\d{4} [A-Z]{2,5})?/g,
  ),
  replace(
    /\b[IWEF]\d{4} \d\d:\d\d:\d\d\.\d{1,9} {1,8}\d{1,9} [\w./-]{1,200}:\d{1,9}\]/g,
  ),
  // Identifiers that machines make.
  replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi),
  replace(
    /(?<![\w.-])[a-z0-9.-]{1,200}-(?=[a-z]{0,9}\d)[a-z0-9]{8,10}-[a-z0-9]{5}\b/g,
  ),
  replace(/\bsha256:[0-9a-f]{7,64}\b/gi),
  replace(/\b(?=[a-f]{0,63}\d)[0-9a-f]{7,64}\b/g),
  replace(/(?<=[a-z0-9])-\d{1,9}(?![\w-])/g, `-${PLACEHOLDER}`),
  // `namespace_name_group_Kind`, as objects are called in messages about dependencies.
  replace(
    /(?<![\w.-])[a-z0-9.-]{0,253}_[a-z0-9.:-]{1,253}_([a-z0-9.-]{0,253}_[A-Z][A-Za-z]{0,63})/g,
    (_, groupKind) => `${PLACEHOLDER}_${groupKind}`,
  ),
  // Addresses of the network.
  replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\b/g),
  replace(/\[[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}\](?::\d{1,5})?/gi),
  replace(/\b(lookup|resolve host:?|resolve hostname) [\w.-]{1,255}/gi, '$1 *'),
  // Phrases with a name that has no quotes, or with one that Kubernetes would not allow.
  replace(/"(:root)?[\w.:-]{0,255}" reconciler\b/g, (_, root) =>
    root ? 'root reconciler' : 'namespace reconciler',
  ),
  replace(/\b(root|ns)-reconciler(?:-[\w.-]{1,255})?/g, '$1-reconciler'),
  replace(/\bexceeded quota: [\w.-]{1,255}/g, 'exceeded quota: *'),
  replace(/\bin namespace [\w.-]{1,255}/g, 'in namespace *'),
  replace(/\bSecret [\w.-]{1,255} not found/g, 'Secret * not found'),
  replace(/\bRun\((git [a-z-]{1,40})[^)\n]{0,1000}\)/g, 'Run($1)'),
  replace(/\bRemote branch \S{1,255} not found/gi, 'Remote branch * not found'),
  replace(/\bremote ref \S{1,255}/gi, 'remote ref *'),
  replace(/-selector=[\w.-]{1,255}/g, '-selector=*'),
  replace(/\bUser "[^"\n]{0,300}"/g, 'User *'),
  replace(/\bnamespace "[^"\n]{0,300}"/gi, 'namespace *'),
  replace(
    /\bInvalid value: [\w.*[\]]{1,60}\{[^\n]{0,2000}\}: /g,
    'Invalid value: *: ',
  ),
  replace(/\bmap\[[^\]\n]{0,1000}\]/g, 'map[*]'),
  replace(/<[^<>\s]{1,300}>/g, '<*>'),
  // What is quoted.
  replace(
    /(?:\b([A-Za-z]{1,40})(:? ?))?"([^"\n]{1,300})"/g,
    (match, word: string | undefined, space: string | undefined, inner) =>
      isCause(word, inner) ? match : `${word ?? ''}${space ?? ''}"*"`,
  ),
  replace(
    /(?:\b([A-Za-z]{1,40})(:? ))?(?<!\w)'([^'\s]{1,300})'/g,
    (match, word: string | undefined, space: string | undefined, inner) =>
      isCause(word, inner) ? match : `${word ?? ''}${space ?? ''}'*'`,
  ),
  replace(/`([^`\s]{1,300})`/g, (match, inner) =>
    isCause(undefined, inner) ? match : '`*`',
  ),
  // Paths, and names with their namespace.
  replace(
    /(?<![\w"'`.*/-])[\w.*~-]{0,255}(?:\/[\w.*~@+-]{1,255}){1,64}\/?/g,
    withoutPath,
  ),
  replace(/(?<![\w.-])[\w.-]{1,255}\.(?:ya?ml|json|tgz)\b/g),
  // Numbers, versions, quantities and durations. Status codes stay.
  replace(
    /\b((?:status(?: code)?|exit (?:status|code)|returned error|code)[:=]? ?\d{1,3})\b|(?<![A-Za-z0-9_-])-?v?\d[\w.:%+]{0,63}/gi,
    (match, status: string | undefined) =>
      status ?? (API_VERSION.test(match) ? match : withoutNumber(match)),
  ),
  replace(/\s+/g, ' '),
  replace(/(["'`]?)\*\1(?:(?:,|;|,? and|,? or) \1\*\1){1,200}/g, '$1*$1'),
];

/**
 * Takes out of a message everything that differs from place to place while the cause is the same:
 * names, namespaces, paths, addresses, commits, times, numbers. Kinds, fields, constraints, verbs
 * and status codes stay: they are the cause.
 */
export function templateOf(facts: {
  message: string;
  resources?: readonly SyncErrorResource[];
  names?: readonly string[];
}): string {
  const text = withoutNames(bareMessage(facts.message), namesOf(facts));
  return RULES.reduce((rest, rule) => rule(rest), text)
    .trim()
    .slice(0, MAX_LENGTH);
}

function isCause(word: string | undefined, inner: string): boolean {
  return (
    (word !== undefined && CAUSE_WORDS.has(word.toLowerCase())) ||
    FIELD.test(inner) ||
    API_VERSION.test(inner) ||
    DOMAIN_KEY.test(inner) ||
    !LOWER_CASE_NAME.test(inner)
  );
}

function withoutPath(path: string): string {
  if (
    API_VERSION.test(path) ||
    DOMAIN_KEY.test(path) ||
    path.toLowerCase() === 'i/o'
  ) {
    return path;
  }
  const kind = /^[A-Z][A-Za-z]*(?:\.[a-z0-9.-]+)?(?=\/)/.exec(path)?.[0];
  return kind ? `${kind}/${PLACEHOLDER}` : PLACEHOLDER;
}

// The end of a sentence is none of the number.
function withoutNumber(number: string): string {
  return `${PLACEHOLDER}${/[.:]$/.exec(number)?.[0] ?? ''}`;
}
