import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { Operations } from './Operations';
import { paginate } from './paging';
import { EMPTY, readBody, readId } from './resourceInput';
import { ScopeStore } from './ScopeStore';
import { toJson } from './wire';

/** Namespaces that Kubernetes keeps for itself. */
const RESERVED = /^(kube-|default$)/;

/** The namespaces of team scopes: the methods of the API. */
export class ScopeNamespaces {
  constructor(
    private readonly store: ScopeStore,
    private readonly operations: Operations,
  ) {}

  routes(): HubRoute[] {
    const path =
      '/projects/:project/locations/:location/scopes/:scope/namespaces';
    return [
      {
        verb: 'get',
        path,
        method: 'scopes.namespaces.list',
        permission: 'gkehub.namespaces.list',
        query: ['pageSize', 'pageToken'],
        handle: call => this.list(call),
      },
      {
        verb: 'get',
        path: `${path}/:namespace`,
        method: 'scopes.namespaces.get',
        permission: 'gkehub.namespaces.get',
        handle: call => {
          const scope = this.store.require(call);
          const namespace = this.store.requireNamespace(call, scope);
          return toJson(this.store.namespaceMessage(scope, namespace));
        },
      },
      {
        verb: 'post',
        path,
        method: 'scopes.namespaces.create',
        permission: 'gkehub.namespaces.create',
        query: ['scopeNamespaceId'],
        handle: call => this.create(call),
      },
      {
        verb: 'delete',
        path: `${path}/:namespace`,
        method: 'scopes.namespaces.delete',
        permission: 'gkehub.namespaces.delete',
        handle: call => this.delete(call),
      },
    ];
  }

  private list(call: HubCall): string {
    const scope = this.store.require(call);
    const { items, nextPageToken } = paginate(
      this.store.listNamespaces(scope),
      {
        ...call.query,
        query: [call.params.location, scope.id],
        idOf: namespace => namespace.id,
      },
    );
    return listJson(
      'scopeNamespaces',
      items.map(namespace =>
        toJson(this.store.namespaceMessage(scope, namespace)),
      ),
      { nextPageToken },
    );
  }

  private create(call: HubCall): string {
    const scope = this.store.require(call);
    const id = readId('scope_namespace_id', call.query.scopeNamespaceId);
    if (RESERVED.test(id)) {
      throw HubError.invalid(
        'scope_namespace_id',
        `${id} is a namespace of Kubernetes itself; choose another name`,
      );
    }
    const body = readBody('scope_namespace', call.body);
    // A namespace means the same everywhere in a fleet, so one scope has it.
    const owner = this.store
      .list()
      .find(other => this.store.getNamespace(other, id));
    if (owner) {
      throw HubError.alreadyExists(this.store.nameOf(owner.id, id));
    }
    const doneAt = this.operations.doneAt();
    const namespace = this.store.addNamespace(scope, {
      ...body,
      id,
      readyAt: doneAt,
    });
    return this.operations.begin(call, {
      target: this.store.nameOf(scope.id, id),
      verb: 'create',
      doneAt,
      response: () => ({
        '@type': `type.googleapis.com/google.cloud.gkehub.${call.apiVersion}.Namespace`,
        ...this.store.namespaceMessage(scope, namespace),
      }),
    });
  }

  private delete(call: HubCall): string {
    const scope = this.store.require(call);
    const namespace = this.store.requireNamespace(call, scope);
    namespace.deletedAt ??= this.operations.doneAt();
    return this.operations.begin(call, {
      target: this.store.nameOf(scope.id, namespace.id),
      verb: 'delete',
      doneAt: namespace.deletedAt,
      response: () => EMPTY,
    });
  }
}
