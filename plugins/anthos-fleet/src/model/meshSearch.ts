import type {
  MeshManagement,
  MeshSort,
  MeshState,
} from 'backstage-plugin-anthos-fleet-common';
import { HOSTING_VALUES } from './clusterSearch';
import type { ListShape, SearchOf } from './listSearch';

export const MANAGEMENT_VALUES = [
  'managed',
  'in-cluster',
  'other',
  'none',
  'unknown',
] as const satisfies MeshManagement[];

export const MESH_STATE_VALUES = [
  'failed',
  'degraded',
  'needs-attention',
  'provisioning',
  'deprovisioning',
  'active',
  'not-managed',
  'unknown',
] as const satisfies MeshState[];

/** States in which somebody should look at a mesh. */
export const ALARMING_MESH_STATES = [
  'failed',
  'degraded',
  'needs-attention',
] as const satisfies MeshState[];

/** What the address of the list of meshes may say. */
export const MESH_LIST = {
  choices: {
    management: MANAGEMENT_VALUES,
    state: MESH_STATE_VALUES,
    hosting: HOSTING_VALUES,
  },
  texts: { fleet: 50 },
  singles: [],
  flags: [],
  sorts: [
    'name',
    'management',
    'state',
    'enabled',
  ] as const satisfies MeshSort[],
  sort: 'name',
  order: 'asc',
} as const satisfies ListShape;

/** What the address of the list of meshes says. */
export type MeshSearch = SearchOf<typeof MESH_LIST>;
