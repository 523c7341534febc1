import { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import { KubeObject, KubeObjectInput } from '../cluster/objects';
import { isKept } from './ResourceMap';
import {
  Scope,
  ScopeNamespace,
  ScopeRoleBinding,
  ScopeStore,
} from './ScopeStore';

const MANAGER = 'gke-fleet';
const SCOPE = 'fleet.gke.io/fleet-scope';
const RBAC = 'rbac.authorization.k8s.io';
const ROLE_BINDINGS = `rolebindings.${RBAC}`;

/** What the fleet wants of one cluster. */
interface Wanted {
  object: KubeObjectInput;
  /** Whether somebody asked for it through the API; the rest comes with the cluster. */
  written: boolean;
}

function namespaceObject(
  scope: Scope,
  { id, labels, namespaceLabels }: ScopeNamespace,
): KubeObjectInput {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: id,
      labels: {
        ...labels,
        ...namespaceLabels,
        ...scope.namespaceLabels,
        [SCOPE]: scope.id,
      },
    },
  };
}

function roleBindingObject(
  scope: Scope,
  namespace: string,
  { id, user, group, role }: ScopeRoleBinding,
): KubeObjectInput {
  return {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: {
      name: `fleet-${scope.id}-${id}`,
      namespace,
      labels: { [SCOPE]: scope.id },
    },
    roleRef: {
      apiGroup: RBAC,
      kind: 'ClusterRole',
      name: role.customRole ?? String(role.predefinedRole).toLowerCase(),
    },
    subjects: [
      {
        apiGroup: RBAC,
        kind: user ? 'User' : 'Group',
        name: user ?? group,
      },
    ],
  };
}

function keyOf({ kind, metadata }: KubeObjectInput | KubeObject): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}

function resourceOf({ kind }: KubeObject): string {
  return kind === 'Namespace' ? 'namespaces' : ROLE_BINDINGS;
}

/**
 * Brings fleet namespaces and the role bindings of their scopes into the clusters of the scopes,
 * and takes them away again. A namespace that was in a cluster before the fleet's stays when the
 * fleet's goes.
 */
export class ScopeActuation {
  private readonly found = new WeakMap<ClusterObjects, Set<string>>();

  constructor(private readonly store: ScopeStore) {}

  /** @param ref - `location/name` of the cluster */
  actuate(ref: string, cluster: ClusterObjects): void {
    const wanted = this.wanted(ref);
    const keys = new Set(wanted.map(({ object }) => keyOf(object)));
    for (const object of owned(cluster)) {
      if (!keys.has(keyOf(object))) {
        this.release(cluster, object);
      }
    }
    for (const { object } of wanted.filter(({ written }) => written)) {
      this.apply(cluster, object);
    }
  }

  private wanted(ref: string): Wanted[] {
    const bindings = this.store.bindings
      .list()
      .filter(binding => binding.cluster === ref && isKept(binding));
    return this.store.scopes.list().flatMap(scope => {
      const binding = bindings.find(({ scope: id }) => id === scope.id);
      if (!binding) {
        return [];
      }
      const roleBindings = scope.roleBindings.list().filter(isKept);
      return scope.namespaces
        .list()
        .filter(isKept)
        .flatMap((namespace): Wanted[] => {
          const written = binding.written || scope.written || namespace.written;
          return [
            { object: namespaceObject(scope, namespace), written },
            ...roleBindings.map(roleBinding => ({
              object: roleBindingObject(scope, namespace.id, roleBinding),
              written: true,
            })),
          ];
        });
    });
  }

  private apply(cluster: ClusterObjects, object: KubeObjectInput): void {
    const { name = '' } = object.metadata;
    const there =
      object.kind === 'Namespace' && cluster.find('namespaces', name);
    if (there && there.metadata.labels?.[SCOPE] === undefined) {
      this.foundIn(cluster).add(name);
    }
    try {
      cluster.apply(object, { manager: MANAGER, force: true });
    } catch (error) {
      // What a cluster refuses stays away from it; the fleet has the resource all the same.
      if (!(error instanceof KubeError)) {
        throw error;
      }
    }
  }

  private release(cluster: ClusterObjects, object: KubeObject): void {
    const { name, namespace } = object.metadata;
    if (object.kind === 'Namespace' && this.foundIn(cluster).delete(name)) {
      cluster.apply(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
        { manager: MANAGER, force: true },
      );
      return;
    }
    if (!object.metadata.deletionTimestamp) {
      cluster.delete(resourceOf(object), name, namespace);
    }
  }

  /** Namespaces that the cluster had of itself. */
  private foundIn(cluster: ClusterObjects): Set<string> {
    let names = this.found.get(cluster);
    if (!names) {
      names = new Set();
      this.found.set(cluster, names);
    }
    return names;
  }
}

/** What the fleet has in a cluster, what is in a namespace before the namespace. */
function owned(cluster: ClusterObjects): KubeObject[] {
  return [...cluster.all(ROLE_BINDINGS), ...cluster.all('namespaces')].filter(
    ({ metadata }) => metadata.labels?.[SCOPE] !== undefined,
  );
}
