import { ResponseError } from '@backstage/errors';
import type {
  Cluster,
  EntityList,
  EntityStatus,
  ErrorGroupDetails,
  ErrorGroupList,
  MeshList,
  Mute,
  MuteRequest,
  NamespaceStatus,
  Overview,
  PackageSyncDetails,
  PackageSyncList,
  PolicyConstraintList,
  SyncStateCount,
  RolloutList,
  TransitionList,
} from 'backstage-plugin-anthos-fleet-common';
import type {
  AnthosFleetApi,
  ClusterQuery,
  MeshQuery,
  EntityQuery,
  PackageSyncQuery,
  PolicyConstraintQuery,
  RolloutQuery,
  SyncErrorQuery,
  TransitionQuery,
} from '../api';
import { ago, cluster, demoClusters } from './clusters';
import { demoComponents } from './components';
import { detailsOf } from './details';
import { namespaceStatusOf } from './namespaces';
import { ownServices } from './services';
import { entityStatusOf, overviewOf } from './views';

/** An error as the client makes it from an answer of the back end. */
export function responseError(
  status: number,
  name: string,
  message: string,
): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message },
        response: { statusCode: status },
      }),
      { status, headers: { 'content-type': 'application/json' } },
    ),
  );
}

function matches(item: Cluster, query: ClusterQuery): boolean {
  const one = <T>(values: T[] | undefined, value: T) =>
    !values || values.includes(value);
  const text = [item.name, item.platform, ...Object.values(item.place)]
    .join(' ')
    .toLowerCase();
  return (
    one(query.fleet, item.fleet) &&
    one(query.hosting, item.hosting) &&
    one(query.platform, item.platform) &&
    one(query.syncState, item.configSync.state) &&
    one(query.connection, item.connection.state) &&
    one(query.age, item.freshness.hub.age) &&
    (query.orphaned === undefined || query.orphaned === item.orphaned) &&
    (query.label ?? []).every(label => {
      const [key, value] = label.split('=');
      return value === undefined
        ? key in item.labels
        : item.labels[key] === value;
    }) &&
    (query.q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word))
  );
}

/** A back end in memory that knows what the fleet's register says, and no cluster itself. */
export class FakeFleet implements AnthosFleetApi {
  constructor(readonly clusters: Cluster[] = demoClusters) {}

  async getOverview(): Promise<Overview> {
    return overviewOf(this.clusters);
  }

  async getClusters(query: ClusterQuery) {
    const sorted = this.clusters
      .filter(item => matches(item, query))
      .sort((a, b) => a.name.localeCompare(b.name));
    if (query.order === 'desc') {
      sorted.reverse();
    }
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 50);
    return {
      items: sorted.slice(start, end),
      totalItems: sorted.length,
      states: statesOf(sorted),
      ...(end < sorted.length ? { nextCursor: String(end) } : {}),
    };
  }

  async getCluster(ref: { project: string; location: string; name: string }) {
    const text = `${ref.project}/${ref.location}/${ref.name}`;
    const found = this.clusters.find(item => item.ref === text);
    if (!found) {
      throw await responseError(404, 'NotFoundError', `No cluster ${text}`);
    }
    return detailsOf(found);
  }

  async getEntities(_query: EntityQuery): Promise<EntityList> {
    return ownServices;
  }

  async getEntityStatus(entity: { name: string }): Promise<EntityStatus> {
    const byName = (...names: string[]) =>
      this.clusters.filter(item => names.includes(item.name));
    switch (entity.name) {
      case 'unannotated':
        return entityStatusOf([], { annotated: false, namespaces: [] });
      case 'eiendom':
        return entityStatusOf([], {
          annotated: false,
          namespaces: [],
          parts: demoComponents,
        });
      case 'everywhere':
        return entityStatusOf([
          ...this.clusters,
          ...Array.from({ length: 40 }, (_, index) =>
            cluster({
              name: `shop-${index + 1}`,
              location: 'europe-north1',
              place: { site: `Butikk ${index + 1}` },
            }),
          ),
        ]);
      case 'misspelt':
        return entityStatusOf(byName('gcp-prod'), {
          problems: [
            {
              source: 'anthos-fleet/cluster-selector',
              value: 'env in (prod',
              message: 'The list of values has no closing parenthesis.',
              remedy: 'Write env in (prod).',
            },
          ],
        });
      default:
        return entityStatusOf(byName('onprem-prod', 'gcp-prod', 'gcp-dev'));
    }
  }

  async getNamespace(name: string): Promise<NamespaceStatus> {
    return namespaceStatusOf(name);
  }

  async getPackageSyncs(_query: PackageSyncQuery): Promise<PackageSyncList> {
    return { items: [], totalItems: 0, states: [] };
  }

  async getPackageSync(id: string): Promise<PackageSyncDetails> {
    throw await responseError(404, 'NotFoundError', `No package sync ${id}`);
  }

  async getRollouts(_query: RolloutQuery): Promise<RolloutList> {
    return { items: [], totalItems: 0, states: [] };
  }

  async getPolicyConstraints(
    _query: PolicyConstraintQuery,
  ): Promise<PolicyConstraintList> {
    return {
      items: [],
      totalItems: 0,
      violatedItems: 0,
      totalViolations: 0,
      totalClusters: 0,
      violatingClusters: 0,
      withoutConstraints: { total: 0, clusters: [] },
      notRead: { total: 0, clusters: [] },
      lastKnown: { total: 0, clusters: [] },
    };
  }

  async getMeshes(_query: MeshQuery): Promise<MeshList> {
    return { items: [], totalItems: 0, managements: [], needAttention: 0 };
  }

  async getSyncErrors(_query: SyncErrorQuery): Promise<ErrorGroupList> {
    return { items: [], totalItems: 0, totalPackageSyncs: 0, totalClusters: 0 };
  }

  async getSyncError(fingerprint: string): Promise<ErrorGroupDetails> {
    throw await responseError(404, 'NotFoundError', `No error ${fingerprint}`);
  }

  async getTransitions(_query: TransitionQuery): Promise<TransitionList> {
    return { items: [] };
  }

  async createMute(request: MuteRequest): Promise<Mute> {
    return {
      ...request,
      id: `mute-${request.expiresAt}`,
      author: 'user:default/guest',
      createdAt: ago(0),
    };
  }

  async deleteMute(_id: string): Promise<void> {}

  async refreshCluster(ref: {
    project: string;
    location: string;
    name: string;
  }) {
    return {
      ref: `${ref.project}/${ref.location}/${ref.name}`,
      requestedAt: new Date().toISOString(),
      accepted: true,
    };
  }
}

function statesOf(clusters: readonly Cluster[]): SyncStateCount[] {
  const states = clusters.map(({ configSync }) => configSync.state);
  return [...new Set(states)].map(state => ({
    state,
    total: states.filter(other => other === state).length,
  }));
}
