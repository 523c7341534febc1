import { createHash } from 'node:crypto';
import { HubError } from './errors';

interface Token {
  /** The query it belongs to; another query cannot go on with it. */
  query: string;
  /** The last item that was given. */
  after: string;
}

function readToken(text: string, query: string): string {
  try {
    const token: unknown = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    const { query: of, after } = token as Partial<Token>;
    if (of === query && typeof after === 'string') {
      return after;
    }
  } catch {
    // Falls through to the same answer as a token of another query.
  }
  throw HubError.invalid(
    'page_token',
    'it does not belong to this request; begin again without it',
  );
}

/** One page of a list. */
export interface Page<T> {
  items: T[];
  nextPageToken?: string;
}

/**
 * Cuts a page out of a list. The next page begins after the last item of this one, wherever that is
 * by then, so that a resource that goes away in between costs nobody a place.
 *
 * @param items - the whole list, in its order
 * @param compareTo - where an item stands against the item with this ID
 */
export function paginate<T>(
  items: T[],
  options: {
    pageSize?: string;
    pageToken?: string;
    /** Everything else that makes the list what it is. */
    query: string[];
    defaultSize?: number;
    maxSize?: number;
    idOf: (item: T) => string;
    isAfter?: (item: T, id: string) => boolean;
  },
): Page<T> {
  const { idOf, isAfter = (item, id) => idOf(item) > id } = options;
  const requested = options.pageSize ? Number(options.pageSize) : 0;
  if (!Number.isInteger(requested) || requested < 0) {
    throw HubError.invalid(
      'page_size',
      'must be a number that is not negative',
    );
  }
  const size = Math.min(
    requested || options.defaultSize || Infinity,
    options.maxSize ?? Infinity,
  );
  const query = createHash('sha256')
    .update(JSON.stringify(options.query))
    .digest('base64url')
    .slice(0, 12);
  let start = 0;
  if (options.pageToken) {
    const after = readToken(options.pageToken, query);
    const last = items.findIndex(item => idOf(item) === after);
    const next =
      last >= 0 ? last + 1 : items.findIndex(item => isAfter(item, after));
    start = next < 0 ? items.length : next;
  }
  const page = items.slice(start, Math.min(start + size, items.length));
  const more = start + page.length < items.length;
  return {
    items: page,
    nextPageToken:
      more && page.length
        ? Buffer.from(
            JSON.stringify({ query, after: idOf(page[page.length - 1]) }),
          ).toString('base64url')
        : undefined,
  };
}
