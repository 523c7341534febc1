import type { PackageSync } from 'backstage-plugin-anthos-fleet-common';

/** Tells whether a commit has another in its history; undefined when it cannot tell. */
export type IsAncestor = (
  place: { repoUrl: string; branch?: string },
  ancestor: string,
  commit: string,
  options: { signal?: AbortSignal },
) => Promise<boolean | undefined>;

/**
 * Whether commits have the wanted one in them. Others push, too: a newer commit that has the wanted
 * one in its history is as good.
 */
export class History {
  readonly #wanted: string;
  readonly #isAncestor: IsAncestor | undefined;
  readonly #onUnknown: (why: string) => void;
  readonly #answers = new Map<string, Promise<boolean | undefined>>();
  /** Syncs whose source showed the wanted commit: what it shows later comes after it. */
  readonly #seen = new Set<string>();
  #told = false;

  constructor(options: {
    wanted: string;
    isAncestor?: IsAncestor;
    onUnknown: (why: string) => void;
  }) {
    this.#wanted = options.wanted;
    this.#isAncestor = options.isAncestor;
    this.#onUnknown = options.onUnknown;
  }

  /** Takes in what a sync has seen in its source. */
  notice(sync: PackageSync): void {
    if (this.isSame(sync.sourceCommit ?? sync.steps.source.commit)) {
      this.#seen.add(sync.id);
    }
  }

  /** Whether it is the wanted commit itself. */
  isSame(commit: string | undefined): boolean {
    return commit !== undefined && commit.startsWith(this.#wanted);
  }

  /** Whether a commit that a sync speaks of is the wanted one, or has it in its history. */
  async has(
    sync: PackageSync,
    commit: string | undefined,
    signal?: AbortSignal,
  ): Promise<boolean> {
    if (commit === undefined || this.isSame(commit)) {
      return commit !== undefined;
    }
    const known = await this.#ask(sync, commit, signal);
    if (known !== undefined) {
      return known;
    }
    const current = sync.sourceCommit ?? sync.steps.source.commit;
    return this.#seen.has(sync.id) && commit === current;
  }

  async #ask(
    { repository, revision }: PackageSync,
    commit: string,
    signal: AbortSignal | undefined,
  ): Promise<boolean | undefined> {
    if (!this.#isAncestor || !repository) {
      return undefined;
    }
    const key = `${repository}\n${commit}`;
    const answer =
      this.#answers.get(key) ??
      this.#isAncestor(
        {
          repoUrl: repository,
          ...(revision && revision !== 'HEAD' && { branch: revision }),
        },
        this.#wanted,
        commit,
        { signal },
      );
    this.#answers.set(key, answer);
    try {
      return await answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (!this.#told) {
        this.#told = true;
        this.#onUnknown(error instanceof Error ? error.message : String(error));
      }
      return undefined;
    }
  }
}
