import { FleetModel } from '../fleet/FleetModel';
import { HubCall, HubRoute, readBoolean } from './call';
import {
  CLUSTER_FEATURES,
  ClusterFeature,
  CompiledCluster,
} from './compile/compileCluster';
import { compileConfigManagementDefault } from './compile/configManagement';
import { compilePolicyDefault } from './compile/policyController';
import { compileMeshDefault } from './compile/serviceMesh';
import { HubError } from './errors';
import { listJson } from './memberships';
import { paginate } from './paging';
import { FleetHead, membershipKey, toJson } from './wire';

function isClusterFeature(name: string): name is ClusterFeature {
  return CLUSTER_FEATURES.some(feature => feature === name);
}

/** What a feature says of the fleet as a whole. */
function fleetPart(
  head: FleetHead,
  feature: ClusterFeature,
): { enabled: boolean; memberDefault?: object } {
  const { configSync, mesh, policyController } = head.features;
  switch (feature) {
    case 'configmanagement': {
      const configmanagement = compileConfigManagementDefault(head);
      return {
        enabled: Boolean(configSync),
        memberDefault: configmanagement && { configmanagement },
      };
    }
    case 'servicemesh': {
      const spec = compileMeshDefault(head);
      return { enabled: Boolean(mesh), memberDefault: spec && { mesh: spec } };
    }
    default: {
      const policycontroller = compilePolicyDefault(head);
      return {
        enabled: Boolean(policyController),
        memberDefault: policycontroller && { policycontroller },
      };
    }
  }
}

/** What a feature is told for the whole fleet. */
function fleetSpec(head: FleetHead, feature: string): object {
  const { customRoles } = head.features;
  return feature === 'rbacrolebindingactuation' && customRoles.length
    ? { rbacrolebindingactuation: { allowedCustomRoles: customRoles } }
    : {};
}

/** Config Sync, mesh and Policy Controller: one answer has the state of all clusters. */
export class Features {
  constructor(private readonly model: FleetModel) {}

  get(call: HubCall): string {
    const { location, feature } = call.params;
    requireReachable(call);
    const json = location === 'global' ? this.write(feature, call) : undefined;
    if (json === undefined) {
      throw HubError.notFound(this.nameOf(feature, location));
    }
    return json;
  }

  list(call: HubCall): string {
    const { location } = call.params;
    requireReachable(call);
    const names =
      location === 'global' || location === '-' ? this.enabledNames() : [];
    const { items, nextPageToken } = paginate(names, {
      pageSize: call.query.pageSize,
      pageToken: call.query.pageToken,
      query: [location],
      idOf: name => name,
    });
    return listJson(
      'resources',
      items.map(name => this.write(name, call) ?? '{}'),
      { nextPageToken },
    );
  }

  routes(): HubRoute[] {
    const path = '/projects/:project/locations/:location/features';
    return [
      {
        verb: 'get',
        path,
        method: 'features.list',
        permission: 'gkehub.features.list',
        query: ['pageSize', 'pageToken', 'returnPartialSuccess'],
        unsupported: ['filter', 'orderBy'],
        handle: call => this.list(call),
      },
      {
        verb: 'get',
        path: `${path}/:feature`,
        method: 'features.get',
        permission: 'gkehub.features.get',
        query: ['returnPartialSuccess'],
        handle: call => this.get(call),
      },
    ];
  }

  private enabledNames(): string[] {
    const head = this.model.settings;
    return [
      ...CLUSTER_FEATURES.filter(name => fleetPart(head, name).enabled),
      ...head.features.others,
    ].sort();
  }

  private nameOf(feature: string, location = 'global'): string {
    return `projects/${this.model.settings.project.id}/locations/${location}/features/${feature}`;
  }

  /** The JSON of a feature, or undefined when it is not enabled. */
  private write(feature: string, call: HubCall): string | undefined {
    const head = this.model.settings;
    if (!this.enabledNames().includes(feature)) {
      return undefined;
    }
    const own = isClusterFeature(feature)
      ? fleetPart(head, feature)
      : undefined;
    const before = toJson({
      name: this.nameOf(feature),
      resourceState: { state: 'ACTIVE' },
      spec: fleetSpec(head, feature),
      fleetDefaultMemberConfig: own?.memberDefault,
    });
    const after = toJson({
      createTime: head.created,
      updateTime: head.created,
      unreachable: [...call.unreachable].sort(),
    });
    const parts = [before.slice(1, -1)];
    if (isClusterFeature(feature)) {
      const clusters = this.model
        .compiled()
        .filter(({ definition }) => !call.unreachable.has(definition.location));
      parts.push(
        ...mapJson(head, clusters, feature, 'spec', 'membershipSpecs'),
        ...mapJson(head, clusters, feature, 'state', 'membershipStates'),
      );
    }
    parts.push(after.slice(1, -1));
    return `{${parts.join(',')}}`;
  }
}

/** One location that does not answer fails the whole request, unless the caller takes a part. */
function requireReachable({ query, unreachable }: HubCall): void {
  const partial = readBoolean(
    'return_partial_success',
    query.returnPartialSuccess,
  );
  const [location] = unreachable;
  if (location !== undefined && !partial) {
    throw HubError.unavailable(location);
  }
}

function mapJson(
  head: FleetHead,
  clusters: CompiledCluster[],
  feature: ClusterFeature,
  part: 'spec' | 'state',
  field: string,
): string[] {
  const entries = [];
  for (const cluster of clusters) {
    const json = cluster.features[feature][part];
    if (json !== undefined) {
      entries.push(`"${membershipKey(head, cluster.definition)}":${json}`);
    }
  }
  return entries.length ? [`"${field}":{${entries.join(',')}}`] : [];
}
