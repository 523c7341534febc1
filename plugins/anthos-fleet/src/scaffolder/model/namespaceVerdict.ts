import {
  checkNamespaceName,
  type NamespaceNameProblem,
  type NamespaceNameRules,
  type NamespaceStatus,
} from 'backstage-plugin-anthos-fleet-common';
import type { FormTranslation } from '../../formTranslation';
import type { Tone } from '../../model/tone';
import { clusterWord, namesInRow } from './clusterNames';
import { textOf, textsOf } from './values';

/** What is known of a name that breaks no rule. */
export type NamespaceVerdict =
  | { kind: 'free'; unknown: number }
  | { kind: 'yours'; owner: string; clusters: string[]; unknown: number }
  | { kind: 'taken'; owner: string; clusters: string[]; unknown: number }
  | { kind: 'unowned'; clusters: string[]; unknown: number };

/**
 * Says whose a namespace is.
 *
 * @param mine - the owner that the form names, or the groups of who fills it in
 */
export function judgeNamespace(
  status: NamespaceStatus,
  mine: readonly string[],
): NamespaceVerdict {
  const unknown = status.totalUnknown;
  const clusters = status.clusters.map(({ cluster }) => cluster);
  if (!clusters.length && !status.owners.length) {
    return { kind: 'free', unknown };
  }
  const lower = mine.map(ref => ref.toLocaleLowerCase('en-US'));
  const other = status.owners.find(
    owner => !lower.includes(owner.toLocaleLowerCase('en-US')),
  );
  if (other !== undefined) {
    return { kind: 'taken', owner: other, clusters, unknown };
  }
  const [owner] = status.owners;
  return owner === undefined
    ? { kind: 'unowned', clusters, unknown }
    : { kind: 'yours', owner, clusters, unknown };
}

/** What is not known of every cluster is not good, however it looks on the others. */
export function toneOfVerdict({ kind, unknown }: NamespaceVerdict): Tone {
  switch (kind) {
    case 'taken':
      return 'broken';
    case 'unowned':
      return 'attention';
    default:
      return unknown > 0 ? 'unknown' : 'good';
  }
}

/** Reads the options that bear on the name. */
export function readRules(options: unknown): NamespaceNameRules {
  const given = (options ?? {}) as Record<string, unknown>;
  const repoSyncName = textOf(given.repoSyncName);
  return {
    prefixes: textsOf(given.prefixes),
    reserved: textsOf(given.reserved),
    ...(repoSyncName && { repoSyncName }),
  };
}

/** The owner that the form names, as a list of none or one. */
export function ownerInForm(options: unknown, formData: unknown): string[] {
  const field = textOf(
    (options as Record<string, unknown> | undefined)?.ownerField,
  );
  const data = (formData ?? {}) as Record<string, unknown>;
  return field && Object.hasOwn(data, field) ? textsOf(data[field]) : [];
}

/** How long a name may be beside the RepoSync that goes with it. */
export function longestName(rules: NamespaceNameRules): number {
  const [problem] = checkNamespaceName('a'.repeat(63), {
    repoSyncName: rules.repoSyncName,
  });
  return problem?.details.limit ?? 63;
}

// Letters that look like others, or like nothing, are told by their number.
function characterWord(t: FormTranslation, character: string): string {
  if (character === ' ') {
    return t('namespaceName.space');
  }
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return /^[!-~]$/.test(character)
    ? `“${character}”`
    : `U+${code.padStart(4, '0')}`;
}

/** Where a namespace is, in one phrase. */
export function clustersPhrase(
  t: FormTranslation,
  locale: string,
  clusters: readonly string[],
): string {
  return clusters.length
    ? namesInRow(t, locale, clusters.map(clusterWord))
    : t('namespaceName.noCluster');
}

/**
 * Whose a namespace is that is not the reader's.
 *
 * @param owner - by name
 */
export function takenSentence(
  t: FormTranslation,
  locale: string,
  { owner, clusters }: { owner: string; clusters: readonly string[] },
): string {
  return t('namespaceName.taken', {
    owner,
    clusters: clustersPhrase(t, locale, clusters),
  });
}

/** A problem of a name in the reader's language. */
export function problemSentence(
  t: FormTranslation,
  { code, message, details }: NamespaceNameProblem,
): string {
  const { limit = 0, character, pattern = '' } = details;
  switch (code) {
    case 'empty':
      return t('namespaceName.problem.empty');
    case 'too-long':
    case 'too-long-for-config-sync':
      return t(`namespaceName.problem.${code}`, { limit: String(limit) });
    case 'not-a-label':
      return character === undefined
        ? t('namespaceName.problem.ends')
        : t('namespaceName.problem.not-a-label', {
            character: characterWord(t, character),
          });
    case 'reserved':
    case 'prefix':
      return t(`namespaceName.problem.${code}`, { pattern });
    default:
      // Rules of a newer -common package say it in English.
      return message;
  }
}
