import { GatewayProblem } from '../client/GatewayProblem';
import { readList } from '../client/Listing';
import type { PartContext, PartData } from './PartReader';

const MAX_OBJECTS = 5_000;
const MAX_IN_NAMESPACE = 100;
/** Characters of an object as it is stored. */
const MAX_LENGTH = 32 * 1024;
// One page is all that most clusters have.
const PAGE_SIZE = 500;

interface Named {
  namespace: string;
  name: string;
}

/** A kind in namespaces that is read of all namespaces at once. */
export interface NamespacedKind<T extends Named> {
  /** Groups with versions, the one first that clusters have today. */
  groups: readonly [string, ...string[]];
  resource: string;
  /** @returns undefined for what says nothing */
  translate: (raw: unknown) => T | undefined;
  /**
   * What is known from the metadata of an object that is too large, or one too many in its
   * namespace. Without it such an object is left out.
   */
  translateCut?: (metadata: unknown) => T | undefined;
}

/** The objects of a kind that are kept. */
class Kept<T extends Named> {
  readonly #kind: NamespacedKind<T>;
  readonly #objects = new Map<string, T>();
  readonly #namespaces = new Map<string, number>();
  leftOut = false;

  constructor(kind: NamespacedKind<T>) {
    this.#kind = kind;
  }

  clear(): void {
    this.#objects.clear();
    this.#namespaces.clear();
    this.leftOut = false;
  }

  add(item: unknown, tooLarge: boolean): void {
    const { translate, translateCut } = this.#kind;
    const object = tooLarge ? undefined : translate(item);
    const before = object ? this.#namespaces.get(object.namespace) ?? 0 : 0;
    if (object && before < MAX_IN_NAMESPACE && isShort(object)) {
      this.#keep(object);
    } else if (object ? before <= MAX_IN_NAMESPACE : tooLarge) {
      const cut = translateCut?.(item);
      this.leftOut ||= !cut;
      this.#keep(cut);
    }
  }

  /** In a fixed order, so that equal objects are written equally. */
  list(): T[] {
    return [...this.#objects.keys()]
      .sort()
      .flatMap(key => this.#objects.get(key) ?? []);
  }

  #keep(object: T | undefined): void {
    if (object) {
      const { namespace, name } = object;
      this.#objects.set(`${namespace}/${name}`, object);
      const before = this.#namespaces.get(namespace) ?? 0;
      this.#namespaces.set(namespace, before + 1);
    }
  }
}

function isShort(object: unknown): boolean {
  return JSON.stringify(object).length <= MAX_LENGTH;
}

/**
 * Reads all objects of a kind.
 *
 * @throws GatewayProblem, with `kindMissing` when the cluster has the kind in no version
 */
export async function readNamespaced<T extends Named>(
  context: PartContext,
  kind: NamespacedKind<T>,
): Promise<PartData<T[]>> {
  const { calls, turns, address } = context;
  const { groups, resource } = kind;
  const [group, next, ...older] = groups;
  const kept = new Kept(kind);
  try {
    const { truncated } = await readList(
      calls,
      turns,
      { address, group, resource, pageSize: PAGE_SIZE, max: MAX_OBJECTS },
      (item, { tooLarge }) => kept.add(item, tooLarge),
      () => kept.clear(),
    );
    return { data: kept.list(), truncated: truncated || kept.leftOut };
  } catch (error) {
    if (next && error instanceof GatewayProblem && error.details.kindMissing) {
      return readNamespaced(context, { ...kind, groups: [next, ...older] });
    }
    throw error;
  }
}
