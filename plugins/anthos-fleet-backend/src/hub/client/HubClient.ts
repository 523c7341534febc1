import type { GaxiosOptions } from 'gaxios';
import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import type { FleetConfig } from '../../config';
import { asObject, asText, field, type JsonObject } from '../json';
import { textOfHtml } from '../text';
import { classifyHubError, readGoogleError } from './classify';
import { Credentials } from './Credentials';
import { Deadline } from './Deadline';
import { loadHubLibrary } from './google';
import { createHubFetch } from './hubFetch';
import { findCause, HttpFailure, HubProblem } from './problems';

/** A feature of a fleet, by Google's name for it. */
export type FeatureId = 'configmanagement' | 'servicemesh' | 'policycontroller';

export interface HubClientOptions {
  fleet: FleetConfig;
  callDeadlineMs: number;
  maxResponseBytes: number;
  credentials?: Credentials;
}

type CallOptions = GaxiosOptions & { rootUrl: string };
type Call = (hub: gkehub_v1.Gkehub, options: CallOptions) => Promise<unknown>;

/**
 * The GKE Hub API of one fleet, by Google's generated client. What it gives back is JSON of
 * unknown shape; what it throws are {@link HubProblem}s.
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
  ): Promise<JsonObject> {
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
  ): Promise<JsonObject | undefined> {
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
  ): Promise<JsonObject> {
    const { fleet, callDeadlineMs, maxResponseBytes } = this.#options;
    const { endpoint } = fleet.hub;
    const { host } = new URL(endpoint);
    const deadline = new Deadline(callDeadlineMs, signal);
    try {
      const hub = this.#load();
      const headers = await this.#credentials.headers(deadline);
      const response = await call(hub, {
        // Here and not where the client is made, where the path of an address would be dropped.
        rootUrl: `${endpoint}/`,
        headers,
        fetchImplementation: createHubFetch({
          endpoint,
          maxResponseBytes,
          deadline,
        }),
        responseType: 'json',
        // Retries are ours: the library's know neither Retry-After nor a deadline.
        retry: false,
      });
      return objectOf(response, host);
    } catch (error) {
      const problem = classifyHubError(error, {
        project: fleet.project,
        host,
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

// Not `field`: these belong to a Response, not to JSON.
function responseField(response: unknown, key: 'data' | 'headers'): unknown {
  return (response as Record<typeof key, unknown>)[key];
}

function objectOf(response: unknown, host: string): JsonObject {
  const data = responseField(response, 'data');
  const object = asObject(data);
  if (object) {
    return object;
  }
  const type =
    asText(field(responseField(response, 'headers'), 'content-type'), 80) ??
    'no content type';
  const text =
    typeof data === 'string' ? asText(textOfHtml(data), 120) : undefined;
  throw new HubProblem(
    'invalid',
    `The answer of ${host} is no JSON object (${type})${
      text ? `; it begins: ${text}` : ''
    }`,
    'See whether a proxy or a sign-in page stands in between, and whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
  );
}
