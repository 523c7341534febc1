import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import git, { Errors, type ReadCommitResult } from 'isomorphic-git';
import type { GitAuthor } from './fields';
import type { GitAuthorization } from './GitCredentials';
import { GitProblem } from './GitProblem';
import { GitTransport } from './GitTransport';
import { problemOf, problemOfRefusal } from './problems';
import { TreeEditor } from './TreeEditor';

const REMOTE = 'origin';
const LONGEST_SILENCE_MS = 60_000;

/** What a repository says of its branches. */
export interface RemoteBranches {
  /** The branch that a clone gets; undefined in an empty repository. */
  defaultBranch?: string;
  /** Newest commit by the name of the branch. */
  commits: Map<string, string>;
}

/** How long and how much a repository may be asked. */
export interface RepositoryLimits {
  maxBytes: number;
  timeoutMs: number;
}

/**
 * One repository of a Git host, seen through a bare, shallow copy in a temporary folder. Every
 * error is a {@link GitProblem}.
 */
export class RemoteRepository {
  readonly url: string;
  readonly #gitdir: string;
  readonly #authorization: GitAuthorization;
  readonly #http: GitTransport;
  #cache: object = {};

  private constructor(options: {
    url: string;
    gitdir: string;
    authorization: GitAuthorization;
    http: GitTransport;
  }) {
    this.url = options.url;
    this.#gitdir = options.gitdir;
    this.#authorization = options.authorization;
    this.#http = options.http;
  }

  /**
   * @param gitdir - an empty folder, which the caller removes
   * @param signal - ends everything
   */
  static async open(options: {
    url: string;
    gitdir: string;
    authorization: GitAuthorization;
    limits: RepositoryLimits;
    signal?: AbortSignal;
  }): Promise<RemoteRepository> {
    const { url, gitdir, authorization, limits } = options;
    const http = new GitTransport({
      url,
      authorization,
      limits: {
        maxBytes: limits.maxBytes,
        idleMs: Math.min(LONGEST_SILENCE_MS, limits.timeoutMs),
      },
      signal: deadline(url, limits.timeoutMs, options.signal),
    });
    await git.init({ fs, gitdir, bare: true, defaultBranch: 'main' });
    await git.addRemote({ fs, gitdir, remote: REMOTE, url });
    return new RemoteRepository({ url, gitdir, authorization, http });
  }

  /** Asks the host for its branches. */
  async branches(): Promise<RemoteBranches> {
    const refs = await this.#try(() =>
      git.listServerRefs({
        http: this.#http,
        url: this.url,
        protocolVersion: 1,
        symrefs: true,
      }),
    );
    const commits = new Map(
      refs.flatMap(({ ref, oid }) =>
        ref.startsWith('refs/heads/')
          ? [[ref.slice('refs/heads/'.length), oid] as const]
          : [],
      ),
    );
    const head = refs.find(({ ref }) => ref === 'HEAD');
    const target =
      head?.target?.replace(/^refs\/heads\//, '') ??
      // Hosts that do not say where HEAD points: the branch with the same commit, main first.
      ['main', 'master', ...commits.keys()].find(
        name => head && commits.get(name) === head.oid,
      );
    return {
      defaultBranch:
        target !== undefined && commits.has(target) ? target : undefined,
      commits,
    };
  }

  /**
   * Fetches the newest commits of a branch.
   *
   * @returns the newest of them
   */
  async fetch(branch: string, depth = 1): Promise<string> {
    const result = await this.#try(() =>
      git.fetch({
        fs,
        http: this.#http,
        gitdir: this.#gitdir,
        cache: this.#cache,
        url: this.url,
        remote: REMOTE,
        // What is here already, so that it is not sent again.
        ref: `refs/remotes/${REMOTE}/${branch}`,
        // In full: a tag may have the same name.
        remoteRef: `refs/heads/${branch}`,
        singleBranch: true,
        tags: false,
        depth,
      }),
    );
    if (!result.fetchHead) {
      throw new GitProblem('invalid', `${this.url} has no branch ${branch}`);
    }
    return result.fetchHead;
  }

  /** The files of a commit, or of nothing. */
  async tree(commit: string | undefined): Promise<TreeEditor> {
    const read = commit && (await this.readCommit(commit));
    if (commit && !read) {
      // To go on from nothing would remove everything that there is.
      throw new GitProblem(
        'invalid',
        `${this.url} did not send the commit ${commit} that it names; try again, and look whether this is the address for cloning`,
      );
    }
    return new TreeEditor({
      gitdir: this.#gitdir,
      cache: this.#cache,
      root: read ? read.commit.tree : undefined,
    });
  }

  /** A commit; undefined when it was not fetched. */
  async readCommit(oid: string): Promise<ReadCommitResult | undefined> {
    try {
      return await git.readCommit({
        fs,
        gitdir: this.#gitdir,
        cache: this.#cache,
        oid,
      });
    } catch (error) {
      if (error instanceof Errors.NotFoundError) {
        return undefined;
      }
      throw this.#explain(error);
    }
  }

  /** Commits whose parents were left behind by the depth of a fetch. */
  async shallowCommits(): Promise<Set<string>> {
    const text = await fs.promises
      .readFile(`${this.#gitdir}/shallow`, 'utf8')
      .catch(() => '');
    return new Set(text.split('\n').filter(Boolean));
  }

  /**
   * Stores bytes as an object of Git.
   *
   * @returns its id
   */
  async writeBlob(content: Uint8Array): Promise<string> {
    return git.writeBlob({ fs, gitdir: this.#gitdir, blob: content });
  }

  /** Makes a commit, which stays here until it is pushed. */
  async commit(options: {
    tree: string;
    parent: string | undefined;
    message: string;
    author: GitAuthor;
  }): Promise<string> {
    const { tree, parent, message, author } = options;
    const who = {
      ...author,
      timestamp: Math.floor(Date.now() / 1000),
      timezoneOffset: 0,
    };
    return git.writeCommit({
      fs,
      gitdir: this.#gitdir,
      commit: {
        tree,
        parent: parent ? [parent] : [],
        message: `${message}\n`,
        author: who,
        committer: who,
      },
    });
  }

  /**
   * Pushes a commit to a branch, never by force.
   *
   * @throws a problem of kind `raced` when the branch has moved
   */
  async push(commit: string, branch: string): Promise<void> {
    const ref = `refs/heads/publish-${randomUUID()}`;
    const said: string[] = [];
    await git.writeRef({ fs, gitdir: this.#gitdir, ref, value: commit });
    try {
      await git.push({
        fs,
        http: this.#http,
        gitdir: this.#gitdir,
        cache: this.#cache,
        url: this.url,
        remote: REMOTE,
        ref,
        remoteRef: `refs/heads/${branch}`,
        onMessage: line => {
          said.push(line);
        },
      });
    } catch (error) {
      throw this.#refusal(error, branch, said.join(' '));
    }
  }

  #refusal(error: unknown, branch: string, said: string): GitProblem {
    const about = {
      url: this.url,
      branch,
      whose: this.#authorization.whose,
      secrets: this.#authorization.secrets,
    };
    if (error instanceof Errors.PushRejectedError) {
      return problemOfRefusal(error.data.reason, '', about);
    }
    if (error instanceof Errors.GitPushError) {
      const { refs, error: unpack } = error.data.result;
      const reasons = Object.values(refs).flatMap(ref => ref.error || []);
      return problemOfRefusal(
        reasons.join('; ') || unpack || 'refused',
        said,
        about,
      );
    }
    return this.#explain(error);
  }

  async #try<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw this.#explain(error);
    }
  }

  #explain(error: unknown): GitProblem {
    return problemOf(error, {
      url: this.url,
      secrets: this.#authorization.secrets,
    });
  }
}

/** Aborts with a problem that says how long was tried. */
function deadline(
  url: string,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): AbortSignal {
  const late = new AbortController();
  setTimeout(
    () =>
      late.abort(
        new GitProblem(
          'timeout',
          `${url} did not finish within ${Math.round(
            timeoutMs / 1000,
          )} s; try again later, or raise anthosFleet.selfService.repositories.timeout`,
        ),
      ),
    timeoutMs,
  ).unref();
  return signal ? AbortSignal.any([signal, late.signal]) : late.signal;
}
