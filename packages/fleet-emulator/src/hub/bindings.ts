import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute } from './call';
import { HubError } from './errors';
import { listJson, Memberships } from './memberships';
import { paginate } from './paging';
import { ScopeStore } from './ScopeStore';
import { stableUuid, toJson } from './wire';

/** Which clusters a scope has, and which scopes a cluster has. */
export class Bindings {
  constructor(
    private readonly model: FleetModel,
    private readonly store: ScopeStore,
    private readonly memberships: Memberships,
  ) {}

  routes(): HubRoute[] {
    const location = '/projects/:project/locations/:location';
    return [
      {
        verb: 'get',
        path: `${location}/scopes/:scope\\:listMemberships`,
        method: 'scopes.listMemberships',
        permission: 'gkehub.scopes.listBoundMemberships',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter'],
        handle: call => this.listMemberships(call),
      },
      {
        verb: 'get',
        path: `${location}/memberships/:membership/bindings`,
        method: 'memberships.bindings.list',
        permission: 'gkehub.membershipbindings.list',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter'],
        handle: call => this.listBindings(call),
      },
    ];
  }

  private listMemberships(call: HubCall): string {
    const { unreachable } = call;
    const scope = this.store.require(call);
    const clusters = scope.clusters.flatMap(ref => {
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
    const everyMembership = membership === '-';
    if (unreachable.has(location)) {
      throw HubError.unavailable(location);
    }
    const bindings = this.store.list().flatMap(scope =>
      scope.clusters
        .map(ref => ({ scope, ref, cluster: this.model.cluster(ref) }))
        .filter(
          ({ cluster }) =>
            cluster &&
            (everyLocation
              ? !unreachable.has(cluster.location)
              : cluster.location === location) &&
            (everyMembership || cluster.name === membership),
        )
        .map(({ ref }) => {
          const [at, name] = ref.split('/');
          const { id: project } = this.model.settings.project;
          const id = `projects/${project}/locations/${at}/memberships/${name}/bindings/${scope.id}`;
          return { id, scope };
        }),
    );
    const { items, nextPageToken } = paginate(
      bindings.sort((a, b) => (a.id < b.id ? -1 : 1)),
      { ...query, query: [location, membership], idOf: ({ id }) => id },
    );
    return listJson(
      'membershipBindings',
      items.map(({ id, scope }) =>
        toJson({
          name: id,
          uid: stableUuid(id),
          scope: this.store.nameOf(scope.id),
          createTime: this.model.settings.created,
          updateTime: this.model.settings.created,
          state: { code: 'READY' },
        }),
      ),
      {
        nextPageToken,
        unreachable: everyLocation ? [...unreachable].sort() : [],
      },
    );
  }
}
