import type { gkehub_v1 } from 'googleapis/build/src/apis/gkehub/v1';
import { ClusterDefinition } from '../../fleet/clusterSchema';
import { Mesh } from '../../fleet/featureSchemas';
import { FleetHead } from '../wire';
import { CompiledFeature, originOf } from './feature';

type MeshState = gkehub_v1.Schema$ServiceMeshMembershipState;

const MANAGEMENT = {
  automatic: 'MANAGEMENT_AUTOMATIC',
  manual: 'MANAGEMENT_MANUAL',
  unset: undefined,
} as const;

interface Preset {
  controlPlane: NonNullable<MeshState['controlPlaneManagement']>;
  dataPlane?: NonNullable<MeshState['dataPlaneManagement']>;
  code: 'OK' | 'WARNING' | 'ERROR';
  description: string;
}

/** What each status looks like on the wire, for a mesh of the given revision. */
function preset(
  status: Exclude<Mesh['status'], 'assigned'>,
  revision: string,
): Preset {
  const implementation = 'TRAFFIC_DIRECTOR';
  const ready = {
    details: [{ code: 'REVISION_READY', details: `Ready: ${revision}` }],
    implementation,
  };
  const dataPlane = {
    state: 'ACTIVE',
    details: [{ code: 'OK', details: 'Service is running.' }],
  };
  const usable = `Revision ready for use: ${revision}.`;
  switch (status) {
    case 'managed':
      return {
        controlPlane: { state: 'ACTIVE', ...ready },
        dataPlane,
        code: 'OK',
        description: usable,
      };
    case 'in-cluster':
      return {
        controlPlane: { state: 'DISABLED' },
        code: 'OK',
        description: 'The control plane of this cluster is not managed.',
      };
    case 'provisioning':
      return {
        controlPlane: { state: 'PROVISIONING', implementation },
        dataPlane: { state: 'PROVISIONING' },
        code: 'OK',
        description: `Provisioning revision ${revision}.`,
      };
    case 'needs-attention':
      return {
        controlPlane: { state: 'NEEDS_ATTENTION', ...ready },
        dataPlane,
        code: 'WARNING',
        description: usable,
      };
    case 'degraded':
      return {
        controlPlane: { state: 'DEGRADED', ...ready },
        dataPlane: { ...dataPlane, state: 'DEGRADED' },
        code: 'WARNING',
        description: usable,
      };
    case 'stalled':
      return {
        controlPlane: { state: 'STALLED', implementation },
        dataPlane: { state: 'STALLED' },
        code: 'ERROR',
        description: `Revision ${revision} could not be provisioned.`,
      };
    default:
      return {
        controlPlane: { state: 'FAILED_PRECONDITION' },
        code: 'ERROR',
        description: 'The cluster does not meet the needs of the mesh.',
      };
  }
}

/** What the fleet wants of the mesh on new clusters. */
export function compileMeshDefault(
  fleet: FleetHead,
): gkehub_v1.Schema$ServiceMeshMembershipSpec | undefined {
  const management = fleet.features.mesh?.default;
  return management && { management: MANAGEMENT[management] };
}

/** The mesh on one cluster. It is called `mesh` in the spec and `servicemesh` in the state. */
export function compileServiceMesh(
  fleet: FleetHead,
  cluster: ClusterDefinition,
): CompiledFeature | undefined {
  const { mesh } = cluster;
  if (!mesh) {
    return undefined;
  }
  const management =
    mesh.management ?? (mesh.status === 'in-cluster' ? 'manual' : 'automatic');
  const compiled: CompiledFeature = {
    spec: {
      mesh: { management: MANAGEMENT[management] },
      origin: originOf(mesh.origin),
    },
  };
  if (mesh.status === 'assigned') {
    return compiled;
  }
  const normal = preset(mesh.status, mesh.revision);
  compiled.state = {
    servicemesh: {
      controlPlaneManagement: { ...normal.controlPlane, ...mesh.controlPlane },
      dataPlaneManagement:
        normal.dataPlane || mesh.dataPlane
          ? { ...normal.dataPlane, ...mesh.dataPlane }
          : undefined,
      conditions: mesh.conditions.map(({ link, ...condition }) => ({
        ...condition,
        documentationLink: link,
      })),
    },
    state: {
      code: mesh.code ?? normal.code,
      description: mesh.description ?? normal.description,
      updateTime: mesh.reported ?? cluster.updated ?? fleet.created,
    },
  };
  return compiled;
}
