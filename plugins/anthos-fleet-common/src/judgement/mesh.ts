import type { Mesh, MeshState, Severity } from '../schema/openapi';

/**
 * What the fleet says of the managed mesh on one cluster, words as they came.
 *
 * @public
 */
export interface MeshFacts {
  /** What the fleet is told to do: `MANAGEMENT_AUTOMATIC`, `MANAGEMENT_MANUAL`, …. */
  management?: string;
  /** State of the control plane. */
  controlPlane?: string;
  /** Code of the block that carries the states: `OK`, `WARNING`, `ERROR`. */
  stateCode?: string;
}

const NO_STATE = 'LIFECYCLE_STATE_UNSPECIFIED';

/**
 * Says what state a managed mesh is in. A mesh that the cluster runs itself is `not-managed`: the
 * fleet does not look into it.
 *
 * @public
 */
export function judgeMesh(
  facts: MeshFacts,
): Pick<Mesh, 'state' | 'managed' | 'reported'> {
  const { controlPlane, management } = facts;
  const reported = controlPlane ? { reported: controlPlane } : {};
  const state = meshStateOf(facts);
  switch (state) {
    case 'not-managed':
      return { state, managed: false, ...reported };
    case 'unknown':
      return management === 'MANAGEMENT_AUTOMATIC'
        ? { state, managed: true, ...reported }
        : { state, ...reported };
    default:
      return { state, managed: true, ...reported };
  }
}

function meshStateOf({
  controlPlane,
  management,
  stateCode,
}: MeshFacts): MeshState {
  switch (controlPlane) {
    case 'ACTIVE':
      return 'active';
    case 'PROVISIONING':
      return 'provisioning';
    case 'NEEDS_ATTENTION':
      return 'needs-attention';
    case 'DEGRADED':
      return 'degraded';
    case 'FAILED_PRECONDITION':
    case 'STALLED':
      return 'failed';
    case 'DEPROVISIONING':
      return 'deprovisioning';
    case 'DISABLED':
      return 'not-managed';
    case undefined:
    case '':
    case NO_STATE:
      return unreportedState(management, stateCode);
    default:
      return 'unknown';
  }
}

function unreportedState(
  management: string | undefined,
  stateCode: string | undefined,
): MeshState {
  switch (management) {
    case 'MANAGEMENT_AUTOMATIC':
      return 'unknown';
    case 'MANAGEMENT_MANUAL':
    case 'MANAGEMENT_NOT_INSTALLED':
      return 'not-managed';
    default:
      // Registered for the mesh, nothing asked for and nothing wrong.
      return stateCode === 'OK' ? 'not-managed' : 'unknown';
  }
}

/**
 * Says how bad a condition is.
 *
 * @public
 */
export function judgeSeverity(word: string | undefined): Severity {
  switch (word) {
    case 'ERROR':
      return 'error';
    case 'WARNING':
      return 'warning';
    case 'INFO':
      return 'info';
    default:
      return 'unknown';
  }
}

/**
 * Counts errors and warnings among conditions.
 *
 * @public
 */
export function countSeverities(
  conditions: ReadonlyArray<{ severity: Severity }>,
): Pick<Mesh, 'errorCount' | 'warningCount'> {
  const count = (severity: Severity) =>
    conditions.filter(condition => condition.severity === severity).length;
  return { errorCount: count('error'), warningCount: count('warning') };
}
