import type { GaxiosOptions } from 'gaxios';
import type { AuthClient } from 'google-auth-library';
import type { FleetAccess } from '../config';
import { loadAuthLibrary } from './authLibrary';
import { boundedFetch } from './boundedFetch';
import { classifyAuthError } from './classifyAuth';
import type { Deadline } from './Deadline';
import { field } from './json';
import { ReadProblem } from './problems';

const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const MAX_TOKEN_RESPONSE_BYTES = 1024 * 1024;

export interface CredentialsOptions {
  /** Fleet host project. */
  project: string;
  auth: FleetAccess['auth'];
  /** Address of Google's IAM credentials API, where accounts are impersonated. */
  iamEndpoint?: string;
}

interface Fetching {
  headers: Promise<Headers>;
  controller: AbortController;
  waiting: number;
}

/**
 * The portal's Google credentials for one fleet: a fixed token, or application default
 * credentials, either of them perhaps acting as another account.
 */
export class Credentials {
  readonly #options: CredentialsOptions;
  #client: AuthClient | undefined;
  #fetching: Fetching | undefined;

  constructor(options: CredentialsOptions) {
    this.#options = options;
  }

  /**
   * The headers that authorise a request. The token in them is fetched when there is none or when
   * it is about to expire, once for all calls that ask at the same time.
   *
   * @throws ReadProblem when there is no token to be had
   */
  async headers(deadline: Deadline): Promise<Headers> {
    const fetching = (this.#fetching ??= this.#fetch());
    fetching.waiting++;
    try {
      return new Headers(await deadline.race(fetching.headers));
    } catch (error) {
      throw classifyAuthError(error, { ...this.#options, deadline });
    } finally {
      fetching.waiting--;
      if (fetching.waiting === 0 && this.#fetching === fetching) {
        // Nobody waits any longer: if the token has not come, its connection is closed.
        this.#fetching = undefined;
        fetching.controller.abort();
      }
    }
  }

  /** Drops a token that was refused although it has not expired. */
  forget(): void {
    this.#client = undefined;
  }

  #fetch(): Fetching {
    const controller = new AbortController();
    // Deferred, so that a request made at once already finds `#fetching`.
    const headers = Promise.resolve().then(() => this.#readHeaders());
    // Whoever still waits hears of the rejection; if nobody does, it is of no interest.
    headers.catch(() => {});
    return { headers, controller, waiting: 0 };
  }

  async #readHeaders(): Promise<Headers> {
    this.#client ??= await this.#createClient();
    const headers = await this.#client.getRequestHeaders();
    const authorization = headers.get('authorization') ?? '';
    if (!/^Bearer (?!undefined$|null$)\S+$/.test(authorization)) {
      throw new Error('The token service sent no access token');
    }
    return headers;
  }

  async #createClient(): Promise<AuthClient> {
    const { auth, iamEndpoint } = this.#options;
    const sourceClient = await this.#createSourceClient();
    if (!auth.impersonate) {
      return sourceClient;
    }
    const { Impersonated } = loadAuthLibrary();
    return new Impersonated({
      sourceClient,
      targetPrincipal: auth.impersonate,
      targetScopes: [SCOPE],
      ...(iamEndpoint ? { endpoint: iamEndpoint } : {}),
    });
  }

  async #createSourceClient(): Promise<AuthClient> {
    const { GoogleAuth, OAuth2Client } = loadAuthLibrary();
    const { auth, project } = this.#options;
    const transporterOptions: GaxiosOptions = {
      fetchImplementation: (input, init) => this.#request(input, init),
    };
    if (auth.accessToken) {
      const client = new OAuth2Client({ transporterOptions });
      client.setCredentials({ access_token: readToken(auth.accessToken) });
      return client;
    }
    const client = await new GoogleAuth({
      scopes: [SCOPE],
      // Known, so that it is not searched for with gcloud and the metadata server.
      projectId: project,
      clientOptions: { transporterOptions },
    }).getClient();
    limitRequests(client, transporterOptions);
    return client;
  }

  /** Sends the requests of Google's library, under the limits of our own. */
  async #request(
    ...[input, init]: Parameters<typeof fetch>
  ): Promise<Response> {
    const url = new URL(input instanceof Request ? input.url : input);
    const signals = [this.#fetching?.controller.signal, init?.signal];
    const { ok, status, headers, text } = await boundedFetch(
      url,
      {
        method: init?.method,
        headers: init?.headers,
        body: init?.body,
        signal: AbortSignal.any(signals.filter(signal => !!signal)),
      },
      MAX_TOKEN_RESPONSE_BYTES,
    );
    const type = headers.get('content-type');
    return new Response(text, {
      // 204 and its like must not carry a body, not even an empty one.
      status: ok ? 200 : status,
      headers: type ? { 'content-type': type } : {},
    });
  }
}

function readToken(configured: string): string {
  const token = configured.trim();
  if (!/^[\w.~+/=-]+$/.test(token)) {
    throw new ReadProblem(
      'unauthenticated',
      'The configured access token has characters that no access token has',
      'See what anthosFleet.fleets[].auth.accessToken is set from; `gcloud auth print-access-token` prints a token for tests',
    );
  }
  return token;
}

/**
 * Puts the requests of a client under our limits where the library's options do not reach: the
 * token exchange of workload identity federation has a transporter of its own. A client that
 * shows a certificate keeps what the library makes for it, which alone can show it.
 */
function limitRequests(client: AuthClient, options: GaxiosOptions): void {
  const supplier: object = Reflect.get(client, 'subjectTokenSupplier') ?? {};
  if ('createMtlsHttpsAgent' in supplier) {
    delete client.transporter.defaults.fetchImplementation;
    return;
  }
  const exchange: unknown = Reflect.get(client, 'stsCredential');
  const defaults = field(exchange, 'transporter', 'defaults');
  if (defaults) {
    Object.assign(defaults, options);
  }
}
