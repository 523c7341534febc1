import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute } from './call';
import { CompiledCluster, membershipJson } from './compile/compileCluster';
import { HubError } from './errors';
import { parseFilter } from './filter';
import { paginate } from './paging';

const FIELDS = [
  'name',
  'state',
  'state.code',
  'unique_id',
  'external_id',
  'create_time',
  'update_time',
];

function readField(cluster: CompiledCluster, path: string): string | undefined {
  const { definition, fields } = cluster;
  switch (path) {
    case 'name':
      return fields.name;
    case 'state':
    case 'state.code':
      return definition.state;
    case 'unique_id':
      return fields.uniqueId;
    case 'external_id':
      return fields.externalId;
    case 'create_time':
      return fields.createTime;
    case 'update_time':
      return fields.updateTime;
    default:
      return Object.hasOwn(definition.labels, path.slice('labels.'.length))
        ? definition.labels[path.slice('labels.'.length)]
        : undefined;
  }
}

const ORDERS = ['name', 'create_time', 'update_time'];

function sort(
  clusters: CompiledCluster[],
  orderBy: string | undefined,
): CompiledCluster[] {
  if (!orderBy?.trim()) {
    return clusters;
  }
  const [, field, direction] =
    /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(orderBy) ?? [];
  if (!ORDERS.includes(field)) {
    throw HubError.invalid(
      'order_by',
      `use one of ${ORDERS.join(', ')}, alone or with "desc"`,
    );
  }
  const sign = direction?.toLowerCase() === 'desc' ? -1 : 1;
  return [...clusters].sort((a, b) => {
    const left = readField(a, field) ?? '';
    const right = readField(b, field) ?? '';
    return left === right ? 0 : sign * (left < right ? -1 : 1);
  });
}

/** Clusters as Google registers them. */
export class Memberships {
  constructor(
    private readonly model: FleetModel,
    private readonly options: {
      now: () => number;
      heartbeat: number;
      maxPageSize?: number;
    },
  ) {}

  list(call: HubCall): string {
    const { location } = call.params;
    const { filter, orderBy, pageSize, pageToken } = call.query;
    if (call.unreachable.has(location)) {
      throw HubError.unavailable(location);
    }
    const matches = parseFilter(filter, FIELDS, readField);
    const everywhere = location === '-';
    const clusters = this.model
      .compiled()
      .filter(
        cluster =>
          (everywhere
            ? !call.unreachable.has(cluster.definition.location)
            : cluster.definition.location === location) && matches(cluster),
      );
    const { items, nextPageToken } = paginate(sort(clusters, orderBy), {
      pageSize,
      pageToken,
      query: [location, filter ?? '', orderBy ?? ''],
      maxSize: this.options.maxPageSize,
      idOf: cluster => cluster.fields.name,
    });
    return listJson('resources', this.write(items), {
      nextPageToken,
      unreachable: everywhere ? [...call.unreachable].sort() : [],
    });
  }

  get(call: HubCall): string {
    const { location, membership } = call.params;
    if (call.unreachable.has(location)) {
      throw HubError.unavailable(location);
    }
    const cluster = this.model.compiledCluster(`${location}/${membership}`);
    if (!cluster) {
      throw HubError.notFound(
        `projects/${this.model.settings.project.id}/locations/${location}/memberships/${membership}`,
      );
    }
    return this.write([cluster])[0];
  }

  write(clusters: CompiledCluster[]): string[] {
    const now = this.options.now();
    return clusters.map(cluster =>
      membershipJson(cluster, now, this.options.heartbeat),
    );
  }

  routes(): HubRoute[] {
    const path = '/projects/:project/locations/:location/memberships';
    return [
      {
        verb: 'get',
        path,
        method: 'memberships.list',
        permission: 'gkehub.memberships.list',
        query: ['pageSize', 'pageToken', 'filter', 'orderBy'],
        handle: call => this.list(call),
      },
      {
        verb: 'get',
        path: `${path}/:membership`,
        method: 'memberships.get',
        permission: 'gkehub.memberships.get',
        handle: call => this.get(call),
      },
    ];
  }
}

/** The body of a list, of items that are JSON already. */
export function listJson(
  field: string,
  items: string[],
  rest: { nextPageToken?: string; unreachable?: string[] } = {},
): string {
  const parts = [];
  if (items.length) {
    parts.push(`${JSON.stringify(field)}:[${items.join(',')}]`);
  }
  if (rest.nextPageToken) {
    parts.push(`"nextPageToken":${JSON.stringify(rest.nextPageToken)}`);
  }
  if (rest.unreachable?.length) {
    parts.push(`"unreachable":${JSON.stringify(rest.unreachable)}`);
  }
  return `{${parts.join(',')}}`;
}
