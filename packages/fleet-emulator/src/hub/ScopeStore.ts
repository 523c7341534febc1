import { FleetDefinition } from '../fleet/fleetSchema';
import { HubCall } from './call';
import { HubError } from './errors';
import { isKept, Resource, ResourceMap } from './ResourceMap';

type Labels = Record<string, string>;

export interface ScopeNamespace extends Resource {
  namespaceLabels: Labels;
}

export interface ScopeRoleBinding extends Resource {
  user?: string;
  group?: string;
  role: { predefinedRole?: 'ADMIN' | 'EDIT' | 'VIEW'; customRole?: string };
}

export interface Scope extends Resource {
  namespaceLabels: Labels;
  namespaces: ResourceMap<ScopeNamespace>;
  roleBindings: ResourceMap<ScopeRoleBinding>;
}

/** What ties a cluster to a scope. */
export interface MembershipBinding extends Resource {
  /** `location/name` of the cluster. */
  cluster: string;
  scope: string;
}

/** The key of a binding among those of all clusters. */
export function bindingKey(cluster: string, id: string): string {
  return `${cluster}/${id}`;
}

/** The team scopes of a fleet, what is in them, and the clusters bound to them. */
export class ScopeStore {
  scopes: ResourceMap<Scope>;
  bindings: ResourceMap<MembershipBinding>;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly projectId: () => string,
    readonly now: () => number,
  ) {
    this.scopes = new ResourceMap<Scope>(now);
    this.bindings = this.newBindings();
  }

  /** Calls back whenever something was written through the API. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  changed(): void {
    this.listeners.forEach(listener => listener());
  }

  /** The full name of a scope, or of what is in it. */
  nameOf(scope: string, ...rest: string[]): string {
    return [
      `projects/${this.projectId()}/locations/global/scopes/${scope}`,
      ...rest,
    ].join('/');
  }

  /** The full name of a cluster, or of one of its bindings. */
  membershipName(cluster: string, ...rest: string[]): string {
    const [location, name] = cluster.split('/');
    return [
      `projects/${this.projectId()}/locations/${location}/memberships/${name}`,
      ...rest,
    ].join('/');
  }

  /** Begins again with the scopes of a fleet. */
  load(fleet: Pick<FleetDefinition, 'created' | 'scopes'>): void {
    const created = Date.parse(fleet.created);
    const resource = (id: string, labels: Labels = {}): Resource => ({
      id,
      labels,
      created,
      updated: created,
      readyAt: created,
      written: false,
    });
    this.scopes = new ResourceMap<Scope>(this.now);
    this.bindings = this.newBindings();
    for (const { name, labels, namespaceLabels, ...rest } of fleet.scopes) {
      const scope = this.newScope({
        ...resource(name, labels),
        namespaceLabels,
      });
      rest.namespaces.forEach(namespace =>
        scope.namespaces.add({
          ...resource(namespace.name, namespace.labels),
          namespaceLabels: namespace.namespaceLabels,
        }),
      );
      rest.clusters.forEach(cluster =>
        this.bindings.add({ ...resource(name), cluster, scope: name }),
      );
    }
  }

  newScope(scope: Resource & { namespaceLabels: Labels }): Scope {
    return this.scopes.add({
      ...scope,
      namespaces: new ResourceMap<ScopeNamespace>(this.now),
      roleBindings: new ResourceMap<ScopeRoleBinding>(this.now),
    });
  }

  /** The scope that a request names. */
  require(call: Pick<HubCall, 'params'>): Scope {
    const { scope: id } = call.params;
    const scope = isGlobal(call) ? this.scopes.get(id) : undefined;
    if (!scope) {
      throw HubError.notFound(this.nameOf(id));
    }
    return scope;
  }

  /** The clusters of a scope, as `location/name`. */
  clustersOf(scope: string): string[] {
    return [
      ...new Set(
        this.bindings
          .list()
          .filter(binding => binding.scope === scope && isKept(binding))
          .map(({ cluster }) => cluster),
      ),
    ];
  }

  private newBindings(): ResourceMap<MembershipBinding> {
    return new ResourceMap<MembershipBinding>(this.now, ({ cluster, id }) =>
      bindingKey(cluster, id),
    );
  }
}

/** Scopes live in one place, which a request may also call everywhere. */
export function isGlobal({ params }: Pick<HubCall, 'params'>): boolean {
  return params.location === 'global' || params.location === '-';
}
