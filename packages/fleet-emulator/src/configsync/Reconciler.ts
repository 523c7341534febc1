import { setTimeout as sleep } from 'node:timers/promises';
import type { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import type { Json, KubeObject } from '../cluster/objects';
import { ApplyRun } from './ApplyRun';
import { FIELD_MANAGER, managerOf, reconcilerName, SyncId } from './identity';
import { implicitNamespaces } from './implicitNamespaces';
import { Inventory } from './inventory';
import { ConfigSyncError, knv } from './knvErrors';
import { isNamespace } from './objectChecks';
import { parseFiles, SourceObject } from './parseFiles';
import { removeReconciler, writeReconciler } from './reconcilerObjects';
import { render } from './render';
import type { Fetched, Sources } from './sources';
import { readSettings, specProblem, SyncSettings } from './syncSpec';
import {
  RENDERING,
  saysTheSame,
  withReady,
  withReconciling,
  withRendering,
  withSource,
  withStalled,
  withSync,
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

const SYNC_RESOURCES = {
  RootSync: 'rootsyncs.configsync.gke.io',
  RepoSync: 'reposyncs.configsync.gke.io',
};

const REQUIRES_RENDERING = 'configsync.gke.io/requires-rendering';

/** Does the work of one RootSync or RepoSync. */
export class Reconciler {
  /** Keys of the objects that the source declares now. */
  declared = new Set<string>();
  /** Of objects that another sync wants too: errors that it found. */
  conflicts: ConfigSyncError[] = [];
  run: ApplyRun | undefined;
  readonly inventory: Inventory;
  private readonly stopped = new AbortController();
  private draft: Json = {};
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
    const status = this.find()?.status;
    if (this.work === 'idle' && status?.sync?.commit) {
      this.draft = structuredClone(status);
      const settings = readSettings(this.find() as KubeObject);
      this.report(settings, status.sync.commit, false);
      this.flush();
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
    const sync = this.find();
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
    const sync = this.find();
    if (!sync || sync.metadata.deletionTimestamp) {
      return;
    }
    this.draft = structuredClone(sync.status ?? {});
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
      this.update(status =>
        withSource(
          status,
          this.sourceReport(settings, '', [fetched.error]),
          this.context.mostStatusBytes,
        ),
      );
      this.flush();
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
    this.update((status, at) => withStalled(status, 'Validation', problem, at));
    this.flush();
    return true;
  }

  /** Reconciler-manager's part: makes the reconciler, which takes a moment. */
  private async prepare(sync: KubeObject): Promise<void> {
    const name = reconcilerName(this.id);
    this.work = 'working';
    this.observe(sync);
    writeReconciler(this.context.cluster, sync);
    if (this.generation === undefined) {
      this.update((status, at) =>
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
    this.update(withReady);
    this.flush();
  }

  private observe(sync: KubeObject): void {
    this.draft.observedGeneration = sync.metadata.generation;
    this.draft.reconciler = reconcilerName(this.id);
  }

  /** Takes a commit through all steps. */
  private async sync(
    owner: KubeObject,
    settings: SyncSettings,
    fetched: Fetched,
    isNew: boolean,
  ): Promise<void> {
    const { commit } = fetched;
    const clean = this.sourceReport(settings, commit, []);
    if (isNew) {
      this.update(status => withSource(status, clean));
      await this.show();
    }
    const sources = await this.read(settings, fetched, isNew);
    if (!sources) {
      this.retry = true;
      this.run = undefined;
      this.flush();
      return;
    }
    const { errors } = this.draft.source ?? {};
    const lost = this.lostNamespaces(sources);
    if (lost) {
      this.own = [lost];
      this.retry = true;
      this.report(settings, commit, false);
      this.flush();
      return;
    }
    this.own = [];
    if (isNew) {
      this.report(settings, commit, true);
      await this.show();
    }
    await this.apply(owner, settings, commit, sources, isNew);
    this.retry =
      this.own.length > 0 || Boolean(errors?.length) || !this.run?.isDone;
    this.report(settings, commit, false);
    this.flush();
  }

  /** Renders, parses and checks. Undefined when an error blocks the sync; it is in the draft then. */
  private async read(
    settings: SyncSettings,
    { commit, files }: Fetched,
    isNew: boolean,
  ): Promise<SourceObject[] | undefined> {
    const { dir } = settings.source;
    const rendered = render(files, dir);
    this.markRendering(rendered.needed);
    const rendering = (message: string, errors: ConfigSyncError[] = []) =>
      this.update(status =>
        withRendering(
          status,
          { ...this.sourceReport(settings, commit, errors), message },
          this.context.mostStatusBytes,
        ),
      );
    if (isNew && rendered.needed) {
      rendering(RENDERING.inProgress);
      await this.show();
    }
    if (rendered.errors.length) {
      rendering(RENDERING.failed, rendered.errors);
      return undefined;
    }
    rendering(rendered.needed ? RENDERING.succeeded : RENDERING.skipped);
    const parsed = parseFiles(rendered.files, `/repo/source/${commit}`);
    const { objects, errors } = parsed.errors.length
      ? { objects: [], errors: parsed.errors }
      : validate(parsed.objects, {
          sync: this.id,
          clusterName: this.context.clusterName,
          isNamespaced: (group, kind) => this.isNamespaced(group, kind),
        });
    this.update(status =>
      withSource(
        status,
        this.sourceReport(settings, commit, errors),
        this.context.mostStatusBytes,
      ),
    );
    if (errors.some(isBlocking)) {
      return undefined;
    }
    return this.id.kind === 'RootSync' && settings.implicitNamespaces
      ? implicitNamespaces(objects, this.context.cluster, this.manager)
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
      this.flush();
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
    const sync = this.find();
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
    this.update(status =>
      withSync(
        status,
        { ...this.sourceReport(settings, commit, errors), syncing },
        this.context.mostStatusBytes,
      ),
    );
  }

  private sourceReport(
    { source }: SyncSettings,
    commit: string,
    errors: ConfigSyncError[],
  ) {
    return { source, commit, errors, at: this.context.cluster.timestamp() };
  }

  private isNamespaced(group: string, name: string): boolean | undefined {
    return this.context.cluster.kinds
      .list()
      .find(kind => kind.group === group && kind.kind === name)?.namespaced;
  }

  /** Config Sync notes on the sync whether its source must be rendered. */
  private markRendering(needed: boolean): void {
    const sync = this.find();
    const value = String(needed);
    if (sync && sync.metadata.annotations?.[REQUIRES_RENDERING] !== value) {
      this.context.cluster.patch(
        SYNC_RESOURCES[this.id.kind],
        this.id.name,
        this.id.namespace,
        {
          type: 'merge',
          body: { metadata: { annotations: { [REQUIRES_RENDERING]: value } } },
        },
        { manager: FIELD_MANAGER },
      );
    }
  }

  private find(): KubeObject | undefined {
    const { kind, name, namespace } = this.id;
    return this.context.cluster.find(SYNC_RESOURCES[kind], name, namespace);
  }

  private update(change: (status: Json, at: string) => Json): void {
    this.draft = change(this.draft, this.context.cluster.timestamp());
  }

  /** Writes the draft, unless it only says again what is there. */
  private flush(): void {
    const sync = this.find();
    if (!sync || saysTheSame(sync.status, this.draft)) {
      return;
    }
    try {
      this.context.cluster.updateStatus(
        { ...sync, status: this.draft },
        { manager: FIELD_MANAGER },
      );
    } catch (error) {
      if (!(error instanceof KubeError)) {
        throw error;
      }
    }
    this.context.changed();
  }

  /** Lets people see a step before the next one covers it. */
  private async show(): Promise<void> {
    this.flush();
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
