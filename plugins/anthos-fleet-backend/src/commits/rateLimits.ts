import { parseRetryAfter } from '../google/backoff';

/** An hour: a host that says more is asked again after it, to see whether it means it. */
const LONGEST_MS = 3_600_000;
/** Where a host says that it was too much, and not for how long. */
const DEFAULT_MS = 60_000;
/** Of what a host allows, so much is left to what else the portal asks with the same credentials. */
const SPARED_SHARE = 0.1;

/**
 * How long a host wants to be left alone, by an answer that refused, in milliseconds.
 *
 * @returns undefined when it refused for another reason
 */
export function pauseAsked(
  answer: { status: number; headers: Headers; text: string },
  now: Date,
): number | undefined {
  const { status, headers, text } = answer;
  const asked =
    parseRetryAfter(headers.get('retry-after'), now) ?? resetIn(headers, now);
  const isLimit =
    status === 429 ||
    (status === 403 &&
      (headers.has('retry-after') ||
        remaining(headers) === 0 ||
        /rate limit/i.test(text.slice(0, 2_000))));
  return isLimit ? bounded(asked ?? DEFAULT_MS) : undefined;
}

/** How long to wait because little is left of what a host allows, in milliseconds. */
export function pauseToSpare(headers: Headers, now: Date): number | undefined {
  const left = remaining(headers);
  const limit = count(headers, 'limit');
  const reset = resetIn(headers, now);
  return left !== undefined &&
    limit !== undefined &&
    reset !== undefined &&
    left <= limit * SPARED_SHARE
    ? bounded(reset)
    : undefined;
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, 1_000), LONGEST_MS);
}

function remaining(headers: Headers): number | undefined {
  return count(headers, 'remaining');
}

function resetIn(headers: Headers, now: Date): number | undefined {
  const seconds = count(headers, 'reset');
  return seconds === undefined ? undefined : seconds * 1_000 - now.getTime();
}

/** GitHub and Gitea write `x-` before the name, GitLab does not. */
function count(headers: Headers, name: string): number | undefined {
  const text =
    headers.get(`x-ratelimit-${name}`) ?? headers.get(`ratelimit-${name}`);
  return text && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}
