import { FleetDefinition } from '../fleet/fleetSchema';
import { rfc3339 } from '../fleet/times';
import { HubCall } from './call';
import { HubError } from './errors';
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

/** The team scopes of a fleet with their namespaces. */
export class ScopeStore {
  private scopes = new Map<string, Scope>();

  constructor(
    private readonly projectId: () => string,
    private readonly now: () => number,
  ) {}

  /** The full name of a scope, or of a namespace in it. */
  nameOf(scope: string, namespace?: string): string {
    const name = `projects/${this.projectId()}/locations/global/scopes/${scope}`;
    return namespace === undefined ? name : `${name}/namespaces/${namespace}`;
  }

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

  /** The scope that a request names. */
  require(call: Pick<HubCall, 'params'>): Scope {
    const { scope: id } = call.params;
    const scope = isGlobal(call) ? this.get(id) : undefined;
    if (!scope) {
      throw HubError.notFound(this.nameOf(id));
    }
    return scope;
  }

  /** The namespace that a request names. */
  requireNamespace(
    { params: { namespace: id } }: Pick<HubCall, 'params'>,
    scope: Scope,
  ): ScopeNamespace {
    const namespace = this.getNamespace(scope, id);
    if (!namespace) {
      throw HubError.notFound(this.nameOf(scope.id, id));
    }
    return namespace;
  }

  scopeMessage(scope: Scope): Record<string, unknown> {
    return this.message(scope, this.nameOf(scope.id));
  }

  namespaceMessage(
    scope: Scope,
    namespace: ScopeNamespace,
  ): Record<string, unknown> {
    return {
      ...this.message(namespace, this.nameOf(scope.id, namespace.id)),
      scope: this.nameOf(scope.id),
    };
  }

  private message(resource: Resource, name: string): Record<string, unknown> {
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

/** Scopes live in one place, which a request may also call everywhere. */
export function isGlobal({ params }: Pick<HubCall, 'params'>): boolean {
  return params.location === 'global' || params.location === '-';
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
