import { randomUUID } from 'node:crypto';
import { KubeError } from './KubeError';
import { KubeObject } from './objects';

export interface Page {
  items: readonly KubeObject[];
  resourceVersion: string;
  /** Asks for the next page; absent on the last one. */
  continue?: string;
  remainingItemCount?: number;
}

interface Snapshot {
  items: readonly KubeObject[];
  resourceVersion: string;
  taken: number;
}

interface Token {
  id: string;
  offset: number;
}

const KEPT_SNAPSHOTS = 64;

/**
 * Cuts lists into pages. All pages of one list show the cluster at one moment; a token that is
 * older than the life time is answered with 410, like a version that etcd has compacted.
 */
export class ListPages {
  private readonly snapshots = new Map<string, Snapshot>();

  constructor(
    private readonly now: () => number,
    /** Milliseconds */
    private readonly lifetime: number,
  ) {}

  first(
    items: readonly KubeObject[],
    resourceVersion: string,
    limit: number,
  ): Page {
    if (!limit || items.length <= limit) {
      return { items, resourceVersion };
    }
    const id = randomUUID();
    const snapshot = { items, resourceVersion, taken: this.now() };
    this.snapshots.set(id, snapshot);
    const [oldest] = this.snapshots.keys();
    if (this.snapshots.size > KEPT_SNAPSHOTS) {
      this.snapshots.delete(oldest);
    }
    return this.cut(snapshot, { id, offset: 0 }, limit);
  }

  next(token: string, limit: number): Page {
    const read = readToken(token);
    const snapshot = this.snapshots.get(read.id);
    if (!snapshot || this.now() - snapshot.taken > this.lifetime) {
      this.snapshots.delete(read.id);
      throw new KubeError(
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
      );
    }
    return this.cut(snapshot, read, limit);
  }

  private cut(
    { items, resourceVersion }: Snapshot,
    { id, offset }: Token,
    limit: number,
  ): Page {
    const end = limit ? offset + limit : items.length;
    const remaining = items.length - end;
    return {
      items: items.slice(offset, end),
      resourceVersion,
      ...(remaining > 0
        ? {
            continue: writeToken({ id, offset: end }),
            remainingItemCount: remaining,
          }
        : {}),
    };
  }
}

function writeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(text: string): Token {
  try {
    const { id, offset } = JSON.parse(
      Buffer.from(text, 'base64url').toString(),
    );
    if (typeof id === 'string' && Number.isInteger(offset)) {
      return { id, offset };
    }
  } catch {
    // Not written by this cluster.
  }
  throw KubeError.badRequest('continue key is not valid');
}
