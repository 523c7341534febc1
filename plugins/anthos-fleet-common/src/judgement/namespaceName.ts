import { reservedReason } from './reservedNamespaces';

/**
 * What can be wrong with the name of a namespace.
 *
 * @public
 */
export type NamespaceNameProblemCode =
  | 'empty'
  | 'too-long'
  | 'not-a-label'
  | 'too-long-for-config-sync'
  | 'reserved'
  | 'prefix';

/**
 * One thing that is wrong with the name of a namespace.
 *
 * @public
 */
export interface NamespaceNameProblem {
  /** Never changes its meaning; for translations. */
  code: NamespaceNameProblemCode;
  /** English, with what to do. */
  message: string;
  /** What a translation needs: the limit, the reserved pattern, the allowed prefixes. */
  details: { limit?: number; character?: string; pattern?: string };
}

/**
 * What a namespace may be called besides Kubernetes' own rules.
 *
 * @public
 */
export interface NamespaceNameRules {
  /** Name of the RepoSync in the namespace, which shares a limit with it. Default: `repo-sync`. */
  repoSyncName?: string;
  /** The name must begin with one of these. Default: anything. */
  prefixes?: readonly string[];
  /** More names that are taken: whole names, or beginnings as in `team-platform-*`. */
  reserved?: readonly string[];
}

/** Namespaces are DNS labels. */
const LONGEST_LABEL = 63;

/** Config Sync makes the reconciler's name out of both, and has no room for more. */
const LONGEST_WITH_SYNC = 45;

/**
 * Name of a RepoSync that has its namespace for itself.
 *
 * @public
 */
export const DEFAULT_REPO_SYNC_NAME = 'repo-sync';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Says what is wrong with the name of a new namespace; an empty list when nothing is.
 *
 * @public
 */
export function checkNamespaceName(
  name: string,
  rules: NamespaceNameRules = {},
): NamespaceNameProblem[] {
  if (name === '') {
    return [
      { code: 'empty', message: 'Give the namespace a name', details: {} },
    ];
  }
  const problems = [...labelProblems(name), ...lengthProblems(name, rules)];
  const pattern = reservedReason(name, rules.reserved);
  if (pattern) {
    problems.push({
      code: 'reserved',
      message: `${pattern.names} is kept for ${pattern.use}; choose another name`,
      details: { pattern: pattern.names },
    });
  }
  const { prefixes = [] } = rules;
  if (prefixes.length && !prefixes.some(prefix => name.startsWith(prefix))) {
    problems.push({
      code: 'prefix',
      message: `The name must begin with ${either(prefixes)}`,
      details: { pattern: prefixes.join(', ') },
    });
  }
  return problems;
}

function labelProblems(name: string): NamespaceNameProblem[] {
  if (LABEL.test(name)) {
    return [];
  }
  const character = Array.from(name).find(each => !/[-a-z0-9]/.test(each));
  return [
    {
      code: 'not-a-label',
      message:
        character === undefined
          ? 'The name must begin and end with a small letter or a digit'
          : `The name has ${described(
              character,
            )}; use only small letters a to z, digits, and dashes in between`,
      details: character === undefined ? {} : { character },
    },
  ];
}

function lengthProblems(
  name: string,
  { repoSyncName = DEFAULT_REPO_SYNC_NAME }: NamespaceNameRules,
): NamespaceNameProblem[] {
  const { length } = name;
  if (length > LONGEST_LABEL) {
    return [
      {
        code: 'too-long',
        message: `The name has ${length} characters, and Kubernetes allows ${LONGEST_LABEL}; shorten it`,
        details: { limit: LONGEST_LABEL },
      },
    ];
  }
  const room = Math.max(LONGEST_WITH_SYNC - repoSyncName.length, 0);
  return length > room
    ? [
        {
          code: 'too-long-for-config-sync',
          message: `The name has ${length} characters, and beside a RepoSync called ${repoSyncName} Config Sync has room for ${room}; shorten it`,
          details: { limit: room },
        },
      ]
    : [];
}

/** A letter that only looks right is told by its number. */
function described(character: string): string {
  const code = (character.codePointAt(0) ?? 0)
    .toString(16)
    .toUpperCase()
    .padStart(4, '0');
  if (character === ' ') {
    return 'a space';
  }
  return /^[!-~]$/.test(character) ? `'${character}'` : `U+${code}`;
}

function either(words: readonly string[]): string {
  return words.length === 1
    ? words[0]
    : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}
