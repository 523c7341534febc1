import type { Mesh, MeshManagement } from '../schema/openapi';

/**
 * What is known of who runs the mesh of a cluster.
 *
 * @public
 */
export interface MeshManagementFacts {
  /** What the fleet says; undefined when it says nothing of this cluster. */
  mesh?: Pick<Mesh, 'managed' | 'state'>;
  /** Control planes that the cluster itself has; empty, too, where they were not read. */
  revisions: ReadonlyArray<{ name: string; type?: string }>;
  /**
   * Revisions that the labels of injected namespaces name, empty for the default one; undefined
   * while the namespaces were not read.
   */
  injected: readonly string[] | undefined;
}

/**
 * Says who runs the control plane of a mesh. The fleet knows its own control planes only: of what
 * else there may be, the labels of the namespaces tell.
 *
 * @public
 */
export function judgeMeshManagement({
  mesh,
  revisions,
  injected,
}: MeshManagementFacts): MeshManagement {
  if (mesh?.managed || revisions.some(isManaged)) {
    return 'managed';
  }
  if (revisions.length > 0 || injected?.some(isInClusterRevision)) {
    return 'in-cluster';
  }
  if (!injected) {
    return 'unknown';
  }
  if (injected.length === 0) {
    return 'none';
  }
  return mesh?.state === 'not-managed' ? 'in-cluster' : 'other';
}

function isManaged({ name, type }: { name: string; type?: string }): boolean {
  return type
    ? type.toLowerCase() === 'managed_service'
    : /^asm-managed(-|$)/.test(name);
}

/** As in `asm-1313-9`: the name that Google's installer gives to a version. */
function isInClusterRevision(revision: string): boolean {
  return /^asm-\d/.test(revision);
}
