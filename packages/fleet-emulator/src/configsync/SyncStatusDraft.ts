import type { ClusterObjects } from '../cluster/ClusterObjects';
import { KubeError } from '../cluster/KubeError';
import type { Json, KubeObject } from '../cluster/objects';
import { FIELD_MANAGER, SyncId } from './identity';
import type { ConfigSyncError } from './knvErrors';
import type { SyncSettings } from './syncSpec';
import { saysTheSame, withRendering, withSource, withSync } from './syncStatus';

const SYNC_RESOURCES = {
  RootSync: 'rootsyncs.configsync.gke.io',
  RepoSync: 'reposyncs.configsync.gke.io',
};

const REQUIRES_RENDERING = 'configsync.gke.io/requires-rendering';

interface StatusContext {
  cluster: ClusterObjects;
  /** A status was written. */
  changed(): void;
  /** Most bytes of errors in a status. */
  mostStatusBytes?: number;
}

/** The status of one sync. What is found goes into a draft, which is written when it is news. */
export class SyncStatusDraft {
  private draft: Json = {};

  constructor(
    private readonly context: StatusContext,
    private readonly id: SyncId,
  ) {}

  /** The sync as the cluster has it. */
  find(): KubeObject | undefined {
    const { kind, name, namespace } = this.id;
    return this.context.cluster.find(SYNC_RESOURCES[kind], name, namespace);
  }

  /** Whether the draft has errors of the source. */
  get hasSourceErrors(): boolean {
    return Boolean(this.draft.source?.errors?.length);
  }

  /** Takes the status that there is as draft. */
  begin({ status }: KubeObject): void {
    this.draft = structuredClone(status ?? {});
  }

  /** Changes the draft. */
  update(change: (status: Json, at: string) => Json): void {
    this.draft = change(this.draft, this.context.cluster.timestamp());
  }

  /** A commit was fetched or checked, or could not be. */
  source(settings: SyncSettings, commit: string, errors: ConfigSyncError[]) {
    this.update((status, at) =>
      withSource(
        status,
        { source: settings.source, commit, errors, at },
        this.context.mostStatusBytes,
      ),
    );
  }

  /** Rendering began, ended or failed. */
  rendering(
    settings: SyncSettings,
    commit: string,
    message: string,
    errors: ConfigSyncError[],
  ): void {
    this.update((status, at) =>
      withRendering(
        status,
        { source: settings.source, commit, errors, at, message },
        this.context.mostStatusBytes,
      ),
    );
  }

  /** Objects are being applied, or that is over. */
  sync(
    settings: SyncSettings,
    commit: string,
    errors: ConfigSyncError[],
    syncing: boolean,
  ): void {
    this.update((status, at) =>
      withSync(
        status,
        { source: settings.source, commit, errors, at, syncing },
        this.context.mostStatusBytes,
      ),
    );
  }

  /** Writes the draft, unless it only says again what is there. */
  flush(): void {
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
      // Deleted meanwhile, for example. The next look tells.
      if (!(error instanceof KubeError)) {
        throw error;
      }
    }
    this.context.changed();
  }

  /** Notes on the sync whether its source must be rendered, as Config Sync does. */
  markRendering(needed: boolean): void {
    const value = String(needed);
    if (this.find()?.metadata.annotations?.[REQUIRES_RENDERING] === value) {
      return;
    }
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
