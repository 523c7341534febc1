import { CustomErrorBase } from '@backstage/errors';

/** Why a repository could not be read or written. */
export type GitProblemKind =
  | 'not-found'
  | 'unauthenticated'
  | 'forbidden'
  | 'read-only'
  | 'protected'
  | 'raced'
  | 'moved'
  | 'timeout'
  | 'unreachable'
  | 'rate-limited'
  | 'too-large'
  | 'cancelled'
  | 'invalid';

/**
 * A repository could not be read or written. The message says what is wrong and what to do, and
 * never holds a credential.
 */
export class GitProblem extends CustomErrorBase {
  name = 'GitProblem' as const;

  constructor(readonly kind: GitProblemKind, message: string, cause?: unknown) {
    super(message, cause instanceof GitProblem ? cause : undefined);
  }
}

const MAX_REMARK = 400;

/**
 * What a server said, fit to be shown: one line, short, without terminal control and without what
 * must stay secret.
 */
export function remark(
  text: string | undefined,
  secrets: readonly string[],
): string {
  let clean = (text ?? '')
    // Colours of hooks.
    .replace(/\p{Cc}\[[0-9;]*[A-Za-z]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (const secret of secrets) {
    clean = clean.split(secret).join('***');
  }
  return clean.length > MAX_REMARK ? `${clean.slice(0, MAX_REMARK)}…` : clean;
}
