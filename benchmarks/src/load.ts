import autocannon from 'autocannon';

/**
 * Loads one route with clients that ask again as soon as they have their answer.
 *
 * @returns how long each answer took, milliseconds
 * @throws when any answer is not 2xx, because a fast failure is not a fast route
 */
export async function load(options: {
  url: string;
  token: string;
  clients: number;
  seconds: number;
}): Promise<number[]> {
  const times: number[] = [];
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const instance = autocannon(
      {
        url: options.url,
        connections: options.clients,
        duration: options.seconds,
        headers: { authorization: `Bearer ${options.token}` },
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      times.push(milliseconds);
    });
  });
  if (result.non2xx > 0 || result.errors > 0 || times.length === 0) {
    throw new Error(
      `${options.url}: ${result.non2xx} answers were not 2xx, ${result.errors} failed, ${times.length} came`,
    );
  }
  return times;
}

/** The value that a part of the times, such as 0.95, does not exceed. */
export function quantile(times: number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
}
