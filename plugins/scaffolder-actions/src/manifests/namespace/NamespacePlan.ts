import type {
  Hosting,
  NamespaceInjectionLabel,
} from 'backstage-plugin-anthos-fleet-common';
import type { NamespacedName, Quota, SidecarResources } from '../../config';

/** A cluster as far as its manifests depend on it. */
export interface TargetCluster {
  /** `project/location/name`. */
  ref: string;
  fleet: string;
  location: string;
  name: string;
  hosting: Hosting;
  /** Gives pods their sidecar; absent without a mesh. */
  injection?: NamespaceInjectionLabel;
  /** Google runs the control plane. */
  managedMesh: boolean;
}

export const GIT_AUTHS = [
  'none',
  'ssh',
  'token',
  'cookiefile',
  'githubapp',
  'gcenode',
  'gcpserviceaccount',
] as const;

/** How Config Sync signs in at a Git host. */
export type GitAuth = (typeof GIT_AUTHS)[number];

/** Where a team keeps what runs in its namespace. */
export interface TeamSource {
  syncName: string;
  repoUrl: string;
  branch: string;
  /** May have placeholders. */
  dir: string;
  auth: GitAuth;
  /** Secret in the namespace, made by somebody else. */
  secret?: string;
  gcpServiceAccount?: string;
}

/** What the team of a namespace may do. */
export interface TeamAccess {
  /** E-mail address of a Google group. */
  group: string;
  role: string;
}

/** All that the manifests of a namespace are made of; every word is checked before. */
export interface NamespacePlan {
  name: string;
  /** Entity ref of a group. */
  owner: string;
  ownerLabel: { key: string; value: string };
  access: TeamAccess;
  source: TeamSource;
  quota: Quota;
  /** Absent for `edit`, and a Role beside it. */
  reconcilerRole?: string;
  network: {
    sidecar: SidecarResources;
    monitoring: readonly string[];
    eastWest: string;
    googleApis: readonly string[];
  };
  clusters: readonly PlannedCluster[];
}

/** A target cluster, with the gateway of its public services. */
export interface PlannedCluster extends TargetCluster {
  gateway: NamespacedName;
}
