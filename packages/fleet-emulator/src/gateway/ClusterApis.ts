import { ApiServer } from '../cluster/api/ApiServer';
import { RequestInfo } from '../cluster/api/requestInfo';
import { ClusterObjects } from '../cluster/ClusterObjects';
import { ClusterDefinition } from '../fleet/clusterSchema';
import { FleetClusters } from '../fleet/FleetClusters';
import { FleetModel } from '../fleet/FleetModel';

/** One cluster of the fleet as the Gateway meets it. */
export interface LiveCluster {
  definition: ClusterDefinition;
  /** Whether it is a GKE cluster, which Google reaches without an agent. */
  direct: boolean;
  /** Absent when only the registration is left of it. */
  objects?: ClusterObjects;
}

/** How GKE ends its refusals: IAM could allow what RBAC does not. */
function iamNote({ path, group, resource, verb }: RequestInfo): string {
  if (path !== undefined) {
    return '';
  }
  const custom = group?.includes('.') && !group.endsWith('.k8s.io');
  const permission = `container.${custom ? 'thirdPartyObjects' : resource}.${
    verb === 'patch' ? 'update' : verb
  }`;
  return `: requires one of ["${permission}"] permission(s).`;
}

/** The API servers of the clusters, each made with its cluster. */
export class ClusterApis {
  private readonly apis = new WeakMap<ClusterObjects, ApiServer>();

  constructor(
    private readonly model: FleetModel,
    private readonly clusters: FleetClusters,
    private readonly now: () => number,
  ) {}

  /** Undefined when the fleet has no such cluster. */
  find(ref: string): LiveCluster | undefined {
    const definition = this.model.cluster(ref);
    return (
      definition && {
        definition,
        direct: definition.platform === 'gke',
        objects: this.clusters.get(ref),
      }
    );
  }

  apiOf(objects: ClusterObjects, direct: boolean): ApiServer {
    let api = this.apis.get(objects);
    if (!api) {
      api = new ApiServer(objects, {
        now: this.now,
        refusalNote: direct ? iamNote : undefined,
      });
      this.apis.set(objects, api);
    }
    return api;
  }
}
