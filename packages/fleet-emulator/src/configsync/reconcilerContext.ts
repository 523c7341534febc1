import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { Reconciler } from './Reconciler';
import type { Sources } from './sources';

/** How long things take. */
export interface Pace {
  /** Milliseconds between two looks at a repository. */
  poll: number;
  /** Milliseconds that each step of a sync stays visible. */
  step: number;
}

export interface ReconcilerContext {
  cluster: ClusterObjects;
  clusterName: string;
  sources: Sources;
  pace: Pace;
  /** True while the cluster is set up: nothing takes time then. */
  isInstant(): boolean;
  /** Whether another sync with this manager declares the object. */
  isDeclaredBy(manager: string, key: string): boolean;
  /** Tells who applied what, and with whom it collides. */
  applied(reconciler: Reconciler): void;
  /** A status was written, or work began or ended. */
  changed(): void;
  /** Most bytes of errors in a status. */
  mostStatusBytes?: number;
}
