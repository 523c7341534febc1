/** The cluster of a namespace, as far as ownership depends on it. */
export interface OwnedCluster {
  /** `project/location/name`. */
  ref: string;
  name: string;
}

/** That a catalog entity runs in some namespaces, and whose it is. */
export interface NamespaceClaim {
  namespaces: string[];
  /** Entity ref of the owner. */
  owner: string;
  /** Entity ref of the system that the entity is part of. */
  system?: string;
  /** Clusters that the entity names; undefined when it names none, which means all. */
  clusters?: { refs: Set<string>; names: Set<string> };
}

/** Whose the namespaces of the fleet are, by what the entities of the catalog say. */
export class OwnedNamespaces {
  readonly #claims = new Map<string, NamespaceClaim[]>();

  constructor(
    claims: NamespaceClaim[],
    /** Owners of systems, by entity ref. */
    private readonly systemOwners: ReadonlyMap<string, string>,
  ) {
    for (const claim of claims) {
      for (const namespace of claim.namespaces) {
        const claimed = this.#claims.get(namespace) ?? [];
        claimed.push(claim);
        this.#claims.set(namespace, claimed);
      }
    }
  }

  /**
   * Entities that name the cluster count before those that name none. When they belong to several
   * owners, it is the owner of the system that all of them are part of; without one it is nobody.
   */
  ownerOf(cluster: OwnedCluster, namespace: string): string | undefined {
    const claims = this.#claims.get(namespace) ?? [];
    const named = claims.filter(
      ({ clusters }) =>
        clusters?.refs.has(cluster.ref) || clusters?.names.has(cluster.name),
    );
    return this.#agreed(
      named.length > 0 ? named : claims.filter(({ clusters }) => !clusters),
    );
  }

  #agreed(claims: NamespaceClaim[]): string | undefined {
    const owner = theOne(claims.map(claim => claim.owner));
    if (owner) {
      return owner;
    }
    const system = theOne(claims.map(claim => claim.system));
    return system && this.systemOwners.get(system);
  }
}

function theOne(values: (string | undefined)[]): string | undefined {
  const distinct = new Set(values);
  return distinct.size === 1 ? values[0] : undefined;
}
