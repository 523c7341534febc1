import type { ObservedCluster } from 'backstage-plugin-anthos-fleet-common';
import { field, type JsonObject } from '../google/json';
import { ReadProblem } from '../google/problems';
import {
  translateMembership,
  type MembershipContext,
} from './translate/memberships';
import { readUnreachable } from './translate/names';

// Google sends thousands of clusters a page; an answer that goes on beyond this is no fleet.
const MAX_PAGES = 500;
const MAX_CLUSTERS = 100_000;
const MAX_TOKEN_LENGTH = 16 * 1024;
const KNOWN_FIELDS = ['resources', 'nextPageToken', 'unreachable'];

/** Collects the pages of a listing of registrations. */
export class MembershipListing {
  readonly #context: MembershipContext;
  readonly #clusters = new Map<string, ObservedCluster>();
  readonly #unanswered = new Set<string>();
  readonly #tokens = new Set<string>();
  #pageToken: string | undefined;
  #pages = 0;
  #entries = 0;
  #unreadable = 0;

  constructor(context: MembershipContext) {
    this.#context = context;
  }

  /** Whether another page is to be read. */
  get more(): boolean {
    return this.#pages === 0 || this.#pageToken !== undefined;
  }

  /** Token of the next page. */
  get pageToken(): string | undefined {
    return this.#pageToken;
  }

  /** The clusters; of one that is listed twice, the last entry. */
  get clusters(): ObservedCluster[] {
    return [...this.#clusters.values()];
  }

  get unansweredLocations(): string[] {
    return [...this.#unanswered].sort();
  }

  /** Entries that do not say which cluster they are about, or an unclear `unreachable`. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /**
   * Takes a page in.
   *
   * @param step - waited for before every entry
   * @throws ReadProblem when the page is no page of such a listing
   */
  async add(
    page: JsonObject,
    step: () => Promise<void> | undefined,
  ): Promise<void> {
    this.#pages++;
    const resources = readResources(page);
    for (const raw of resources) {
      await step();
      this.#entries++;
      const cluster = translateMembership(raw, this.#context);
      if (cluster) {
        this.#clusters.set(cluster.ref, cluster);
      } else {
        this.#unreadable++;
      }
    }
    const { locations, unclear } = readUnreachable(field(page, 'unreachable'));
    locations.forEach(location => this.#unanswered.add(location));
    this.#unreadable += Number(unclear);
    this.#pageToken = this.#readToken(page);

    if (!this.more && this.#entries > 0 && this.#clusters.size === 0) {
      throw invalid('names no cluster in a way that can be read');
    }
    if (this.#clusters.size > MAX_CLUSTERS) {
      throw invalid(`goes on after ${MAX_CLUSTERS} clusters`);
    }
  }

  #readToken(page: JsonObject): string | undefined {
    const token = field(page, 'nextPageToken');
    if (token === undefined || token === null || token === '') {
      return undefined;
    }
    if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH) {
      throw invalid('has no usable token for its next page');
    }
    if (this.#tokens.has(token)) {
      throw invalid('leads back to a page that was read before');
    }
    if (this.#pages >= MAX_PAGES) {
      throw invalid(`goes on after ${MAX_PAGES} pages`);
    }
    this.#tokens.add(token);
    return token;
  }
}

function readResources(page: JsonObject): unknown[] {
  const resources = field(page, 'resources');
  if (resources === undefined || resources === null) {
    // An empty list is left out, so an empty object is an empty fleet. Any other object without
    // a single known field comes from somebody else, and must not empty the store.
    const fields = Object.keys(page);
    if (fields.length > 0 && !fields.some(key => KNOWN_FIELDS.includes(key))) {
      throw invalid('has none of the fields of such a list');
    }
    return [];
  }
  if (!Array.isArray(resources)) {
    throw invalid('has something else where its clusters should be');
  }
  return resources;
}

function invalid(fault: string): ReadProblem {
  return new ReadProblem(
    'invalid',
    `The list of clusters ${fault}`,
    'See whether anthosFleet.fleets[].hub.endpoint is the address of the GKE Hub API',
  );
}
