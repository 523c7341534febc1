import type {
  GaxiosOptions,
  GaxiosOptionsPrepared,
  GaxiosResponse,
} from 'gaxios';
import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import type { FleetConfig } from '../../config';
import type { Answer } from '../../google/boundedFetch';
import { Credentials } from '../../google/Credentials';
import { Deadline } from '../../google/Deadline';
import { readGoogleError } from '../../google/googleError';
import { createHomeFetch } from '../../google/homeFetch';
import { asObject, asText, type JsonObject } from '../../google/json';
import { findCause, HttpFailure, ReadProblem } from '../../google/problems';
import { textOfHtml } from '../../google/text';
import { classifyHubError } from './classify';
import { loadHubLibrary } from './hubLibrary';

/** A feature of a fleet, by Google's name for it. */
export type FeatureId = 'configmanagement' | 'servicemesh' | 'policycontroller';

export interface HubClientOptions {
  fleet: FleetConfig;
  callDeadlineMs: number;
  maxResponseBytes: number;
  credentials?: Credentials;
  /** Time before the first retry; each of the next waits twice as long. Default: 250. */
  retryDelayMs?: number;
}

type CallOptions = GaxiosOptions & { rootUrl: string };
type Call = (hub: gkehub_v1.Gkehub, options: CallOptions) => Promise<unknown>;

/**
 * The GKE Hub API of one fleet, by Google's generated client. It gives back answers as text, to
 * be parsed by {@link parseAnswer}; what it throws are {@link ReadProblem}s.
 */
export class HubClient {
  readonly #options: HubClientOptions;
  readonly #credentials: Credentials;
  #hub: gkehub_v1.Gkehub | undefined;

  constructor(options: HubClientOptions) {
    this.#options = options;
    this.#credentials =
      options.credentials ??
      new Credentials({
        project: options.fleet.project,
        auth: options.fleet.auth,
      });
  }

  /** One page of the registrations in all locations. */
  listMemberships(
    pageToken: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const parent = `projects/${this.#options.fleet.project}/locations/-`;
    return this.#call('gkehub.memberships.list', signal, (hub, options) =>
      hub.projects.locations.memberships.list(
        { parent, ...(pageToken ? { pageToken } : {}) },
        options,
      ),
    );
  }

  /** A feature with the state of all clusters; undefined when the fleet does not use it. */
  async getFeature(
    id: FeatureId,
    signal: AbortSignal | undefined,
  ): Promise<Answer | undefined> {
    const name = `projects/${
      this.#options.fleet.project
    }/locations/global/features/${id}`;
    try {
      return await this.#call('gkehub.features.get', signal, (hub, options) =>
        hub.projects.locations.features.get(
          { name, returnPartialSuccess: true },
          options,
        ),
      );
    } catch (error) {
      if (isFeatureMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async #call(
    permission: string,
    signal: AbortSignal | undefined,
    call: Call,
  ): Promise<Answer> {
    const { fleet, callDeadlineMs, maxResponseBytes, retryDelayMs } =
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
          answer = await send(request.url, request.headers);
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

/** Google itself says so: a 404 of anybody else does not mean that the feature is not used. */
function isFeatureMissing(error: unknown): boolean {
  const failure = findCause(error, HttpFailure);
  return (
    failure?.status === 404 &&
    readGoogleError(failure.body).status === 'NOT_FOUND'
  );
}

/** What the generated client is shown in place of the answer, which goes past it as text. */
function emptyResponse<T>(config: GaxiosOptionsPrepared): GaxiosResponse<T> {
  return Object.assign(new Response(), { config, data: undefined as T });
}

/**
 * Parses an answer.
 *
 * @param host - who gave it, for messages
 * @throws ReadProblem when it is anything but a JSON object
 */
export function parseAnswer(
  { text, headers }: Answer,
  host: string,
): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Told below with what it is instead.
  }
  const object = asObject(parsed);
  if (object) {
    return object;
  }
  const type = asText(headers.get('content-type'), 80) ?? 'no content type';
  const begin = asText(textOfHtml(text), 120);
  throw new ReadProblem(
    'invalid',
    `The answer of ${host} is no JSON object (${type})${
      begin ? `; it begins: ${begin}` : ''
    }`,
    'See whether a proxy or a sign-in page stands in between, and whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
  );
}
