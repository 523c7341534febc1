import type { Turns } from '../../google/Turns';
import { METADATA_TYPE, type ClusterCalls } from './ClusterCalls';
import { GatewayProblem } from './GatewayProblem';
import { parseAnswer, readListPage, type ListPage } from './parse';

const PAGE_SIZE = 100;
const SMALLER = 10;
const MAX_PAGES = 1_000;

/** A list of a cluster's API. */
export interface ListRequest {
  /** Address of the cluster, without a slash at its end. */
  address: string;
  /** API group and version, as in `kpt.dev/v1alpha1`, or `v1` for the core group. */
  group: string;
  /** Plural of the kind. */
  resource: string;
  metadataOnly?: boolean;
  pageSize?: number;
  /** Objects that are read at most. */
  max: number;
}

/** What is done with an object; nothing of it is kept here. */
export type Take = (
  item: unknown,
  how: {
    /** It is too large to be read: this is its metadata alone. */
    tooLarge: boolean;
  },
) => void;

export interface Listed {
  /** There are more objects than were read, or some that cannot be. */
  truncated: boolean;
}

/** Address of a list or, with a name at its end, of an object. */
export function addressOf(
  { address, group }: Pick<ListRequest, 'address' | 'group'>,
  ...path: string[]
): string {
  const root = group.includes('/') ? `apis/${group}` : `api/${group}`;
  return [address, root, ...path.map(encodeURIComponent)].join('/');
}

class Listing {
  readonly #calls: ClusterCalls;
  readonly #turns: Turns;
  readonly #request: ListRequest;
  readonly #take: Take;
  readonly #tokens = new Set<string>();
  #pageSize: number;
  #token: string | undefined;
  #pages = 0;
  #items = 0;

  constructor(
    calls: ClusterCalls,
    turns: Turns,
    request: ListRequest,
    take: Take,
  ) {
    this.#calls = calls;
    this.#turns = turns;
    this.#request = request;
    this.#take = take;
    this.#pageSize = request.pageSize ?? PAGE_SIZE;
  }

  async read(): Promise<Listed> {
    do {
      const next = await this.#readPage();
      if (this.#items > this.#request.max) {
        return { truncated: true };
      }
      this.#token = next;
      this.#check();
    } while (this.#token);
    return { truncated: false };
  }

  /** Reads a page, in pieces where it is too large, and gives back where the next begins. */
  async #readPage(): Promise<string | undefined> {
    const { pageSize = PAGE_SIZE, metadataOnly = false } = this.#request;
    try {
      const next = await this.#read(this.#pageSize, metadataOnly, false);
      this.#pageSize = Math.min(this.#pageSize * SMALLER, pageSize);
      return next;
    } catch (error) {
      if (!(error instanceof GatewayProblem && error.details.tooLarge)) {
        throw error;
      }
      if (this.#pageSize > 1) {
        this.#pageSize = Math.max(1, Math.floor(this.#pageSize / SMALLER));
        return this.#readPage();
      }
      if (metadataOnly) {
        throw error;
      }
      return this.#read(1, true, true);
    }
  }

  async #read(
    limit: number,
    metadataOnly: boolean,
    tooLarge: boolean,
  ): Promise<string | undefined> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(this.#token && { continue: this.#token }),
    });
    const answer = await this.#calls.get({
      url: `${addressOf(this.#request, this.#request.resource)}?${query}`,
      accept: metadataOnly ? METADATA_TYPE : undefined,
    });
    return this.#turns.take(async step => {
      const page: ListPage = readListPage(
        parseAnswer(answer),
        this.#request.group,
      );
      for (const item of page.items) {
        if (++this.#items > this.#request.max) {
          break;
        }
        await step();
        this.#take(item, { tooLarge });
      }
      return page.continueToken;
    });
  }

  #check(): void {
    this.#pages++;
    if (!this.#token) {
      return;
    }
    if (this.#tokens.has(this.#token)) {
      throw endless('leads back to a page that was read before');
    }
    if (this.#pages >= MAX_PAGES) {
      throw endless(`goes on after ${MAX_PAGES} pages`);
    }
    this.#tokens.add(this.#token);
  }
}

function endless(fault: string): GatewayProblem {
  return new GatewayProblem('invalid', `The cluster's list ${fault}`, {
    refusedBy: 'api-server',
  });
}

/**
 * Reads a list page by page. What expires on the way is begun anew, once; a page that is too large
 * is asked for in smaller pieces, down to the single object that makes it so, of which then only
 * the metadata is read.
 *
 * @param restart - called when the list begins, also when it begins anew
 * @throws GatewayProblem when the list cannot be read to its end
 */
export async function readList(
  calls: ClusterCalls,
  turns: Turns,
  request: ListRequest,
  take: Take,
  restart: () => void = () => {},
): Promise<Listed> {
  try {
    restart();
    return await new Listing(calls, turns, request, take).read();
  } catch (error) {
    if (!(error instanceof GatewayProblem && error.details.expired)) {
      throw error;
    }
    restart();
    return new Listing(calls, turns, request, take).read();
  }
}
