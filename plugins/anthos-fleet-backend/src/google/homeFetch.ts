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
  /** The only addresses whose origins are called. */
  homes: readonly string[];
  maxResponseBytes: number;
  deadline: Deadline;
  /** Times a request is repeated. Default: 4. */
  maxRetries?: number;
  /** Time before the first retry. */
  retryDelayMs?: number;
  /** Whether an answer other than 2xx may be a better one later. Default: HTTP 429 and 503. */
  isPassing?: (failure: HttpFailure) => boolean;
  /** Waited for before each retry, beside the pause. When it fails, there is none. */
  beforeRetry?: (signal: AbortSignal) => Promise<void>;
  /** What sends the requests. Default: `fetch`. */
  fetch?: typeof fetch;
}

/** What a request does beside reading. */
export interface Sending {
  method?: string;
  body?: RequestInit['body'];
}

/** Sends one request and gives back its answer, which is a good one. */
export type Send = (
  url: URL,
  headers: Headers,
  sending?: Sending,
) => Promise<Answer>;

/**
 * Sends the requests of one call that carry an access token: to their own hosts only, again while
 * the server asks for patience or cannot be reached, all within the deadline of the call.
 *
 * @throws HttpFailure for an answer other than 2xx
 */
export function createHomeFetch(options: HomeFetchOptions): Send {
  const { deadline, maxResponseBytes, maxRetries = MAX_RETRIES } = options;
  const origins = options.homes.map(home => new URL(home).origin);

  async function request(
    url: URL,
    headers: Headers,
    { method, body }: Sending,
  ): Promise<Answer> {
    const answer = await boundedFetch(
      url,
      { method, headers, body, signal: deadline.signal },
      maxResponseBytes,
      options.fetch,
    );
    if (!answer.ok) {
      throw new HttpFailure(answer.status, answer.headers, answer.text);
    }
    return answer;
  }

  /** Waits for the moment of the next try; throws the failure where there is none. */
  async function untilRetry(failure: unknown, retry: number): Promise<void> {
    const waitMs = retryDelayMs(
      retry,
      retryAfterMs(failure),
      options.retryDelayMs,
    );
    if (
      retry >= maxRetries ||
      !isWorthRetrying(failure, options) ||
      // The failure says more than a timeout would.
      waitMs >= deadline.remainingMs
    ) {
      throw failure;
    }
    await pause(waitMs, deadline.signal);
    await options.beforeRetry?.(deadline.signal).catch(() => {
      throw failure;
    });
  }

  return async (url, headers, sending = {}) => {
    if (!origins.includes(url.origin)) {
      throw new RefusedAnswer(
        `A request to ${
          url.host
        } was not sent: credentials are sent to ${origins.join(', ')} only`,
        'Configure the address of the Google API itself',
      );
    }
    for (let retry = 0; ; retry++) {
      try {
        return await request(url, headers, sending);
      } catch (failure) {
        await untilRetry(failure, retry);
      }
    }
  };
}

/** When a failed server asks to be asked again. */
export function retryAfterMs(error: unknown): number | undefined {
  return error instanceof HttpFailure
    ? parseRetryAfter(error.headers.get('retry-after'), new Date())
    : undefined;
}

function isWorthRetrying(
  error: unknown,
  { deadline, isPassing = isBusy }: HomeFetchOptions,
): boolean {
  if (deadline.signal.aborted || error instanceof RefusedAnswer) {
    return false;
  }
  if (error instanceof HttpFailure) {
    return isPassing(error);
  }
  return (
    error instanceof CutAnswer ||
    (isNetworkError(error) && !isCertificateError(error))
  );
}

function isBusy({ status }: HttpFailure): boolean {
  return status === 429 || status === 503;
}
