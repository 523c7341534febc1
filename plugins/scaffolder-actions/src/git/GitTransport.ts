import type {
  GitHttpRequest,
  GitHttpResponse,
  HttpClient,
} from 'isomorphic-git';
import type { GitAuthorization } from './GitCredentials';
import { GitProblem } from './GitProblem';
import { problemOfStatus } from './problems';

/** What one exchange with a Git host may take. */
export interface TransportLimits {
  maxBytes: number;
  /** Longest silence of the host. */
  idleMs: number;
}

const MAX_REDIRECTS = 3;

/**
 * HTTP for Git that goes to one repository only. A redirect to anywhere else is an error, so that
 * neither credentials nor files follow it; answers are read up to a limit, and a silent host is
 * left after a while. Errors are {@link GitProblem}s without what the host sent.
 */
export class GitTransport implements HttpClient {
  readonly #url: string;
  readonly #authorization: GitAuthorization;
  readonly #limits: TransportLimits;
  readonly #signal: AbortSignal;

  constructor(options: {
    url: string;
    authorization: GitAuthorization;
    limits: TransportLimits;
    signal: AbortSignal;
  }) {
    this.#url = options.url;
    this.#authorization = options.authorization;
    this.#limits = options.limits;
    this.#signal = options.signal;
  }

  // Bound, because it is handed around as a function.
  request = async (request: GitHttpRequest): Promise<GitHttpResponse> => {
    const { method = 'GET' } = request;
    const body = request.body && Buffer.concat(await collect(request.body));
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), this.#limits.idleMs);
    try {
      const response = await this.#send(
        { url: request.url, method, headers: request.headers, body },
        AbortSignal.any([this.#signal, silence.signal]),
      );
      timer.refresh();
      const bytes = await this.#read(response, () => timer.refresh());
      if (response.status !== 200) {
        throw problemOfStatus(response.status, {
          url: this.#url,
          writing: request.url.includes('git-receive-pack'),
          whose: this.#authorization.whose,
          signedIn: this.#authorization.header !== undefined,
        });
      }
      return {
        url: request.url,
        method,
        statusCode: response.status,
        statusMessage: response.statusText,
        headers: Object.fromEntries(response.headers),
        body: once(bytes),
      };
    } catch (error) {
      throw this.#explain(error, silence.signal);
    } finally {
      clearTimeout(timer);
    }
  };

  async #send(
    request: {
      url: string;
      method: string;
      headers?: Record<string, string>;
      body?: Buffer<ArrayBuffer>;
    },
    signal: AbortSignal,
  ): Promise<Response> {
    let { url } = request;
    for (let hop = 0; ; hop++) {
      const response = await fetch(url, {
        method: request.method,
        headers: {
          ...request.headers,
          'user-agent': 'git/anthos-fleet-for-backstage',
          ...(this.#authorization.header && {
            authorization: this.#authorization.header,
          }),
        },
        body: request.body,
        redirect: 'manual',
        signal,
      });
      if (response.status < 300 || response.status > 399) {
        return response;
      }
      await response.body?.cancel();
      url = this.#follow(url, response.headers.get('location'), hop);
    }
  }

  /** The same repository under another spelling, as GitLab does without `.git`; nothing else. */
  #follow(from: string, location: string | null, hop: number): string {
    const to =
      location && URL.canParse(location, from)
        ? new URL(location, from)
        : undefined;
    if (!to || hop >= MAX_REDIRECTS) {
      throw new GitProblem(
        'moved',
        `${
          this.#url
        } leads in circles or nowhere; write the address in repoUrl as the host shows it for cloning`,
      );
    }
    if (to.origin !== new URL(this.#url).origin) {
      throw new GitProblem(
        'moved',
        `${this.#url} leads to another host, ${
          to.host
        }, where nothing is sent; if the repository has moved there, write its new address in repoUrl`,
      );
    }
    if (repositoryOf(to.href) !== repositoryOf(from)) {
      throw new GitProblem(
        'moved',
        `${this.#url} leads to ${to.origin}${repositoryOf(
          to.href,
        )}; if the repository was renamed, write its new address in repoUrl, and if this is a page to sign in, the portal's token does not suffice`,
      );
    }
    return to.href;
  }

  async #read(
    response: Response,
    received: () => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { maxBytes } = this.#limits;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      received();
      size += chunk.byteLength;
      if (size > maxBytes) {
        await response.body?.cancel().catch(() => undefined);
        throw new GitProblem(
          'too-large',
          `${this.#url} sends more than ${Math.round(
            maxBytes / 1024 / 1024,
          )} MB; keep configuration in a repository of its own, or raise anthosFleet.selfService.repositories.maxMegabytes`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #explain(error: unknown, silence: AbortSignal): GitProblem {
    if (error instanceof GitProblem) {
      return error;
    }
    if (silence.aborted) {
      return new GitProblem(
        'timeout',
        `${this.#url} was silent for ${Math.round(
          this.#limits.idleMs / 1000,
        )} s; try again later, and ask who runs the host if it stays so`,
      );
    }
    if (this.#signal.aborted) {
      return this.#signal.reason instanceof GitProblem
        ? this.#signal.reason
        : new GitProblem('cancelled', 'The task was cancelled');
    }
    return new GitProblem(
      'unreachable',
      `${this.#url} cannot be reached (${codeOf(
        error,
      )}); look whether the host is up, and whether the portal may connect to it`,
    );
  }
}

/** The path without what Git asks of a repository, and without `.git`. */
function repositoryOf(url: string): string {
  return new URL(url).pathname
    .replace(/\/(?:info\/refs|git-upload-pack|git-receive-pack)$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}

/** The code of the system, which tells no more than that. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') {
      return at.code;
    }
  }
  return 'the connection failed';
}

async function collect(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return chunks;
}

async function* once(bytes: Uint8Array): AsyncIterableIterator<Uint8Array> {
  yield bytes;
}
