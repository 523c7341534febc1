import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterObjects } from '../cluster/ClusterObjects';
import type { KubeObject } from '../cluster/objects';
import { ApplyRun } from './ApplyRun';
import { kindOf } from './findObject';
import { managerOf, reconcilerName, SyncId } from './identity';
import { implicitNamespaces } from './implicitNamespaces';
import { Inventory } from './inventory';
import { ConfigSyncError, knv } from './knvErrors';
import { isNamespace } from './objectChecks';
import { parseFiles, SourceObject } from './parseFiles';
import { removeReconciler, writeReconciler } from './reconcilerObjects';
import { render } from './render';
import type { Fetched, Sources } from './sources';
import { readSettings, specProblem, SyncSettings } from './syncSpec';
import { SyncStatusDraft } from './SyncStatusDraft';
import {
  RENDERING,
  withReady,
  withReconciling,
  withStalled,
} from './syncStatus';
import { isBlocking, validate } from './validate';

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
  private work: 'idle' | 'working' | 'waiting' = 'idle';
  private generation: number | undefined;
  private done: string | undefined;
  private retry = false;
  private drifted = false;
  private namespaces: string[] = [];
  private own: ConfigSyncError[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly context: ReconcilerContext,
    readonly id: SyncId,
  ) {
    this.inventory = new Inventory(context.cluster, id);
    this.status = new SyncStatusDraft(context, id);
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
    const run = new ApplyRun(
      {
        ...this.context,
        sync: this.id,
        source: readSettings(sync).source,
        commit: '',
        inventory: this.inventory.refs(),
      },
      [],
    );
    run.advance();
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
    if (this.isStalled(sync)) {
      this.generation = undefined;
      return;
    }
    const settings = readSettings(sync);
    if (this.generation !== sync.metadata.generation) {
      await this.prepare(sync);
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

  /** Reconciler-manager's part: says when a spec cannot be followed. */
  private isStalled(sync: KubeObject): boolean {
    const problem = specProblem(sync, name =>
      this.context.cluster.find('secrets', name, this.id.namespace),
    );
    if (problem === undefined) {
      return false;
    }
    this.observe(sync);
    this.status.update((status, at) =>
      withStalled(status, 'Validation', problem, at),
    );
    this.status.flush();
    return true;
  }

  /** Reconciler-manager's part: makes the reconciler, which takes a moment. */
  private async prepare(sync: KubeObject): Promise<void> {
    const name = reconcilerName(this.id);
    this.work = 'working';
    this.observe(sync);
    writeReconciler(this.context.cluster, sync);
    if (this.generation === undefined) {
      this.status.update((status, at) =>
        withReconciling(
          status,
          'Deployment',
          `Deployment (config-management-system/${name}) InProgress: Replicas: 0/1`,
          at,
        ),
      );
      await this.show();
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
    const sources = await this.read(settings, fetched, isNew);
    if (!sources) {
      this.retry = true;
      this.run = undefined;
      this.status.flush();
      return;
    }
    const lost = this.lostNamespaces(sources);
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

  /** Renders, parses and checks. Undefined when an error blocks the sync; it is in the draft then. */
  private async read(
    settings: SyncSettings,
    { commit, files }: Fetched,
    isNew: boolean,
  ): Promise<SourceObject[] | undefined> {
    const { cluster } = this.context;
    const rendered = render(files, settings.source.dir);
    this.status.markRendering(rendered.needed);
    if (isNew && rendered.needed) {
      this.status.rendering(settings, commit, RENDERING.inProgress, []);
      await this.show();
    }
    const { errors: unrendered } = rendered;
    const ended = rendered.needed ? RENDERING.succeeded : RENDERING.skipped;
    this.status.rendering(
      settings,
      commit,
      unrendered.length ? RENDERING.failed : ended,
      unrendered,
    );
    if (unrendered.length) {
      return undefined;
    }
    const parsed = parseFiles(rendered.files, `/repo/source/${commit}`);
    const { objects, errors } = parsed.errors.length
      ? { objects: [], errors: parsed.errors }
      : validate(parsed.objects, {
          sync: this.id,
          clusterName: this.context.clusterName,
          isNamespaced: (group, kind) =>
            kindOf(cluster, { group, kind })?.namespaced,
        });
    this.status.source(settings, commit, errors);
    if (errors.some(isBlocking)) {
      return undefined;
    }
    return this.id.kind === 'RootSync' && settings.implicitNamespaces
      ? implicitNamespaces(objects, cluster, this.manager)
      : objects;
  }

  /** Whether a commit would empty the cluster of all namespaces (KNV2006). */
  private lostNamespaces(sources: SourceObject[]): ConfigSyncError | undefined {
    const names = sources
      .filter(isNamespace)
      .map(({ object }) => object.metadata.name as string);
    if (!names.length && this.namespaces.length >= 2) {
      return knv(
        '2006',
        `New commit would delete all Namespaces [${this.namespaces.join(
          ' ',
        )}]. If this is not a mistake, follow directions for safely deleting all Namespaces.`,
      );
    }
    this.namespaces = names;
    return undefined;
  }

  private async apply(
    owner: KubeObject,
    settings: SyncSettings,
    commit: string,
    sources: SourceObject[],
    isNew: boolean,
  ): Promise<void> {
    const { cluster } = this.context;
    const run = new ApplyRun(
      {
        ...this.context,
        sync: this.id,
        source: settings.source,
        commit,
        inventory: this.inventory.refs(),
      },
      sources,
    );
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
    if (!sync || sync.metadata.generation !== this.generation) {
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
