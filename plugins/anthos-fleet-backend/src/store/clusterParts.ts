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
  region: string;
  connection_state: string;
  orphaned: boolean;
  node_count: number;
  version_key: string;
  kubernetes_version: string;
  end_of_life: string | null;
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
  config_sync_version: string | null;
}

interface MeshPart {
  mesh_json: string | null;
  mesh_conditions: string | null;
  mesh_hash: string;
  mesh_revision: string | null;
}

interface PolicyPart {
  policy_json: string | null;
  policy_parts: string | null;
  policy_hash: string;
  policy_version: string | null;
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
    region: cluster.place.site
      ? ''
      : (cluster.place.region ?? '').slice(0, 256),
    connection_state: cluster.connection.state,
    orphaned: cluster.orphaned,
    node_count: cluster.nodeCount ?? -1,
    version_key: versionKey(cluster.kubernetesVersion),
    kubernetes_version: shortened(cluster.kubernetesVersion),
    end_of_life: cluster.endOfLife ?? null,
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
    config_sync_version:
      observed.summary.state === 'not-installed'
        ? null
        : shortened(observed.summary.version),
  };
}

export function meshPart(observed: ObservedMesh | undefined): MeshPart {
  const json = observed ? JSON.stringify(observed.summary) : null;
  const conditions = observed ? JSON.stringify(observed.conditions) : null;
  return {
    mesh_json: json,
    mesh_conditions: conditions,
    mesh_hash: hash(json, conditions),
    // What a mesh that the cluster runs itself is made of, the fleet does not know.
    mesh_revision:
      observed && observed.summary.state !== 'not-managed'
        ? shortened(observed.summary.revision)
        : null,
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
    policy_version:
      observed && observed.summary.state !== 'not-installed'
        ? shortened(observed.summary.version)
        : null,
  };
}

/** Empty: not known. */
function shortened(version: string | undefined): string {
  return (version ?? '').slice(0, 128);
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
