import { z } from 'zod';
import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson, Memberships } from './memberships';
import { Operations } from './Operations';
import { paginate } from './paging';
import { labelsSchema } from './resourceInput';
import { resourceMessage } from './ResourceMap';
import { ResourceKind, ResourceRoutes } from './resourceRoutes';
import { bindingKey, MembershipBinding, ScopeStore } from './ScopeStore';
import { toJson } from './wire';

const bodySchema = z.object({
  labels: labelsSchema.default({}),
  scope: z
    .string()
    .regex(
      /^projects\/[^/]+\/locations\/global\/scopes\/[^/]+$/,
      'must be projects/PROJECT/locations/global/scopes/SCOPE',
    ),
});

type Body = z.output<typeof bodySchema>;

/** Which clusters a scope has, and which scopes a cluster has: the methods of the API. */
export class Bindings {
  constructor(
    private readonly model: FleetModel,
    private readonly store: ScopeStore,
    private readonly memberships: Memberships,
    private readonly operations: Operations,
  ) {}

  routes(): HubRoute[] {
    const kind = this.kind();
    const [, ...methods] = new ResourceRoutes(
      kind,
      this.store,
      this.operations,
    ).routes();
    return [
      {
        verb: 'get',
        path: '/projects/:project/locations/:location/scopes/:scope\\:listMemberships',
        method: 'scopes.listMemberships',
        permission: 'gkehub.scopes.listBoundMemberships',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter'],
        handle: call => this.listMemberships(call),
      },
      {
        verb: 'get',
        path: kind.path,
        method: 'memberships.bindings.list',
        permission: 'gkehub.membershipbindings.list',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter'],
        handle: call => this.listBindings(call),
      },
      ...methods,
    ];
  }

  private kind(): ResourceKind<MembershipBinding, Body> {
    const { store } = this;
    const fullName = (item: MembershipBinding) => store.nameOf(item.scope);
    return {
      path: '/projects/:project/locations/:location/memberships/:membership/bindings',
      param: 'binding',
      method: 'memberships.bindings',
      permission: 'gkehub.membershipbindings',
      type: 'MembershipBinding',
      listField: 'membershipBindings',
      idParameter: 'membershipBindingId',
      idField: 'membership_binding_id',
      bodyField: 'membership_binding',
      body: bodySchema,
      // The scope of a binding stays: another scope is another binding.
      fields: ['labels'],
      list: () => store.bindings.list(),
      find: (call, id) =>
        store.bindings.get(bindingKey(this.cluster(call), id)),
      nameOf: ({ params: { location, membership } }, id) =>
        store.membershipName(`${location}/${membership}`, 'bindings', id),
      message: item => ({ scope: fullName(item) }),
      add: (call, base, { labels, scope }) =>
        store.bindings.add({
          ...base,
          labels,
          cluster: this.cluster(call),
          scope: this.scopeOf(scope),
        }),
    };
  }

  /** The cluster that a request names, as `location/name`. */
  private cluster({
    params: { location, membership },
    unreachable,
  }: HubCall): string {
    const ref = `${location}/${membership}`;
    if (unreachable.has(location)) {
      throw HubError.unavailable(location);
    }
    if (!this.model.cluster(ref)) {
      throw HubError.notFound(this.store.membershipName(ref));
    }
    return ref;
  }

  /** The ID of a scope by its full name, which may have the project's number. */
  private scopeOf(name: string): string {
    const [, project, , , , id] = name.split('/');
    const { id: own, number } = this.model.settings.project;
    if (![own, number].includes(project) || !this.store.scopes.get(id)) {
      throw HubError.notFound(name);
    }
    return id;
  }

  private listMemberships(call: HubCall): string {
    const { unreachable } = call;
    const scope = this.store.require(call);
    const clusters = this.store.clustersOf(scope.id).flatMap(ref => {
      const cluster = this.model.compiledCluster(ref);
      return cluster && !unreachable.has(cluster.definition.location)
        ? [cluster]
        : [];
    });
    return listJson('memberships', this.memberships.write(clusters), {
      unreachable: [...unreachable].sort(),
    });
  }

  private listBindings({ params, query, unreachable }: HubCall): string {
    const { location, membership } = params;
    const everyLocation = location === '-';
    if (unreachable.has(location)) {
      throw HubError.unavailable(location);
    }
    const bindings = this.store.bindings.list().filter(({ cluster: ref }) => {
      const cluster = this.model.cluster(ref);
      return (
        cluster &&
        (everyLocation
          ? !unreachable.has(cluster.location)
          : cluster.location === location) &&
        (membership === '-' || cluster.name === membership)
      );
    });
    const nameOf = ({ cluster, id }: MembershipBinding) =>
      this.store.membershipName(cluster, 'bindings', id);
    const { items, nextPageToken } = paginate(bindings, {
      ...query,
      query: [location, membership],
      idOf: nameOf,
    });
    return listJson(
      'membershipBindings',
      items.map(item =>
        toJson({
          ...resourceMessage(item, nameOf(item), this.store.now()),
          scope: this.store.nameOf(item.scope),
        }),
      ),
      {
        nextPageToken,
        unreachable: everyLocation ? [...unreachable].sort() : [],
      },
    );
  }
}
