import type { TimelineBucket } from 'backstage-plugin-anthos-fleet-common';

/** From when to when one package sync had an error, ISO 8601; no end while it has it. */
export interface Span {
  syncId: string;
  from: string;
  to: string | null;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
];
const MAX_BUCKETS = 60;

/**
 * Counts package syncs at even distances from the first time that any had the error until now: in
 * steps as long as a chart of at most sixty of them needs. The last one is now.
 */
export function toTimeline(spans: Span[], now: Date): TimelineBucket[] {
  const end = now.getTime();
  const times = spans
    .map(({ syncId, from, to }) => ({
      syncId,
      from: Date.parse(from),
      to: to === null ? Infinity : Date.parse(to),
    }))
    .filter(({ from }) => from <= end);
  if (times.length === 0) {
    return [];
  }
  const start = Math.min(...times.map(({ from }) => from));
  const step =
    STEPS.find(length => (end - start) / length < MAX_BUCKETS - 1) ??
    Math.ceil((end - start) / (MAX_BUCKETS - 2));
  const buckets: TimelineBucket[] = [];
  // Whole steps, so that two looks at the same time find the same buckets.
  for (let at = Math.floor(start / step) * step; at < end; at += step) {
    buckets.push(countAt(times, at, Math.min(at + step, end)));
  }
  buckets.push(countAt(times, end, end));
  return buckets;
}

/** Package syncs that had it at any time of a step. */
function countAt(
  times: { syncId: string; from: number; to: number }[],
  at: number,
  until: number,
): TimelineBucket {
  const syncs = times.filter(({ from, to }) =>
    at === until ? from <= at && to > at : from < until && to > at,
  );
  return {
    at: new Date(at).toISOString(),
    packageSyncs: new Set(syncs.map(({ syncId }) => syncId)).size,
  };
}
