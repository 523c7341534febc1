import { rfc3339 } from '../fleet/times';
import { stableUuid } from './wire';

/** Something that is created, changed and deleted by long-running operations. */
export interface Resource {
  id: string;
  labels: Record<string, string>;
  created: number;
  updated: number;
  /** When its creation, or its last change, is done. */
  readyAt: number;
  deletedAt?: number;
  /** Whether it was written through the API, and not only by the fleet file. */
  written: boolean;
}

/** Resources of one kind by a key, until the operation that deletes them is done. */
export class ResourceMap<T extends Resource> {
  private readonly items = new Map<string, T>();

  constructor(
    private readonly now: () => number,
    private readonly keyOf: (item: T) => string = ({ id }) => id,
  ) {}

  /** In the order of their keys. */
  list(): T[] {
    return [...this.settled()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, item]) => item);
  }

  get(key: string): T | undefined {
    return this.settled().get(key);
  }

  add(item: T): T {
    this.items.set(this.keyOf(item), item);
    return item;
  }

  private settled(): Map<string, T> {
    const now = this.now();
    for (const [key, { deletedAt }] of this.items) {
      if (deletedAt !== undefined && deletedAt <= now) {
        this.items.delete(key);
      }
    }
    return this.items;
  }
}

/** Whether it is meant to stay. */
export function isKept({ deletedAt }: Resource): boolean {
  return deletedAt === undefined;
}

function stateOf(resource: Resource, now: number): string {
  if (!isKept(resource)) {
    return 'DELETING';
  }
  if (now >= resource.readyAt) {
    return 'READY';
  }
  return resource.updated > resource.created ? 'UPDATING' : 'CREATING';
}

/** The fields that all resources have. */
export function resourceMessage(
  resource: Resource,
  name: string,
  now: number,
): Record<string, unknown> {
  const { created, updated, deletedAt, labels } = resource;
  return {
    name,
    uid: stableUuid(`${name} ${created}`),
    createTime: rfc3339(created),
    updateTime: rfc3339(updated),
    deleteTime: deletedAt === undefined ? undefined : rfc3339(deletedAt),
    state: { code: stateOf(resource, now) },
    labels,
  };
}
