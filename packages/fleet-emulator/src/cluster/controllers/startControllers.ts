import type { ClusterObjects } from '../ClusterObjects';
import type { ClusterChange } from '../ObjectStore';
import { aggregateRoles } from './aggregateRoles';
import { collectGarbage } from './collectGarbage';
import { countQuotas } from './countQuotas';
import { publishEndpoints } from './publishEndpoints';
import { registerKinds } from './registerKinds';
import { runPods } from './runPods';
import { runWorkloads } from './runWorkloads';
import { tendNamespaces } from './tendNamespaces';

/** @see ClusterObjectsOptions */
export interface ControllerOptions {
  podStart: number;
}

/** Looks at a change and does what follows from it. */
export type Controller = (
  change: ClusterChange,
  cluster: ClusterObjects,
  options: ControllerOptions,
) => void;

const CONTROLLERS: readonly Controller[] = [
  registerKinds,
  aggregateRoles,
  tendNamespaces,
  collectGarbage,
  runWorkloads,
  runPods,
  publishEndpoints,
  countQuotas,
];

/** Starts the parts of Kubernetes that act on their own. */
export function startControllers(
  cluster: ClusterObjects,
  options: ControllerOptions,
): void {
  cluster.subscribe(change =>
    CONTROLLERS.forEach(controller => controller(change, cluster, options)),
  );
}
