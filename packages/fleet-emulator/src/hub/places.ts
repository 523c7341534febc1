import { FleetModel } from '../fleet/FleetModel';
import { HubRoute } from './call';
import { HubError } from './errors';
import { listJson } from './memberships';
import { paginate } from './paging';
import { stableUuid, toJson } from './wire';

/** The fleet itself and the locations it has. */
export class Places {
  constructor(private readonly model: FleetModel) {}

  routes(): HubRoute[] {
    const project = '/projects/:project/locations';
    return [
      {
        verb: 'get',
        path: project,
        method: 'locations.list',
        permission: 'gkehub.locations.list',
        query: ['pageSize', 'pageToken'],
        unsupported: ['filter', 'extraLocationTypes'],
        handle: ({ query }) => {
          const { items, nextPageToken } = paginate(this.locations(), {
            ...query,
            query: [],
            idOf: location => location,
          });
          return listJson(
            'locations',
            items.map(location => this.locationJson(location)),
            { nextPageToken },
          );
        },
      },
      {
        verb: 'get',
        path: `${project}/:location`,
        method: 'locations.get',
        permission: 'gkehub.locations.get',
        handle: ({ params }) => {
          if (!this.locations().includes(params.location)) {
            throw HubError.notFound(
              `projects/${this.model.settings.project.id}/locations/${params.location}`,
            );
          }
          return this.locationJson(params.location);
        },
      },
      {
        verb: 'get',
        path: `${project}/:location/fleets`,
        method: 'fleets.list',
        permission: 'gkehub.fleet.get',
        query: ['pageSize', 'pageToken'],
        handle: () => listJson('fleets', [this.fleetJson()]),
      },
      {
        verb: 'get',
        path: `${project}/:location/fleets/:fleet`,
        method: 'fleets.get',
        permission: 'gkehub.fleet.get',
        handle: ({ params }) => {
          if (params.fleet !== 'default') {
            throw HubError.notFound(
              `projects/${this.model.settings.project.id}/locations/${params.location}/fleets/${params.fleet}`,
            );
          }
          return this.fleetJson();
        },
      },
    ];
  }

  private locations(): string[] {
    const locations = new Set([
      'global',
      ...this.model.settings.locations,
      ...this.model.listClusters().map(cluster => cluster.location),
    ]);
    return [...locations].sort();
  }

  private locationJson(location: string): string {
    return toJson({
      name: `projects/${this.model.settings.project.id}/locations/${location}`,
      locationId: location,
      displayName: location,
    });
  }

  private fleetJson(): string {
    const { project, displayName, created } = this.model.settings;
    const name = `projects/${project.id}/locations/global/fleets/default`;
    return toJson({
      name,
      displayName: displayName ?? 'default-fleet',
      createTime: created,
      updateTime: created,
      uid: stableUuid(name),
      state: { code: 'READY' },
    });
  }
}
