import type {
  GaxiosOptions,
  GaxiosOptionsPrepared,
  GaxiosResponse,
} from 'gaxios';
import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import type { FleetAccess } from '../../config';
import type { Answer } from '../../google/boundedFetch';
import { Credentials } from '../../google/Credentials';
import { Deadline } from '../../google/Deadline';
import { createHomeFetch } from '../../google/homeFetch';
import { classifyHubError } from './classify';
import { loadHubLibrary } from './hubLibrary';

export interface HubCallsOptions {
  fleet: FleetAccess;
  callDeadlineMs: number;
  maxResponseBytes: number;
  credentials?: Credentials;
  /** Time before the first retry; each of the next waits twice as long. Default: 250. */
  retryDelayMs?: number;
  /** Google's role that has the permissions. Default: that of a viewer. */
  role?: string;
}

/** What every call of the generated client is to be given. */
export type CallOptions = GaxiosOptions & { rootUrl: string };
type Call = (hub: gkehub_v1.Gkehub, options: CallOptions) => Promise<unknown>;

/** Calls of Google's generated client to the GKE Hub API of one fleet, under our own limits. */
export class HubCalls {
  readonly #options: HubCallsOptions;
  readonly #credentials: Credentials;
  #hub: gkehub_v1.Gkehub | undefined;

  constructor(options: HubCallsOptions) {
    this.#options = options;
    this.#credentials =
      options.credentials ??
      new Credentials({
        project: options.fleet.project,
        auth: options.fleet.auth,
      });
  }

  /**
   * Makes one call, and gives back its answer as text.
   *
   * @throws ReadProblem unless the answer is a good one
   */
  async send(
    permission: string,
    signal: AbortSignal | undefined,
    call: Call,
  ): Promise<Answer> {
    const { fleet, callDeadlineMs, maxResponseBytes, retryDelayMs, role } =
      this.#options;
    const { endpoint } = fleet.hub;
    const deadline = new Deadline(callDeadlineMs, signal);
    const send = createHomeFetch({
      homes: [endpoint],
      maxResponseBytes,
      deadline,
      retryDelayMs,
    });
    let answer: Answer | undefined;
    try {
      const hub = this.#load();
      const headers = await this.#credentials.headers(deadline);
      await call(hub, {
        // Here and not where the client is made, where the path of an address would be dropped.
        rootUrl: `${endpoint}/`,
        headers,
        // Everything between the request and the text of its answer is ours: limits, deadline
        // and retries, of which the library's know neither Retry-After nor an end.
        adapter: async request => {
          answer = await send(request.url, request.headers, {
            method: request.method,
            body: request.body as RequestInit['body'],
          });
          return emptyResponse(request);
        },
        retry: false,
      });
      if (!answer) {
        throw new Error('The request was not sent');
      }
      return answer;
    } catch (error) {
      const problem = classifyHubError(error, {
        project: fleet.project,
        host: new URL(endpoint).host,
        permission,
        deadline,
        role,
      });
      if (problem.outcome === 'unauthenticated') {
        this.#credentials.forget();
      }
      throw problem;
    }
  }

  #load(): gkehub_v1.Gkehub {
    this.#hub ??= new (loadHubLibrary().gkehub_v1.Gkehub)({});
    return this.#hub;
  }
}

/** What the generated client is shown in place of the answer, which goes past it as text. */
function emptyResponse<T>(config: GaxiosOptionsPrepared): GaxiosResponse<T> {
  return Object.assign(new Response(), { config, data: undefined as T });
}
