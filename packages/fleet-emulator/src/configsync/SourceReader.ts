import type { ClusterObjects } from '../cluster/ClusterObjects';
import { kindOf } from './findObject';
import { managerOf, SyncId } from './identity';
import { implicitNamespaces } from './implicitNamespaces';
import { ConfigSyncError, knv } from './knvErrors';
import { isNamespace } from './objectChecks';
import { parseFiles, SourceObject } from './parseFiles';
import { render } from './render';
import type { Fetched } from './sources';
import type { SyncSettings } from './syncSpec';
import type { SyncStatusDraft } from './SyncStatusDraft';
import { RENDERING } from './syncStatus';
import { isBlocking, validate } from './validate';

/** Takes the commits of one sync from files to objects, and says in the status how it went. */
export class SourceReader {
  private namespaces: string[] = [];

  constructor(
    private readonly context: { cluster: ClusterObjects; clusterName: string },
    private readonly id: SyncId,
    private readonly status: SyncStatusDraft,
  ) {}

  /**
   * Renders, parses and checks.
   *
   * @param rendering - called when there is something to render
   * @returns undefined when an error blocks the sync; it is in the draft then
   */
  async read(
    settings: SyncSettings,
    { commit, files }: Fetched,
    rendering: () => Promise<void>,
  ): Promise<SourceObject[] | undefined> {
    const { cluster, clusterName } = this.context;
    const rendered = render(files, settings.source.dir);
    this.status.markRendering(rendered.needed);
    if (rendered.needed) {
      await rendering();
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
          clusterName,
          isNamespaced: (group, kind) =>
            kindOf(cluster, { group, kind })?.namespaced,
        });
    this.status.source(settings, commit, errors);
    if (errors.some(isBlocking)) {
      return undefined;
    }
    return this.id.kind === 'RootSync' && settings.implicitNamespaces
      ? implicitNamespaces(objects, cluster, managerOf(this.id))
      : objects;
  }

  /** Whether a commit would empty the cluster of all namespaces (KNV2006). */
  lostNamespaces(sources: SourceObject[]): ConfigSyncError | undefined {
    const names = sources
      .filter(isNamespace)
      .map(({ object }) => String(object.metadata.name));
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
}
