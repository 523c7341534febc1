import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { Operations } from './Operations';
import { paginate } from './paging';
import { EMPTY, readBody, readId } from './resourceInput';
import { isGlobal, ScopeStore } from './ScopeStore';
import { toJson } from './wire';

/** Team scopes: the methods of the API. */
export class Scopes {
  constructor(
    private readonly store: ScopeStore,
    private readonly operations: Operations,
  ) {}

  routes(): HubRoute[] {
    const path = '/projects/:project/locations/:location/scopes';
    const query = ['pageSize', 'pageToken'];
    const permission = 'gkehub.scopes.list';
    const handle = (call: HubCall) => this.list(call);
    return [
      { verb: 'get', path, method: 'scopes.list', permission, query, handle },
      {
        verb: 'get',
        path: `${path}\\:listPermitted`,
        method: 'scopes.listPermitted',
        permission,
        query,
        handle,
      },
      {
        verb: 'get',
        path: `${path}/:scope`,
        method: 'scopes.get',
        permission: 'gkehub.scopes.get',
        handle: call =>
          toJson(this.store.scopeMessage(this.store.require(call))),
      },
      {
        verb: 'post',
        path,
        method: 'scopes.create',
        permission: 'gkehub.scopes.create',
        query: ['scopeId'],
        handle: call => this.create(call),
      },
      {
        verb: 'delete',
        path: `${path}/:scope`,
        method: 'scopes.delete',
        permission: 'gkehub.scopes.delete',
        handle: call => this.delete(call),
      },
    ];
  }

  private list(call: HubCall): string {
    const { items, nextPageToken } = paginate(
      isGlobal(call) ? this.store.list() : [],
      { ...call.query, query: [call.params.location], idOf: scope => scope.id },
    );
    return listJson(
      'scopes',
      items.map(scope => toJson(this.store.scopeMessage(scope))),
      { nextPageToken },
    );
  }

  private create(call: HubCall): string {
    const id = readId('scope_id', call.query.scopeId);
    const body = readBody('scope', call.body);
    if (call.params.location !== 'global') {
      throw HubError.invalid('parent', 'scopes are only in locations/global');
    }
    const target = this.store.nameOf(id);
    if (this.store.get(id)) {
      throw HubError.alreadyExists(target);
    }
    const doneAt = this.operations.doneAt();
    const scope = this.store.add({ ...body, id, readyAt: doneAt });
    return this.operations.begin(call, {
      target,
      verb: 'create',
      doneAt,
      response: () => ({
        '@type': `type.googleapis.com/google.cloud.gkehub.${call.apiVersion}.Scope`,
        ...this.store.scopeMessage(scope),
      }),
    });
  }

  private delete(call: HubCall): string {
    const scope = this.store.require(call);
    const target = this.store.nameOf(scope.id);
    const namespaces = this.store.listNamespaces(scope);
    if (namespaces.length) {
      throw new HubError(
        'FAILED_PRECONDITION',
        `Scope '${target}' still has namespaces (${namespaces
          .map(({ id }) => id)
          .join(', ')}); delete them first`,
      );
    }
    scope.deletedAt ??= this.operations.doneAt();
    return this.operations.begin(call, {
      target,
      verb: 'delete',
      doneAt: scope.deletedAt,
      response: () => EMPTY,
    });
  }
}
