import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeObject } from '../cluster/objects';
import { ApplyRun } from './ApplyRun';
import { managerOf, SyncId } from './identity';
import { Inventory } from './inventory';
import type { ConfigSyncError } from './knvErrors';
import type { SourceObject } from './parseFiles';
import type { ReconcilerContext } from './reconcilerContext';
import { ReconcilerManager } from './ReconcilerManager';
import { removeReconciler } from './reconcilerObjects';
import { SourceReader } from './SourceReader';
import type { Fetched } from './sources';
import { readSettings, SyncSettings } from './syncSpec';
import { SyncStatusDraft } from './SyncStatusDraft';
import { RENDERING } from './syncStatus';

/** Does the work of one RootSync or RepoSync. */
export class Reconciler {
  /** Keys of the objects that the source declares now. */
  declared = new Set<string>();
  /** Of objects that another sync wants too: errors that it found. */
  conflicts: ConfigSyncError[] = [];
  run: ApplyRun | undefined;
  readonly inventory: Inventory;
  private readonly stopped = new AbortController();
  private readonly status: SyncStatusDraft;
  private readonly reader: SourceReader;
  private readonly manages: ReconcilerManager;
  private work: 'idle' | 'working' | 'waiting' = 'idle';
  private done: string | undefined;
  private retry = false;
  private drifted = false;
  private own: ConfigSyncError[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: ReconcilerContext,
    readonly id: SyncId,
  ) {
    this.inventory = new Inventory(context.cluster, id);
    this.status = new SyncStatusDraft(context, id);
    this.reader = new SourceReader(context, id, this.status);
    this.manages = new ReconcilerManager(context.cluster, id, this.status);
  }

  get manager(): string {
    return managerOf(this.id);
  }

  /** Neither at work nor about to be, except for objects that are not ready. */
  get isSettled(): boolean {
    return this.work !== 'working';
  }

  /** Looks at the source now, and again and again. */
  start(): void {
    this.work = 'working';
    this.next(0);
  }

  /** The objects in the cluster are no longer as they were applied. */
  drift(): void {
    this.drifted = true;
  }

  /** Errors that other syncs found about this one. */
  setConflicts(conflicts: ConfigSyncError[]): void {
    if (JSON.stringify(conflicts) === JSON.stringify(this.conflicts)) {
      return;
    }
    this.conflicts = conflicts;
    const sync = this.status.find();
    const commit = sync?.status?.sync?.commit;
    if (sync && commit && this.work === 'idle') {
      this.status.begin(sync);
      this.report(readSettings(sync), commit, false);
      this.status.flush();
    }
  }

  /** Ends the work. The objects stay. */
  stop(): void {
    this.stopped.abort();
    clearTimeout(this.timer);
    this.work = 'idle';
  }

  /** Ends the work and removes the reconciler itself. */
  remove(): void {
    this.stop();
    this.inventory.remove();
    removeReconciler(this.context.cluster, this.id);
  }

  /** Deletes all that was applied: what the policy Foreground asks for. */
  destroy(): void {
    const sync = this.status.find();
    if (!sync) {
      return;
    }
    this.newRun(readSettings(sync), '', []).advance();
  }

  private newRun(
    { source }: SyncSettings,
    commit: string,
    sources: SourceObject[],
  ): ApplyRun {
    const { context, id: sync } = this;
    const inventory = this.inventory.refs();
    return new ApplyRun(
      { ...context, sync, source, commit, inventory },
      sources,
    );
  }

  private next(delay: number): void {
    if (this.stopped.signal.aborted) {
      return;
    }
    this.timer = setTimeout(() => {
      this.tick().catch(error => {
        // A fault of the emulator must be seen, and must not end it.
        process.emitWarning(error);
      });
    }, delay);
    this.timer.unref();
  }

  private async tick(): Promise<void> {
    try {
      await this.reconcile();
    } catch (error) {
      const ended = this.stopped.signal.aborted;
      if (!ended) {
        throw error;
      }
    } finally {
      this.work = 'idle';
      this.context.changed();
      this.next(this.context.pace.poll);
    }
  }

  private async reconcile(): Promise<void> {
    const sync = this.status.find();
    if (!sync || sync.metadata.deletionTimestamp) {
      return;
    }
    this.status.begin(sync);
    if (this.manages.isStalled(sync)) {
      return;
    }
    const settings = readSettings(sync);
    if (this.manages.generation !== sync.metadata.generation) {
      this.work = 'working';
      await this.manages.prepare(sync, () => this.show());
    }
    const fetched = await this.context.sources.fetch(settings.source);
    this.throwIfStopped();
    if ('error' in fetched) {
      this.done = undefined;
      this.status.source(settings, '', [fetched.error]);
      this.status.flush();
      return;
    }
    const wanted = JSON.stringify([fetched.commit, settings]);
    const isNew = wanted !== this.done;
    if (!isNew && !this.retry && !this.drifted) {
      return;
    }
    this.drifted = false;
    this.work = 'working';
    await this.sync(sync, settings, fetched, isNew);
    this.done = wanted;
  }

  /** Takes a commit through all steps. */
  private async sync(
    owner: KubeObject,
    settings: SyncSettings,
    fetched: Fetched,
    isNew: boolean,
  ): Promise<void> {
    const { commit } = fetched;
    if (isNew) {
      this.status.source(settings, commit, []);
      await this.show();
    }
    const sources = await this.reader.read(settings, fetched, async () => {
      if (isNew) {
        this.status.rendering(settings, commit, RENDERING.inProgress, []);
        await this.show();
      }
    });
    if (!sources) {
      this.retry = true;
      this.run = undefined;
      this.status.flush();
      return;
    }
    const lost = this.reader.lostNamespaces(sources);
    if (lost) {
      this.own = [lost];
      this.retry = true;
      this.report(settings, commit, false);
      this.status.flush();
      return;
    }
    this.own = [];
    if (isNew) {
      this.report(settings, commit, true);
      await this.show();
    }
    await this.apply(owner, settings, commit, sources, isNew);
    this.retry =
      this.own.length > 0 || this.status.hasSourceErrors || !this.run?.isDone;
    this.report(settings, commit, false);
    this.status.flush();
  }

  private async apply(
    owner: KubeObject,
    settings: SyncSettings,
    commit: string,
    sources: SourceObject[],
    isNew: boolean,
  ): Promise<void> {
    const { cluster } = this.context;
    const run = this.newRun(settings, commit, sources);
    this.run = run;
    this.declared = new Set(run.keys);
    const written = { commit, statusDisabled: settings.statusDisabled, owner };
    const step = () => {
      if (this.context.isInstant()) {
        cluster.atOnce(() => run.advance());
      } else {
        run.advance();
      }
      this.own = run.errors;
      this.inventory.write(run.progress, written);
    };
    step();
    const until = Date.now() + (isNew ? settings.reconcileTimeout : 0);
    while (!run.isDone && Date.now() < until) {
      this.report(settings, commit, true);
      this.status.flush();
      this.work = 'waiting';
      this.context.changed();
      await this.pause(Math.max(50, this.context.pace.step / 4));
      if (await this.isOutdated(settings, commit)) {
        break;
      }
      step();
    }
    if (!run.isDone && isNew) {
      run.giveUp();
      this.own = run.errors;
      this.inventory.write(run.progress, written);
    }
    this.context.applied(this);
  }

  /** A newer commit or spec makes it pointless to wait on. */
  private async isOutdated(settings: SyncSettings, commit: string) {
    const sync = this.status.find();
    if (!sync || sync.metadata.generation !== this.manages.generation) {
      return true;
    }
    const fetched = await this.context.sources.fetch(settings.source);
    this.throwIfStopped();
    return !('commit' in fetched) || fetched.commit !== commit;
  }

  /** Says in `status.sync` how far it is. */
  private report(settings: SyncSettings, commit: string, syncing: boolean) {
    const errors = [...this.own, ...this.conflicts];
    this.status.sync(settings, commit, errors, syncing);
  }

  /** Lets people see a step before the next one covers it. */
  private async show(): Promise<void> {
    this.status.flush();
    if (!this.context.isInstant()) {
      await this.pause(this.context.pace.step);
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, {
      signal: this.stopped.signal,
      ref: false,
    });
  }

  private throwIfStopped(): void {
    this.stopped.signal.throwIfAborted();
  }
}
