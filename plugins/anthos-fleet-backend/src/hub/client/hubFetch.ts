import { MAX_RETRIES, parseRetryAfter, pause, retryDelayMs } from './backoff';
import { boundedFetch, CutAnswer, RefusedAnswer } from './boundedFetch';
import type { Deadline } from './Deadline';
import { isCertificateError } from './networkErrors';
import { HttpFailure } from './problems';

export interface HubFetchOptions {
  /** The only origin that is called. */
  endpoint: string;
  maxResponseBytes: number;
  deadline: Deadline;
}

/**
 * `fetch` for one call to the Hub: to its own host only, tried again while the server asks for
 * patience or cannot be reached, all within the deadline of the call.
 *
 * @throws HttpFailure for an answer other than 2xx
 */
export function createHubFetch(options: HubFetchOptions): typeof fetch {
  const { origin } = new URL(options.endpoint);
  const { deadline } = options;

  async function request(url: URL, init: RequestInit): Promise<Response> {
    const response = await boundedFetch(
      url,
      { method: init.method, headers: init.headers, signal: deadline.signal },
      options.maxResponseBytes,
    );
    if (!response.ok) {
      throw new HttpFailure(
        response.status,
        response.headers,
        await response.text(),
      );
    }
    return response;
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) {
      throw new RefusedAnswer(
        `A request to ${url.host} was not sent: credentials are sent to ${origin} only`,
        'Configure the address of the Google API itself',
      );
    }
    for (let retry = 0; ; retry++) {
      try {
        return await request(url, init);
      } catch (error) {
        const waitMs = retryDelayMs(retry, retryAfterMs(error));
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
  return error instanceof CutAnswer || !isCertificateError(error);
}
