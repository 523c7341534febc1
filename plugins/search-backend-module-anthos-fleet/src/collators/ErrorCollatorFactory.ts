import { Readable } from 'node:stream';
import { NotFoundError } from '@backstage/errors';
import type {
  DocumentCollatorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import {
  anthosFleetPackageSyncReadPermission,
  explainSyncError,
  SEARCH_TYPE_ERROR,
  type ErrorGroup,
  type ErrorGroupDetails,
  type ErrorOccurrence,
  type ErrorSearchFacts,
} from 'backstage-plugin-anthos-fleet-common';
import { ownRights, path, type CollatorOptions } from './CollatorOptions';

const PAGE_SIZE = 100;
// Far more than a fleet has; a list that never ends must not fill the memory.
const MAX_PAGES = 100;

type ErrorDocument = IndexableDocument & ErrorSearchFacts;

/**
 * Reads every open error group, for search: one document for each namespace and owner that has it.
 *
 * Search asks whether somebody may see one package sync. So a document is about the syncs of one
 * namespace and owner, says nothing that another sync would add, and names no cluster.
 */
export class ErrorCollatorFactory implements DocumentCollatorFactory {
  readonly type = SEARCH_TYPE_ERROR;
  readonly visibilityPermission = anthosFleetPackageSyncReadPermission;
  readonly #options: CollatorOptions;

  constructor(options: CollatorOptions) {
    this.#options = options;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<ErrorDocument> {
    const { auth, fleet, fleetPath } = this.#options;
    // Its errors say what is wrong with the back end as a whole.
    await fleet.getOverview(await ownRights(auth));
    for await (const { fingerprint } of this.#groups()) {
      const details = await this.#details(fingerprint);
      if (details) {
        yield* toDocuments(details, fleetPath);
      }
    }
  }

  async *#groups(): AsyncGenerator<ErrorGroup> {
    const { auth, fleet } = this.#options;
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const list = await fleet.getSyncErrors(
        { open: true, sort: 'firstSeenAt', limit: PAGE_SIZE, cursor },
        await ownRights(auth),
      );
      yield* list.items;
      cursor = list.nextCursor;
      if (!cursor) {
        return;
      }
    }
    throw new Error(
      `The list of errors did not end after ${MAX_PAGES} pages of ${PAGE_SIZE}`,
    );
  }

  /** Undefined for a group that is gone since it was listed. */
  async #details(fingerprint: string): Promise<ErrorGroupDetails | undefined> {
    const { auth, fleet } = this.#options;
    try {
      return await fleet.getSyncError(fingerprint, await ownRights(auth));
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }
}

function* toDocuments(
  { group, occurrences }: ErrorGroupDetails,
  fleetPath: string,
): Generator<ErrorDocument> {
  const seen = new Set<string>();
  for (const occurrence of occurrences) {
    const whose = `${occurrence.namespace}\n${occurrence.owner ?? ''}`;
    if (!seen.has(whose)) {
      seen.add(whose);
      yield toDocument(group, occurrence, fleetPath);
    }
  }
}

function toDocument(
  { fingerprint, code, headline }: ErrorGroup,
  occurrence: ErrorOccurrence,
  fleetPath: string,
): ErrorDocument {
  const { packageSyncId, kind, namespace, owner, firstSeenAt } = occurrence;
  // The group's own explanation may speak of a sync that the reader may not see.
  const { cause } = explainSyncError(code, occurrence.message);
  const words = [headline, code, cause, kind, namespace, owner];
  return {
    title: code ? `${code} ${headline}` : headline,
    text: words.filter(Boolean).join(', '),
    location: `${fleetPath}/errors/${path(fingerprint)}`,
    authorization: { resourceRef: packageSyncId },
    fingerprint,
    ...(code && { code }),
    headline,
    namespace,
    ...(owner && { owner }),
    firstSeenAt,
  };
}
