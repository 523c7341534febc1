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
  /** New: in trouble, and never seen without. */
  direction: 'worse' | 'new' | 'better';
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
 * What got worse or better on the whole, and what is in trouble since it was first seen. The worst
 * first; among equals what got worse before what is new, and then the newest first.
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
  const subjects = new Map<string, Course<T>>();
  for (const transition of transitions) {
    const key = `${transition.subject}\n${transition.subjectId}`;
    const known = subjects.get(key);
    subjects.set(key, {
      first: transition,
      last: known?.last ?? transition,
      wasWell:
        known?.wasWell === true ||
        (known !== undefined && levelOf(transition.to) === WELL),
    });
  }
  return [...subjects.values()]
    .flatMap((course): JudgedChange<T>[] => {
      const { first, last } = course;
      const direction = directionOf(course);
      const from = first.from ?? last.from;
      return direction
        ? [{ direction, ...(from !== undefined && { from }), last }]
        : [];
    })
    .sort(compareChanges);
}

interface Course<T extends ChangeFacts> {
  first: T;
  last: T;
  /** In between. */
  wasWell: boolean;
}

function directionOf({
  first: { from },
  last: { to },
  wasWell,
}: Course<ChangeFacts>): JudgedChange<ChangeFacts>['direction'] | undefined {
  if (REMOVED.has(to)) {
    return undefined;
  }
  const level = levelOf(to);
  if (from === undefined) {
    const trouble = wasWell ? 'worse' : 'new';
    return level > UNKNOWN ? trouble : undefined;
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
    Number(a.direction === 'new') - Number(b.direction === 'new') ||
    Date.parse(b.last.at) - Date.parse(a.last.at)
  );
}
