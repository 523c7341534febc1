import {
  type ClusterDetails,
  type ObservedCluster,
  type ObservedConfigSync,
  type ObservedMesh,
  type ObservedPolicyController,
  type SyncState,
} from 'backstage-plugin-anthos-fleet-common';
import { hash } from './hash';

/** The four parts of a row; each is written only when it changed. */
export interface ClusterParts {
  register: RegisterPart;
  configSync: ConfigSyncPart;
  mesh: MeshPart;
  policy: PolicyPart;
}

interface RegisterPart {
  ref: string;
  fleet: string;
  location: string;
  name: string;
  external_id: string | null;
  hosting: string;
  platform: string;
  site: string;
  connection_state: string;
  orphaned: boolean;
  node_count: number;
  version_key: string;
  search_text: string;
  register_json: string;
  register_details: string;
  register_hash: string;
}

/** The fleet's own summary. The state that holds is written beside it. */
interface ConfigSyncPart {
  hub_sync_state: SyncState;
  hub_error_count: number;
  config_sync_json: string;
  config_sync_errors: string;
  config_sync_hash: string;
}

interface MeshPart {
  mesh_json: string | null;
  mesh_conditions: string | null;
  mesh_hash: string;
}

interface PolicyPart {
  policy_json: string | null;
  policy_parts: string | null;
  policy_hash: string;
}

/** What is shown of one cluster alone. */
export type RegisterDetails = Pick<
  ClusterDetails,
  'externalId' | 'vcpuCount' | 'memoryMb' | 'createdAt' | 'workloadIdentityPool'
>;

export function registerPart(cluster: ObservedCluster): RegisterPart {
  const {
    externalId,
    vcpuCount,
    memoryMb,
    createdAt,
    workloadIdentityPool,
    projectNumber,
    ...listed
  } = cluster;
  const json = JSON.stringify(listed);
  const details = JSON.stringify({
    externalId,
    vcpuCount,
    memoryMb,
    createdAt,
    workloadIdentityPool,
  } satisfies RegisterDetails);
  return {
    ref: cluster.ref,
    fleet: cluster.fleet,
    location: cluster.location,
    name: cluster.name,
    external_id: cluster.externalId ?? null,
    hosting: cluster.hosting,
    platform: cluster.platform,
    site: cluster.place.site ?? '',
    connection_state: cluster.connection.state,
    orphaned: cluster.orphaned,
    node_count: cluster.nodeCount ?? -1,
    version_key: versionKey(cluster.kubernetesVersion),
    search_text: searchText(cluster),
    register_json: json,
    register_details: details,
    register_hash: hash(json, details),
  };
}

export function configSyncPart(observed: ObservedConfigSync): ConfigSyncPart {
  const json = JSON.stringify(observed.summary);
  const errors = JSON.stringify(observed.errors);
  return {
    hub_sync_state: observed.summary.state,
    hub_error_count: observed.summary.errorCount,
    config_sync_json: json,
    config_sync_errors: errors,
    config_sync_hash: hash(json, errors),
  };
}

export function meshPart(observed: ObservedMesh | undefined): MeshPart {
  const json = observed ? JSON.stringify(observed.summary) : null;
  const conditions = observed ? JSON.stringify(observed.conditions) : null;
  return {
    mesh_json: json,
    mesh_conditions: conditions,
    mesh_hash: hash(json, conditions),
  };
}

export function policyPart(
  observed: ObservedPolicyController | undefined,
): PolicyPart {
  const json = observed ? JSON.stringify(observed.summary) : null;
  const parts = observed
    ? JSON.stringify({
        components: observed.components,
        bundles: observed.bundles,
      })
    : null;
  return {
    policy_json: json,
    policy_parts: parts,
    policy_hash: hash(json, parts),
  };
}

/** Pads the numbers of a version so that v1.9 sorts before v1.10. */
function versionKey(version: string | undefined): string {
  return (version ?? '')
    .toLowerCase()
    .replace(/\d+/g, digits => digits.padStart(8, '0'))
    .slice(0, 64);
}

function searchText(cluster: ObservedCluster): string {
  const { place } = cluster;
  return [
    cluster.name,
    cluster.fleet,
    cluster.location,
    cluster.hosting,
    cluster.platform,
    place.site,
    place.region,
    place.zone,
    cluster.kubernetesVersion,
    ...Object.entries(cluster.labels).map(([key, value]) => `${key}=${value}`),
  ]
    .filter(Boolean)
    .join('\n')
    .toLowerCase();
}
