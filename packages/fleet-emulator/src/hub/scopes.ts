import { z } from 'zod';
import { HubRoute } from './call';
import { HubError } from './errors';
import { Operations } from './Operations';
import { labelsSchema } from './resourceInput';
import { isKept } from './ResourceMap';
import { ResourceKind, ResourceRoutes } from './resourceRoutes';
import { isGlobal, Scope, ScopeStore } from './ScopeStore';

const bodySchema = z.object({
  labels: labelsSchema.default({}),
  namespaceLabels: labelsSchema.default({}),
});

function scopeKind(
  store: ScopeStore,
): ResourceKind<Scope, z.output<typeof bodySchema>> {
  return {
    path: '/projects/:project/locations/:location/scopes',
    param: 'scope',
    method: 'scopes',
    permission: 'gkehub.scopes',
    type: 'Scope',
    listField: 'scopes',
    idParameter: 'scopeId',
    idField: 'scope_id',
    bodyField: 'scope',
    body: bodySchema,
    fields: ['labels', 'namespaceLabels'],
    list: call => (isGlobal(call) ? store.scopes.list() : []),
    find: (call, id) => (isGlobal(call) ? store.scopes.get(id) : undefined),
    nameOf: (_, id) => store.nameOf(id),
    message: ({ namespaceLabels }) => ({ namespaceLabels }),
    add({ params }, base, body) {
      if (params.location !== 'global') {
        throw HubError.invalid('parent', 'scopes are only in locations/global');
      }
      return store.newScope({ ...base, ...body });
    },
    checkDelete: (_, scope) => requireEmpty(store, scope),
  };
}

/** A scope goes when nothing is in it any more. */
function requireEmpty(store: ScopeStore, scope: Scope): void {
  const left = [
    ['namespaces', scope.namespaces.list().map(({ id }) => id)],
    ['RBAC role bindings', scope.roleBindings.list().map(({ id }) => id)],
    [
      'membership bindings',
      store.bindings
        .list()
        .filter(binding => binding.scope === scope.id && isKept(binding))
        .map(({ cluster, id }) => `${cluster} ${id}`),
    ],
  ] as const;
  for (const [what, names] of left) {
    if (names.length) {
      throw new HubError(
        'FAILED_PRECONDITION',
        `Scope '${store.nameOf(scope.id)}' still has ${what} (${names.join(
          ', ',
        )}); delete them first`,
      );
    }
  }
}

/** Team scopes: the methods of the API. */
export function scopeRoutes(
  store: ScopeStore,
  operations: Operations,
): HubRoute[] {
  const kind = scopeKind(store);
  const methods = new ResourceRoutes(kind, store, operations);
  return [
    {
      verb: 'get',
      path: `${kind.path}\\:listPermitted`,
      method: 'scopes.listPermitted',
      permission: 'gkehub.scopes.list',
      query: ['pageSize', 'pageToken'],
      handle: call => methods.list(call),
    },
    ...methods.routes(),
  ];
}
