import { Kind } from './Kind';
import { deepFreeze, KubeObject } from './objects';

/** What happened to an object. */
export type ChangeType = 'added' | 'modified' | 'deleted';

/**
 * A change of a cluster. `object` is as it is now, or as it was last.
 *
 * @public
 */
export interface ClusterChange {
  type: ChangeType;
  kind: Kind;
  object: KubeObject;
  /** The object before it was modified. */
  before?: KubeObject;
}

/** As many changes as a watch can catch up with. */
const KEPT_CHANGES = 1_000;

function keyOf(name: string, namespace = ''): string {
  return `${namespace}/${name}`;
}

/** Keeps the objects of one cluster by kind, in order, and counts the versions. Knows no rules. */
export class ObjectStore {
  private readonly objects = new Map<string, Map<string, KubeObject>>();
  private readonly sorted = new Map<string, readonly KubeObject[]>();
  private readonly listeners = new Set<(change: ClusterChange) => void>();
  private readonly waiting: ClusterChange[] = [];
  private readonly past: ClusterChange[] = [];
  private delivering = false;
  private version = 1_000;

  /** The version of the newest change. */
  get resourceVersion(): number {
    return this.version;
  }

  find(kind: Kind, name: string, namespace?: string): KubeObject | undefined {
    return this.objects.get(kind.groupResource)?.get(keyOf(name, namespace));
  }

  /** All objects of a kind by namespace and name. The list is never changed. */
  list(kind: Kind): readonly KubeObject[] {
    const known = this.sorted.get(kind.groupResource);
    if (known) {
      return known;
    }
    const entries = [...(this.objects.get(kind.groupResource) ?? [])];
    const list = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
    this.sorted.set(kind.groupResource, list);
    return list;
  }

  /** Writes an object under a new version, and tells who listens. */
  put(kind: Kind, object: KubeObject): KubeObject {
    this.version += 1;
    object.metadata.resourceVersion = String(this.version);
    const frozen = deepFreeze(object);
    let map = this.objects.get(kind.groupResource);
    if (!map) {
      map = new Map();
      this.objects.set(kind.groupResource, map);
    }
    const key = keyOf(object.metadata.name, object.metadata.namespace);
    const before = map.get(key);
    map.set(key, frozen);
    this.sorted.delete(kind.groupResource);
    this.tell({
      type: before ? 'modified' : 'added',
      kind,
      object: frozen,
      before,
    });
    return frozen;
  }

  remove(kind: Kind, object: KubeObject): void {
    const { name, namespace } = object.metadata;
    this.objects.get(kind.groupResource)?.delete(keyOf(name, namespace));
    this.sorted.delete(kind.groupResource);
    this.version += 1;
    const last = deepFreeze({
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(this.version) },
    });
    this.tell({ type: 'deleted', kind, object: last });
  }

  subscribe(listener: (change: ClusterChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The changes after a version, or undefined when they are not all known any more. */
  changesSince(version: number): ClusterChange[] | undefined {
    const oldest = this.past[0];
    if (
      this.past.length === KEPT_CHANGES &&
      versionOf(oldest.object) > version + 1
    ) {
      return undefined;
    }
    return this.past.filter(({ object }) => versionOf(object) > version);
  }

  /** One change after the other, also when a listener writes. */
  private tell(change: ClusterChange): void {
    this.past.push(change);
    if (this.past.length > KEPT_CHANGES) {
      this.past.shift();
    }
    this.waiting.push(change);
    if (this.delivering) {
      return;
    }
    this.delivering = true;
    try {
      for (
        let next = this.waiting.shift();
        next !== undefined;
        next = this.waiting.shift()
      ) {
        const current = next;
        [...this.listeners].forEach(listener => listener(current));
      }
    } finally {
      this.delivering = false;
    }
  }
}

function versionOf({ metadata }: KubeObject): number {
  return Number(metadata.resourceVersion);
}
