import type { Answer } from '../../google/boundedFetch';
import { readGoogleError } from '../../google/googleError';
import { asObject, asText, type JsonObject } from '../../google/json';
import { findCause, HttpFailure, ReadProblem } from '../../google/problems';
import { textOfHtml } from '../../google/text';
import { HubCalls, type HubCallsOptions } from './HubCalls';

/** A feature of a fleet, by Google's name for it. */
export type FeatureId = 'configmanagement' | 'servicemesh' | 'policycontroller';

/**
 * What is read of the GKE Hub API of one fleet. It gives back answers as text, to be parsed by
 * {@link parseAnswer}; what it throws are {@link ReadProblem}s.
 */
export class HubClient {
  readonly #project: string;
  readonly #calls: HubCalls;

  constructor(options: HubCallsOptions) {
    this.#project = options.fleet.project;
    this.#calls = new HubCalls(options);
  }

  /** One page of the registrations in all locations. */
  listMemberships(
    pageToken: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    const parent = `projects/${this.#project}/locations/-`;
    return this.#calls.send('gkehub.memberships.list', signal, (hub, options) =>
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
    const name = `projects/${this.#project}/locations/global/features/${id}`;
    try {
      return await this.#calls.send(
        'gkehub.features.get',
        signal,
        (hub, options) =>
          hub.projects.locations.features.get(
            { name, returnPartialSuccess: true },
            options,
          ),
      );
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      throw error;
    }
  }
}

/** Google itself says so: a 404 of anybody else does not mean that something is not there. */
export function isMissing(error: unknown): boolean {
  const failure = findCause(error, HttpFailure);
  return (
    failure?.status === 404 &&
    readGoogleError(failure.body).status === 'NOT_FOUND'
  );
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
