import { FleetDefinition } from '../fleet/fleetSchema';
import { rfc3339 } from '../fleet/times';
import { stableUuid } from './wire';

type Labels = Record<string, string>;

/** Something that is created and deleted by long-running operations. */
interface Resource {
  id: string;
  labels: Labels;
  namespaceLabels: Labels;
  created: number;
  readyAt: number;
  deletedAt?: number;
}

export type ScopeNamespace = Resource;

export interface Scope extends Resource {
  namespaces: Map<string, ScopeNamespace>;
  /** Clusters bound to the scope, as `location/name`. */
  clusters: string[];
}

export type ResourceKind = 'Scope' | 'Namespace';

/** The team scopes of a fleet with their namespaces. */
export class ScopeStore {
  private scopes = new Map<string, Scope>();

  constructor(private readonly now: () => number) {}

  /** Begins again with the scopes of a fleet. */
  load(fleet: Pick<FleetDefinition, 'created' | 'scopes'>): void {
    const created = Date.parse(fleet.created);
    const resource = (from: {
      name: string;
      labels: Labels;
      namespaceLabels: Labels;
    }): Resource => ({
      id: from.name,
      labels: from.labels,
      namespaceLabels: from.namespaceLabels,
      created,
      readyAt: created,
    });
    this.scopes = new Map(
      fleet.scopes.map(scope => [
        scope.name,
        {
          ...resource(scope),
          clusters: scope.clusters,
          namespaces: new Map(
            scope.namespaces.map(namespace => [
              namespace.name,
              resource(namespace),
            ]),
          ),
        },
      ]),
    );
  }

  list(): Scope[] {
    return listOf(this.scopes, this.now());
  }

  get(id: string): Scope | undefined {
    return settled(this.scopes, this.now()).get(id);
  }

  add(scope: Omit<Scope, 'created' | 'namespaces' | 'clusters'>): Scope {
    const added = {
      ...scope,
      created: this.now(),
      namespaces: new Map(),
      clusters: [],
    };
    this.scopes.set(scope.id, added);
    return added;
  }

  listNamespaces(scope: Scope): ScopeNamespace[] {
    return listOf(scope.namespaces, this.now());
  }

  getNamespace(scope: Scope, id: string): ScopeNamespace | undefined {
    return settled(scope.namespaces, this.now()).get(id);
  }

  addNamespace(
    scope: Scope,
    namespace: Omit<ScopeNamespace, 'created'>,
  ): ScopeNamespace {
    const added = { ...namespace, created: this.now() };
    scope.namespaces.set(namespace.id, added);
    return added;
  }

  /** The message that stands for a scope or one of its namespaces. */
  message(
    resource: Resource,
    name: string,
    scopeName?: string,
  ): Record<string, unknown> {
    return {
      name,
      uid: stableUuid(`${name} ${resource.created}`),
      createTime: rfc3339(resource.created),
      updateTime: rfc3339(resource.readyAt),
      deleteTime:
        resource.deletedAt === undefined
          ? undefined
          : rfc3339(resource.deletedAt),
      state: { code: this.stateOf(resource) },
      scope: scopeName,
      labels: resource.labels,
      namespaceLabels: resource.namespaceLabels,
    };
  }

  private stateOf(resource: Resource): string {
    if (resource.deletedAt !== undefined) {
      return 'DELETING';
    }
    return this.now() < resource.readyAt ? 'CREATING' : 'READY';
  }
}

/** What was deleted stays until its operation is done. */
function settled<T extends Resource>(
  resources: Map<string, T>,
  now: number,
): Map<string, T> {
  for (const [id, resource] of resources) {
    if (resource.deletedAt !== undefined && resource.deletedAt <= now) {
      resources.delete(id);
    }
  }
  return resources;
}

function listOf<T extends Resource>(
  resources: Map<string, T>,
  now: number,
): T[] {
  return [...settled(resources, now).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}
