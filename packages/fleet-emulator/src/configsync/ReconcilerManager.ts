import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { KubeObject } from '../cluster/objects';
import { reconcilerName, SyncId } from './identity';
import { writeReconciler } from './reconcilerObjects';
import { specProblem } from './syncSpec';
import type { SyncStatusDraft } from './SyncStatusDraft';
import { withReady, withReconciling, withStalled } from './syncStatus';

/** What reconciler-manager does for one sync: its reconciler, and the say whether it can be. */
export class ReconcilerManager {
  /** The generation of the spec that the reconciler was made for. */
  generation: number | undefined;

  constructor(
    private readonly cluster: ClusterObjects,
    private readonly id: SyncId,
    private readonly status: SyncStatusDraft,
  ) {}

  /** Says when a spec cannot be followed. */
  isStalled(sync: KubeObject): boolean {
    const problem = specProblem(sync, name =>
      this.cluster.find('secrets', name, this.id.namespace),
    );
    if (problem === undefined) {
      return false;
    }
    this.observe(sync);
    this.status.update((status, at) =>
      withStalled(status, 'Validation', problem, at),
    );
    this.status.flush();
    this.generation = undefined;
    return true;
  }

  /** Makes the reconciler, which takes a moment the first time. */
  async prepare(sync: KubeObject, show: () => Promise<void>): Promise<void> {
    const name = reconcilerName(this.id);
    this.observe(sync);
    writeReconciler(this.cluster, sync);
    if (this.generation === undefined) {
      this.status.update((status, at) =>
        withReconciling(
          status,
          'Deployment',
          `Deployment (config-management-system/${name}) InProgress: Replicas: 0/1`,
          at,
        ),
      );
      await show();
    }
    this.generation = sync.metadata.generation;
    this.status.update(withReady);
    this.status.flush();
  }

  private observe(sync: KubeObject): void {
    this.status.update(status => ({
      ...status,
      observedGeneration: sync.metadata.generation,
      reconciler: reconcilerName(this.id),
    }));
  }
}
