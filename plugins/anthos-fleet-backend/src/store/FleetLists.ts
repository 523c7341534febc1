import type {
  Enforcement,
  Hosting,
  MeshList,
  MeshManagement,
  MeshSort,
  MeshState,
  PolicyConstraintList,
  PolicyConstraintSort,
  RolloutList,
  RolloutSort,
  RolloutState,
  SortOrder,
} from 'backstage-plugin-anthos-fleet-common';
import type { Visible, VisibleClusters } from './visibility';

/** What a list of meshes may be narrowed to. */
export interface MeshQuery {
  fleet?: string[];
  hosting?: Hosting[];
  management?: MeshManagement[];
  /** As the fleet reports it; of other meshes there is none. */
  state?: MeshState[];
  /** Words that must all be in the name, place, platform or labels of the cluster. */
  q?: string;
  sort?: MeshSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

/** What a list of constraints may be narrowed to; most filters choose what is counted. */
export interface PolicyConstraintQuery {
  fleet?: string[];
  hosting?: Hosting[];
  /** Names or refs. */
  cluster?: string[];
  enforcement?: Enforcement[];
  violated?: boolean;
  /** Words that must all be in the kind, name or bundle. */
  q?: string;
  sort?: PolicyConstraintSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

/** What a list of rollouts may be narrowed to; the filters choose the clusters that are counted. */
export interface RolloutQuery {
  fleet?: string[];
  hosting?: Hosting[];
  repo?: string[];
  state?: RolloutState[];
  /** Words that must all be in the repository, revision or directory. */
  q?: string;
  sort?: RolloutSort;
  order?: SortOrder;
  limit?: number;
  cursor?: string;
}

/** Answers what all clusters have of one thing, side by side. */
export interface FleetLists {
  /**
   * Sources and which commit of them is live where, counted over the visible package syncs alone.
   *
   * @throws InputError when the cursor is not one of this query
   */
  listRollouts(query: RolloutQuery, visible: Visible): Promise<RolloutList>;

  /**
   * Constraints of Policy Controller, each over all visible clusters that have it.
   *
   * @throws InputError when the cursor is not one of this query
   */
  listPolicyConstraints(
    query: PolicyConstraintQuery,
    visible: VisibleClusters,
  ): Promise<PolicyConstraintList>;

  /**
   * Visible clusters with their meshes, also those without one.
   *
   * @throws InputError when the cursor is not one of this query
   */
  listMeshes(query: MeshQuery, visible: VisibleClusters): Promise<MeshList>;
}
