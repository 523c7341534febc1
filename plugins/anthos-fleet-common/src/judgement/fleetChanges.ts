/**
 * The part of a transition that tells whether something got worse or better.
 *
 * @public
 */
export interface ChangeFacts {
  subject: string;
  subjectId: string;
  /** Absent for what is seen first. */
  from?: string;
  to: string;
  /** When it was first seen, ISO 8601. */
  at: string;
}

/**
 * What several transitions of one subject come to.
 *
 * @public
 */
export interface JudgedChange<T extends ChangeFacts> {
  direction: 'worse' | 'better';
  /**
   * The state before the first of them, or before the last where there was none; absent for what is
   * seen first.
   */
  from?: string;
  /** The last of them. */
  last: T;
}

const BROKEN = 3;
const SILENT = 2;
const UNKNOWN = 1;
const WELL = 0;

const LEVELS = new Map([
  ['error', BROKEN],
  ['stalled', BROKEN],
  ['open', BROKEN],
  ['silent', SILENT],
  ['synced', WELL],
  ['pending', WELL],
  ['reconciling', WELL],
  ['closed', WELL],
  ['answering', WELL],
]);

/** Somebody took it away, or out of use: neither worse nor better. */
const REMOVED = new Set(['not-configured', 'not-installed']);

/**
 * What got worse or better on the whole, the worst first, and the newest first among equals.
 *
 * Something that broke and was mended since is left out, and so is something broken of which
 * nothing is known any more: that is not better.
 *
 * @param transitions - of any subjects, newest first
 *
 * @public
 */
export function judgeChanges<T extends ChangeFacts>(
  transitions: readonly T[],
): JudgedChange<T>[] {
  const subjects = new Map<string, { first: T; last: T }>();
  for (const transition of transitions) {
    const key = `${transition.subject}\n${transition.subjectId}`;
    const known = subjects.get(key);
    subjects.set(key, { first: transition, last: known?.last ?? transition });
  }
  return [...subjects.values()]
    .flatMap(({ first, last }): JudgedChange<T>[] => {
      const direction = directionOf(first.from, last.to);
      const from = first.from ?? last.from;
      return direction
        ? [{ direction, ...(from !== undefined && { from }), last }]
        : [];
    })
    .sort(compareChanges);
}

function directionOf(
  from: string | undefined,
  to: string,
): JudgedChange<ChangeFacts>['direction'] | undefined {
  if (REMOVED.has(to)) {
    return undefined;
  }
  const level = levelOf(to);
  if (from === undefined) {
    return level > UNKNOWN ? 'worse' : undefined;
  }
  if (level > levelOf(from)) {
    return 'worse';
  }
  return level === WELL && levelOf(from) > WELL ? 'better' : undefined;
}

/** A state without a level tells nothing of how well something is. */
function levelOf(state: string): number {
  return LEVELS.get(state) ?? UNKNOWN;
}

function compareChanges(
  a: JudgedChange<ChangeFacts>,
  b: JudgedChange<ChangeFacts>,
): number {
  return (
    levelOf(b.last.to) - levelOf(a.last.to) ||
    Date.parse(b.last.at) - Date.parse(a.last.at)
  );
}
