import type { MeshInjection } from '../schema/openapi';

/**
 * What the labels of a namespace say of the mesh.
 *
 * @public
 */
export interface JudgedMeshInjection {
  meshInjection: MeshInjection;
  /** Revision or tag of the control plane that the labels name. */
  meshRevision?: string;
}

/**
 * Says from a namespace's labels whether new pods get a sidecar of the mesh: `istio-injection`, or
 * `istio.io/rev` with a revision. Both together are `conflicting`: the first wins, and that is
 * seldom meant. Labels of single pods can still differ.
 *
 * @public
 */
export function judgeMeshInjection(
  labels: Readonly<Record<string, string>>,
): JudgedMeshInjection {
  const injection = valueOf(labels, 'istio-injection')?.toLowerCase();
  const revision = valueOf(labels, 'istio.io/rev');
  const named = revision ? { meshRevision: revision } : {};
  if (injection !== undefined && revision) {
    return { meshInjection: 'conflicting', ...named };
  }
  if (injection === 'enabled' || revision) {
    return { meshInjection: 'enabled', ...named };
  }
  return { meshInjection: injection === 'disabled' ? 'disabled' : 'none' };
}

function valueOf(
  labels: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key].trim() : undefined;
}
