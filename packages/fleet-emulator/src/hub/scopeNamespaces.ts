import { z } from 'zod';
import { HubRoute } from './call';
import { HubError } from './errors';
import { Operations } from './Operations';
import { labelsSchema } from './resourceInput';
import { ResourceKind, ResourceRoutes } from './resourceRoutes';
import { ScopeNamespace, ScopeStore } from './ScopeStore';

/** Namespaces that Kubernetes keeps for itself. */
const RESERVED = /^(kube-|default$)/;

const bodySchema = z.object({
  labels: labelsSchema.default({}),
  namespaceLabels: labelsSchema.default({}),
});

/** The namespaces of team scopes: the methods of the API. */
export function scopeNamespaceRoutes(
  store: ScopeStore,
  operations: Operations,
): HubRoute[] {
  const kind: ResourceKind<ScopeNamespace, z.output<typeof bodySchema>> = {
    path: '/projects/:project/locations/:location/scopes/:scope/namespaces',
    param: 'namespace',
    method: 'scopes.namespaces',
    permission: 'gkehub.namespaces',
    type: 'Namespace',
    listField: 'scopeNamespaces',
    idParameter: 'scopeNamespaceId',
    idField: 'scope_namespace_id',
    bodyField: 'scope_namespace',
    body: bodySchema,
    fields: ['labels', 'namespaceLabels'],
    list: call => store.require(call).namespaces.list(),
    find: (call, id) => store.require(call).namespaces.get(id),
    nameOf: ({ params }, id) => store.nameOf(params.scope, 'namespaces', id),
    message: ({ namespaceLabels }, { params }) => ({
      namespaceLabels,
      scope: store.nameOf(params.scope),
    }),
    add(call, base, body) {
      const scope = store.require(call);
      const { id } = base;
      if (RESERVED.test(id)) {
        throw HubError.invalid(
          'scope_namespace_id',
          `${id} is a namespace of Kubernetes itself; choose another name`,
        );
      }
      // A namespace means the same everywhere in a fleet, so one scope has it.
      const owner = store.scopes
        .list()
        .find(other => other.namespaces.get(id) !== undefined);
      if (owner) {
        throw HubError.alreadyExists(store.nameOf(owner.id, 'namespaces', id));
      }
      return scope.namespaces.add({ ...base, ...body });
    },
  };
  return new ResourceRoutes(kind, store, operations).routes();
}
