import { MAX_RETRIES, parseRetryAfter, pause, retryDelayMs } from './backoff';
import {
  boundedFetch,
  CutAnswer,
  RefusedAnswer,
  type Answer,
} from './boundedFetch';
import type { Deadline } from './Deadline';
import { isCertificateError, isNetworkError } from './networkErrors';
import { HttpFailure } from './problems';

export interface HomeFetchOptions {
  /** The only origin that is called. */
  endpoint: string;
  maxResponseBytes: number;
  deadline: Deadline;
  /** Time before the first retry. */
  retryDelayMs?: number;
}

/** Sends one request and gives back its answer, which is a good one. */
export type Send = (url: URL, headers: Headers) => Promise<Answer>;

/**
 * Sends the requests of one call to the Hub: to its own host only, again while the server asks
 * for patience or cannot be reached, all within the deadline of the call.
 *
 * @throws HttpFailure for an answer other than 2xx
 */
export function createHomeFetch(options: HomeFetchOptions): Send {
  const { origin } = new URL(options.endpoint);
  const { deadline, maxResponseBytes } = options;

  async function request(url: URL, headers: Headers): Promise<Answer> {
    const answer = await boundedFetch(
      url,
      { headers, signal: deadline.signal },
      maxResponseBytes,
    );
    if (!answer.ok) {
      throw new HttpFailure(answer.status, answer.headers, answer.text);
    }
    return answer;
  }

  return async (url, headers) => {
    if (url.origin !== origin) {
      throw new RefusedAnswer(
        `A request to ${url.host} was not sent: credentials are sent to ${origin} only`,
        'Configure the address of the Google API itself',
      );
    }
    for (let retry = 0; ; retry++) {
      try {
        return await request(url, headers);
      } catch (error) {
        const waitMs = retryDelayMs(
          retry,
          retryAfterMs(error),
          options.retryDelayMs,
        );
        if (
          retry >= MAX_RETRIES ||
          !isWorthRetrying(error, deadline) ||
          // The failure says more than a timeout would.
          waitMs >= deadline.remainingMs
        ) {
          throw error;
        }
        await pause(waitMs, deadline.signal);
      }
    }
  };
}

function retryAfterMs(error: unknown): number | undefined {
  return error instanceof HttpFailure
    ? parseRetryAfter(error.headers.get('retry-after'), new Date())
    : undefined;
}

function isWorthRetrying(error: unknown, deadline: Deadline): boolean {
  if (deadline.signal.aborted || error instanceof RefusedAnswer) {
    return false;
  }
  if (error instanceof HttpFailure) {
    return error.status === 429 || error.status === 503;
  }
  return (
    error instanceof CutAnswer ||
    (isNetworkError(error) && !isCertificateError(error))
  );
}
