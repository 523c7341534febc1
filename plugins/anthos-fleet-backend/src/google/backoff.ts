import { setTimeout as sleep } from 'node:timers/promises';

/** Times a request is repeated before its failure counts. */
export const MAX_RETRIES = 4;

/** Time before the first retry; each of the next waits twice as long as the one before. */
export const FIRST_DELAY_MS = 250;
const FACTOR = 2;
const LONGEST_DELAY_MS = 10_000;

/**
 * Time to wait before a retry. Half of it is random, so that replicas that failed together do not
 * come back together; a `Retry-After` of the server is never cut short.
 */
export function retryDelayMs(
  retry: number,
  retryAfterMs: number | undefined,
  firstDelayMs: number = FIRST_DELAY_MS,
  random: () => number = Math.random,
): number {
  const full = Math.min(firstDelayMs * FACTOR ** retry, LONGEST_DELAY_MS);
  const jittered = full * (0.5 + random() / 2);
  return Math.max(jittered, retryAfterMs ?? 0);
}

/**
 * Reads `Retry-After`: a number of seconds, or an HTTP date.
 */
export function parseRetryAfter(
  value: string | null | undefined,
  now: Date,
): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  // Only dates as HTTP writes them; Date.parse alone would take almost any number for one.
  const date = /^[A-Z][a-z]+,? .*\d{2}:\d{2}:\d{2}/.test(text)
    ? Date.parse(text)
    : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}

/** Waits, unless the signal is given first. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal });
}
