import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { ClusterChange } from '../cluster/ObjectStore';
import type { KubeObject } from '../cluster/objects';
import { refOf, refText } from './applyOrder';
import { inventoryId, SyncId } from './identity';
import { MANAGER, ownerOf } from './managedObject';
import { Reconciler } from './Reconciler';
import type { Pace, ReconcilerContext } from './reconcilerContext';
import type { Sources } from './sources';
import { syncIdOf } from './syncSpec';

export interface ClusterSyncOptions {
  cluster: ClusterObjects;
  clusterName: string;
  sources: Sources;
  pace: Pace;
  mostStatusBytes?: number;
  /** Called after every change of the status of a sync. */
  onChange(): void;
}

const SYNC_RESOURCES = [
  'rootsyncs.configsync.gke.io',
  'reposyncs.configsync.gke.io',
];
const FINALIZER = 'configsync.gke.io/reconciler';
const PROPAGATION = 'configsync.gke.io/deletion-propagation-policy';
const REFRESH_DELAY = 100;

/** Whether an object is another one now, leaving aside its status and who wrote what. */
function isRewritten(before: KubeObject | undefined, after: KubeObject) {
  const visible = ({ status: _status, metadata, ...rest }: KubeObject) =>
    JSON.stringify([rest, metadata.labels, metadata.annotations]);
  return !before || visible(before) !== visible(after);
}

/** Config Sync on one cluster: a reconciler for every RootSync and RepoSync there is. */
export class ClusterSync {
  private readonly reconcilers = new Map<string, Reconciler>();
  private readonly context: ReconcilerContext;
  private readonly waiting = new Set<() => void>();
  private readonly stale = new Set<Reconciler>();
  private unsubscribe: () => void = () => undefined;
  private instant = true;

  constructor(private readonly options: ClusterSyncOptions) {
    this.context = {
      ...options,
      isInstant: () => this.instant,
      isDeclaredBy: (manager, key) =>
        [...this.reconcilers.values()].some(
          reconciler =>
            reconciler.manager === manager && reconciler.declared.has(key),
        ),
      applied: reconciler => this.shareConflicts(reconciler),
      changed: () => this.changed(),
    };
  }

  /**
   * Begins with the syncs that are there. The first time nothing takes time, as if it had all
   * happened long ago.
   */
  async start(): Promise<void> {
    this.unsubscribe = this.options.cluster.subscribe(change =>
      this.see(change),
    );
    SYNC_RESOURCES.flatMap(resource =>
      this.options.cluster.all(resource),
    ).forEach(sync => this.add(sync));
    this.changed();
    await this.settled();
    this.instant = false;
  }

  get cluster(): ClusterObjects {
    return this.options.cluster;
  }

  /** Every sync of the cluster, as it is now. */
  syncs(): KubeObject[] {
    return SYNC_RESOURCES.flatMap(resource =>
      this.options.cluster.all(resource),
    );
  }

  /** When no reconciler works any more; those that wait for objects do not count. */
  async settled(): Promise<void> {
    while (
      ![...this.reconcilers.values()].every(({ isSettled }) => isSettled)
    ) {
      await new Promise<void>(resolve => this.waiting.add(resolve));
    }
  }

  stop(): void {
    this.unsubscribe();
    this.reconcilers.forEach(reconciler => reconciler.stop());
    this.reconcilers.clear();
    this.changed();
  }

  private changed(): void {
    this.options.onChange();
    const resolvers = [...this.waiting];
    this.waiting.clear();
    resolvers.forEach(resolve => resolve());
  }

  private see(change: ClusterChange): void {
    const { kind, object, type, before } = change;
    if (SYNC_RESOURCES.includes(kind.groupResource)) {
      this.seeSync(change);
    }
    const owner = ownerOf(object);
    const manager = object.metadata.annotations?.[MANAGER] ?? managedBy(before);
    if (!owner && !manager) {
      return;
    }
    for (const reconciler of this.reconcilers.values()) {
      const mine = inventoryId(reconciler.id) === owner;
      if (mine || reconciler.inventory.has(refText(refOf(object)))) {
        this.refreshSoon(reconciler);
        if (type === 'deleted' || isRewritten(before, object)) {
          // Its own work looks the same; applying once more changes nothing then.
          reconciler.drift();
        }
      }
    }
  }

  private seeSync({ type, object }: ClusterChange): void {
    const id = syncIdOf(object);
    const key = keyOf(id);
    const reconciler = this.reconcilers.get(key);
    if (type === 'deleted') {
      reconciler?.remove();
      this.reconcilers.delete(key);
      this.changed();
      return;
    }
    if (!reconciler) {
      this.add(object);
      return;
    }
    if (object.metadata.deletionTimestamp) {
      this.finalize(object, reconciler);
    }
  }

  private add(sync: KubeObject): void {
    const id = syncIdOf(sync);
    const reconciler = new Reconciler(this.context, id);
    this.reconcilers.set(keyOf(id), reconciler);
    const finalizers = sync.metadata.finalizers ?? [];
    if (
      sync.metadata.annotations?.[PROPAGATION] === 'Foreground' &&
      !finalizers.includes(FINALIZER)
    ) {
      this.options.cluster.update({
        ...sync,
        metadata: {
          ...sync.metadata,
          finalizers: [...finalizers, FINALIZER],
          resourceVersion: undefined,
        },
      });
    }
    reconciler.start();
  }

  /** Deletes what the sync applied, and then lets it go. */
  private finalize(sync: KubeObject, reconciler: Reconciler): void {
    const { finalizers = [] } = sync.metadata;
    if (!finalizers.includes(FINALIZER)) {
      return;
    }
    reconciler.stop();
    reconciler.destroy();
    this.options.cluster.update({
      ...sync,
      metadata: {
        ...sync.metadata,
        resourceVersion: undefined,
        finalizers: finalizers.filter(name => name !== FINALIZER),
      },
    });
  }

  private refreshSoon(reconciler: Reconciler): void {
    if (this.stale.has(reconciler)) {
      return;
    }
    this.stale.add(reconciler);
    this.options.cluster.timers.after(REFRESH_DELAY, () => {
      this.stale.delete(reconciler);
      if (this.reconcilers.get(keyOf(reconciler.id)) === reconciler) {
        reconciler.inventory.refresh();
      }
    });
  }

  /** Both sides of a conflict report it. Whose object was taken has to look again. */
  private shareConflicts(applied: Reconciler): void {
    for (const reconciler of this.reconcilers.values()) {
      const errors = [...this.reconcilers.values()].flatMap(other =>
        [...(other.run?.conflicts.values() ?? [])]
          .filter(({ manager }) => manager === reconciler.manager)
          .map(({ error }) => error),
      );
      reconciler.setConflicts(errors);
      const taken =
        reconciler !== applied &&
        [...reconciler.declared].some(key => applied.declared.has(key));
      if (taken) {
        reconciler.drift();
      }
    }
  }
}

function managedBy(object: KubeObject | undefined): string | undefined {
  return object?.metadata.annotations?.[MANAGER];
}

function keyOf(id: SyncId): string {
  return `${id.kind}/${id.namespace}/${id.name}`;
}
