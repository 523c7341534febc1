/** The connection broke in the middle of an answer. */
export class CutAnswer extends Error {
  constructor(options: ErrorOptions) {
    super('The answer broke off', options);
    this.name = 'CutAnswer';
  }
}

/** An answer that is refused for what it is; asking again would not change it. */
export class RefusedAnswer extends Error {
  readonly remedy: string;
  /** It is refused for its size alone. */
  readonly tooLarge: boolean;

  constructor(
    message: string,
    remedy: string,
    { tooLarge = false }: { tooLarge?: boolean } = {},
  ) {
    super(message);
    this.name = 'RefusedAnswer';
    this.remedy = remedy;
    this.tooLarge = tooLarge;
  }
}

// Enough for any error of Google's; the rest of a longer one is not read.
const MAX_ERROR_BYTES = 256 * 1024;

/** Collects the bytes of a body; they become text once, at the end, if they come to it. */
class Body {
  size = 0;
  readonly #chunks: Uint8Array[] = [];

  add(chunk: Uint8Array): void {
    this.size += chunk.byteLength;
    this.#chunks.push(chunk);
  }

  toString(): string {
    return Buffer.concat(this.#chunks, this.size).toString('utf8');
  }
}

/** An answer that was read to its end. */
export interface Answer {
  ok: boolean;
  status: number;
  headers: Headers;
  text: string;
}

/**
 * `fetch` for answers from a server that is not trusted: redirects are not followed, because they
 * would take the access token to another host, and a body is read to the end here, under a limit
 * that also holds for what a compressed body grows to. Of an error only the beginning is read.
 *
 * @param send - what sends the request, where it is not the `fetch` of the platform
 * @throws RefusedAnswer for a redirect and for an answer that is too large
 * @throws CutAnswer when the connection broke after the answer had begun
 */
export async function boundedFetch(
  url: URL,
  init: RequestInit & { signal: AbortSignal },
  maxBytes: number,
  send: typeof fetch = fetch,
): Promise<Answer> {
  const response = await send(url, { ...init, redirect: 'manual' });
  const { ok, status, headers } = response;
  if (status >= 300 && status < 400) {
    await response.body?.cancel();
    throw redirected(url, response);
  }
  const text = ok
    ? await readBody(response, maxBytes, init.signal)
    : await readHead(response, init.signal);
  return { ok, status, headers, text };
}

async function readBody(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<string> {
  const announced = Number(response.headers.get('content-length'));
  if (announced > maxBytes) {
    await response.body?.cancel();
    throw largerThan(maxBytes);
  }
  const body = new Body();
  for await (const chunk of chunksOf(response, signal)) {
    body.add(chunk);
    if (body.size > maxBytes) {
      // Leaving the loop cancels the body and with it the connection.
      throw largerThan(maxBytes);
    }
  }
  return body.toString();
}

async function readHead(
  response: Response,
  signal: AbortSignal,
): Promise<string> {
  const body = new Body();
  try {
    for await (const chunk of chunksOf(response, signal)) {
      body.add(chunk);
      if (body.size >= MAX_ERROR_BYTES) {
        break;
      }
    }
  } catch (error) {
    // The status says enough when the text beside it is cut off.
    if (!(error instanceof CutAnswer)) {
      throw error;
    }
  }
  return body.toString();
}

async function* chunksOf(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new CutAnswer({ cause: error });
  }
}

function redirected(url: URL, response: Response): RefusedAnswer {
  let target = 'another address';
  try {
    target = new URL(response.headers.get('location') ?? '', url).host;
  } catch {
    // No address that could be named.
  }
  return new RefusedAnswer(
    `${url.host} answers with a redirect (HTTP ${
      response.status
    }) to ${target.slice(
      0,
      200,
    )}, which was not followed: credentials are sent to ${url.host} only`,
    'Configure the address of the Google API itself, and see whether a proxy or a sign-in page stands in between',
  );
}

function largerThan(maxBytes: number): RefusedAnswer {
  const mib = Math.round((maxBytes / 1024 / 1024) * 100) / 100;
  return new RefusedAnswer(
    `The answer is larger than ${mib} MiB and was not read`,
    'If the fleet really is that large, raise anthosFleet.sweep.maxResponseMib',
    { tooLarge: true },
  );
}
