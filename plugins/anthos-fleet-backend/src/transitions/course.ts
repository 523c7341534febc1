import type { Span } from './timeline';

const STEP_MS = 6 * 3_600_000;
const STEPS = 28;

/** From when on a course tells, ISO 8601. */
export function courseStart(now: Date): string {
  return new Date(startOf(now)).toISOString();
}

/**
 * How many package syncs had an error at any time of each six hours of the last week, oldest first.
 * The last step goes on.
 */
export function toCourse(spans: readonly Span[], now: Date): number[] {
  const start = startOf(now);
  const stepOf = (time: number) => Math.floor((time - start) / STEP_MS);
  const changes = Array<number>(STEPS + 1).fill(0);
  // A package sync counts once a step, however often it had the error.
  const countedUntil = new Map<string, number>();
  const inOrder = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { syncId, from, to } of inOrder) {
    const first = Math.max(
      stepOf(Date.parse(from)),
      countedUntil.get(syncId) ?? 0,
    );
    const last =
      to === null ? STEPS - 1 : Math.min(stepOf(Date.parse(to) - 1), STEPS - 1);
    if (first <= last) {
      changes[first] += 1;
      changes[last + 1] -= 1;
      countedUntil.set(syncId, last + 1);
    }
  }
  let current = 0;
  return changes.slice(0, STEPS).map(change => (current += change));
}

function startOf(now: Date): number {
  // Whole steps, so that two looks at the same time find the same.
  return (Math.floor(now.getTime() / STEP_MS) - STEPS + 1) * STEP_MS;
}
