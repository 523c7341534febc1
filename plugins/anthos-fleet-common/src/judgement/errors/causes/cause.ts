import type { Explanation } from '../texts/explanation';

/**
 * A cause that can be told from the text of an error. Patterns see the text with all names taken
 * out (`templateOf`), so that every error of a group has the same headline.
 */
export interface Cause {
  /** Normalised codes that it is looked for in. */
  codes: readonly string[];
  pattern: RegExp;
  headline: string | ((match: RegExpExecArray) => string);
  /** Where it says more than the explanation of the code. */
  explanation?: Omit<Explanation, 'title'>;
}

/** Writes `VirtualService.networking.istio.io` as `VirtualService (networking.istio.io)`. */
export function kindText(groupKind: string): string {
  const [kind, ...group] = groupKind.split('.');
  return group.length ? `${kind} (${group.join('.')})` : kind;
}
