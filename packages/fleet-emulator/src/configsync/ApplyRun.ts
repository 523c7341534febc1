import type { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import {
  applyOrder,
  DependencyProblem,
  ObjectRef,
  OrderedObject,
  refOf,
  refText,
} from './applyOrder';
import { applyRefusal } from './applyRefusal';
import { conflictError, conflictWith } from './applyConflict';
import { findObject } from './findObject';
import {
  FIELD_MANAGER,
  inventoryId,
  managerOf,
  reconcilerUser,
} from './identity';
import { ConfigSyncError, knv, printId } from './knvErrors';
import { kstatus } from './kstatus';
import {
  managedObject,
  Origin,
  ownerOf,
  unmanagedObject,
} from './managedObject';
import { describe, isUnmanaged } from './objectChecks';
import type { SourceObject } from './parseFiles';
import { prune } from './prune';

/** How far one object is. The words are those of the inventory. */
export interface ObjectProgress {
  ref: ObjectRef;
  strategy: 'Apply' | 'Delete';
  actuation: 'Pending' | 'Succeeded' | 'Skipped' | 'Failed';
  reconcile: 'Pending' | 'Succeeded' | 'Skipped' | 'Timeout' | 'Failed';
}

export interface ApplyContext extends Origin {
  cluster: ClusterObjects;
  /** What the sync applied before. */
  inventory: ObjectRef[];
  /** Whether another sync with this manager still declares the object. */
  isDeclaredBy(manager: string, key: string): boolean;
}

type Work = OrderedObject<SourceObject> & { progress: ObjectProgress };

/**
 * Applies the objects of one commit: what depends on others waits for them, what is no longer
 * declared goes last. It is done in steps, because objects take time to become ready.
 */
export class ApplyRun {
  readonly errors: ConfigSyncError[] = [];
  /** Managers that want the same objects: of each key, the error as they have to report it. */
  readonly conflicts = new Map<
    string,
    { manager: string; error: ConfigSyncError }
  >();
  private readonly work: Work[] = [];
  private readonly removals: ObjectProgress[];
  private pruned = false;
  private blocked = false;

  constructor(private readonly context: ApplyContext, sources: SourceObject[]) {
    const managed = sources.filter(source => !isUnmanaged(source));
    this.release(sources.filter(isUnmanaged));
    try {
      this.work = applyOrder(managed).map(node => ({
        ...node,
        progress: {
          ref: refOf(node.item.object),
          strategy: 'Apply',
          actuation: 'Pending',
          reconcile: 'Pending',
        },
      }));
    } catch (error) {
      if (!(error instanceof DependencyProblem)) {
        throw error;
      }
      this.errors.push(knv('2009', error.message));
      this.blocked = true;
    }
    const declared = new Set(
      sources.map(({ object }) => refText(refOf(object))),
    );
    this.removals = this.blocked
      ? []
      : context.inventory
          .filter(ref => !declared.has(refText(ref)))
          .map(ref => ({
            ref,
            strategy: 'Delete',
            actuation: 'Pending',
            reconcile: 'Pending',
          }));
  }

  /** How far each object is, in the order in which they are applied. */
  get progress(): ObjectProgress[] {
    return [...this.work.map(({ progress }) => progress), ...this.removals];
  }

  /** Keys of all that is declared. */
  get keys(): string[] {
    return this.work.map(({ key }) => key);
  }

  get isDone(): boolean {
    return (
      this.blocked ||
      (this.pruned &&
        this.progress.every(({ reconcile }) => reconcile !== 'Pending'))
    );
  }

  /** Does what can be done now. */
  advance(): void {
    if (this.blocked) {
      return;
    }
    for (const work of this.work) {
      if (work.progress.actuation === 'Pending') {
        this.tryApply(work);
      }
      this.observe(work.progress);
    }
    const applied = this.work.every(
      ({ progress }) => progress.actuation !== 'Pending',
    );
    if (applied && !this.pruned) {
      this.pruned = true;
      this.prune();
    }
    this.removals.forEach(progress => this.observe(progress));
  }

  /** Gives up waiting: what is not ready is late, and what waits for it is left out. */
  giveUp(): void {
    for (const { progress } of this.work) {
      if (
        progress.actuation === 'Succeeded' &&
        progress.reconcile === 'Pending'
      ) {
        progress.reconcile = 'Timeout';
      }
    }
    this.advance();
    for (const progress of this.progress) {
      if (progress.reconcile === 'Pending') {
        progress.reconcile = 'Timeout';
      }
    }
  }

  private tryApply(work: Work): void {
    const dependencies = work.dependencies.map(
      key => this.work.find(other => other.key === key) as Work,
    );
    for (const { key, progress } of dependencies) {
      if (progress.actuation === 'Failed' || progress.actuation === 'Skipped') {
        this.skip(
          work,
          `dependency apply actuation ${progress.actuation.toLowerCase()}: ${key}`,
        );
        return;
      }
      if (progress.reconcile === 'Timeout' || progress.reconcile === 'Failed') {
        this.skip(
          work,
          `dependency apply reconcile ${progress.reconcile.toLowerCase()}: ${key}`,
        );
        return;
      }
      if (progress.reconcile !== 'Succeeded') {
        return;
      }
    }
    this.apply(work);
  }

  private skip({ item, progress }: Work, why: string): void {
    progress.actuation = 'Skipped';
    progress.reconcile = 'Skipped';
    this.errors.push(
      knv('2009', `skipped apply of ${printId(describe(item))}: ${why}`),
    );
  }

  private fail({ progress }: Work, error: ConfigSyncError): void {
    progress.actuation = 'Failed';
    progress.reconcile = 'Skipped';
    this.errors.push(error);
  }

  private apply(work: Work): void {
    const { cluster } = this.context;
    const { item, progress, key } = work;
    const conflict = conflictWith(this.context, progress.ref, key);
    if (conflict) {
      const { current, mutual } = conflict;
      progress.actuation = 'Skipped';
      progress.reconcile = 'Skipped';
      const own = managerOf(this.context.sync);
      this.errors.push(conflictError(item, own, current));
      if (mutual) {
        this.conflicts.set(key, {
          manager: current,
          error: conflictError(item, current, own),
        });
      }
      return;
    }
    const refused = applyRefusal(this.context, item);
    if (refused) {
      this.fail(work, refused);
      return;
    }
    try {
      cluster.apply(managedObject(item, this.context), {
        manager: FIELD_MANAGER,
        force: true,
        user: { name: reconcilerUser(this.context.sync) },
      });
      progress.actuation = 'Succeeded';
    } catch (error) {
      if (!(error instanceof KubeError)) {
        throw error;
      }
      const object = describe(item);
      this.fail(
        work,
        knv('2009', `failed to apply ${printId(object)}: ${error.message}`, [
          object,
        ]),
      );
    }
  }

  /** Sees whether an object is ready, or gone. */
  private observe(progress: ObjectProgress): void {
    if (
      progress.actuation !== 'Succeeded' ||
      progress.reconcile !== 'Pending'
    ) {
      return;
    }
    const status = kstatus(findObject(this.context.cluster, progress.ref));
    if (progress.strategy === 'Delete') {
      progress.reconcile = status === 'NotFound' ? 'Succeeded' : 'Pending';
    } else if (status === 'Current') {
      progress.reconcile = 'Succeeded';
    } else if (status === 'Failed') {
      progress.reconcile = 'Failed';
    }
  }

  private prune(): void {
    const needed = new Set(
      this.work.map(({ progress }) => progress.ref.namespace),
    );
    const rank = ({ ref }: ObjectProgress) =>
      ['CustomResourceDefinition', 'Namespace'].indexOf(ref.kind);
    const order = [...this.removals].sort((a, b) => rank(a) - rank(b));
    this.errors.push(
      ...order.flatMap(removal => prune(this.context, removal, needed) ?? []),
    );
  }

  /** Objects that people want to have for themselves lose their marks, and stay. */
  private release(sources: SourceObject[]): void {
    const { cluster, sync } = this.context;
    for (const { object } of sources) {
      const live = findObject(cluster, refOf(object));
      if (live && ownerOf(live) === inventoryId(sync)) {
        cluster.update(unmanagedObject(live), { manager: FIELD_MANAGER });
      }
    }
  }
}
