import autocannon from 'autocannon';

export interface Request {
  url: string;
  token: string;
  method?: 'GET' | 'POST';
  /** Sent as JSON. */
  body?: unknown;
  /** Path of the next request, where they are not all the same. */
  nextPath?: () => string;
}

export interface LoadResult {
  /** How long each answer took, milliseconds. */
  times: number[];
  /** Requests that had no answer within the time limit, or another than 2xx. */
  failed: number;
}

/**
 * Loads one route with clients that ask again as soon as they have their answer.
 *
 * @throws when an answer is not 2xx and that is not allowed, because
 * a fast failure is not a fast route
 */
export async function load(
  request: Request,
  options: {
    clients: number;
    seconds: number;
    /** Longest wait for one answer, seconds. */
    timeout?: number;
    mayFail?: boolean;
  },
): Promise<LoadResult> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: request.url,
        method: request.method ?? 'GET',
        ...(request.body === undefined
          ? {}
          : { body: JSON.stringify(request.body) }),
        ...(request.nextPath && {
          requests: [
            {
              setupRequest: asked => ({ ...asked, path: request.nextPath?.() }),
            },
          ],
        }),
        connections: options.clients,
        duration: options.seconds,
        timeout: options.timeout ?? 30,
        headers: {
          authorization: `Bearer ${request.token}`,
          'content-type': 'application/json',
        },
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      if (status >= 200 && status < 300) {
        times.push(milliseconds);
      }
    });
  });
  const failed = result.non2xx + result.errors;
  if (!options.mayFail && failed > 0) {
    throw new Error(
      `${request.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed, ${times.length} came`,
    );
  }
  return { times, failed };
}

/** The value that a part of the times, such as 0.95, does not exceed; NaN when there are none. */
export function quantile(times: number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return (
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN
  );
}
