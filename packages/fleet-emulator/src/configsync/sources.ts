import type { GitRepositories } from '../git/GitRepositories';
import { ConfigSyncError, knv } from './knvErrors';
import type { GitSource } from './syncSpec';

/** A commit and every file of its repository. */
export interface Fetched {
  commit: string;
  files: ReadonlyMap<string, string>;
}

export type FetchResult = Fetched | { error: ConfigSyncError };

/** What git-sync writes when git fails. */
function gitFailed(
  source: GitSource,
  stderr: string,
): { error: ConfigSyncError } {
  const { repo, branch } = source;
  const content = {
    Msg: 'unexpected error syncing repo, will retry',
    Err: `Run(git clone -v --no-checkout -b ${branch} --depth 1 ${repo} /repo/source): exit status 128: { stdout: "", stderr: ${JSON.stringify(
      `Cloning into '/repo/source'...\n${stderr}`,
    )} }`,
    Args: {},
  };
  return {
    error: knv(
      '2004',
      `error in the git-sync container: ${JSON.stringify(content)}`,
    ),
  };
}

function hostOf(repo: string): string {
  return /^(?:\w+:\/\/)?(?:[^@/]+@)?([^/:]+)/.exec(repo)?.[1] ?? repo;
}

/** Where reconcilers get their commits: the emulator's own repositories, read once for all. */
export class Sources {
  constructor(private readonly repositories: GitRepositories) {}

  /** The newest commit of a source, or why there is none (KNV2004). */
  async fetch(source: GitSource): Promise<FetchResult> {
    const { repo, branch, revision, dir, auth } = source;
    const { repositories } = this;
    if (source.type !== 'git') {
      return {
        error: knv(
          '2004',
          `error in the ${source.type}-sync container: the emulator reads Git repositories only`,
        ),
      };
    }
    if (!repo.startsWith(`${repositories.url}/`)) {
      return gitFailed(
        source,
        `fatal: unable to access '${repo}/': Could not resolve host: ${hostOf(
          repo,
        )}\n`,
      );
    }
    const repository = repositories.find(repo);
    if (!repository) {
      return gitFailed(source, `fatal: repository '${repo}/' not found\n`);
    }
    if (repository.isPrivate && auth === 'none') {
      return gitFailed(
        source,
        `fatal: could not read Username for '${repositories.url.replace(
          /\/git$/,
          '',
        )}': terminal prompts disabled\n`,
      );
    }
    const wanted = revision === 'HEAD' ? branch : revision;
    const commit = await repository.resolve(wanted);
    if (!commit) {
      return gitFailed(
        source,
        revision === 'HEAD'
          ? `warning: Could not find remote branch ${branch} to clone.\nfatal: Remote branch ${branch} not found in upstream origin\n`
          : `fatal: couldn't find remote ref ${revision}\n`,
      );
    }
    const files = await repository.files(commit);
    const found =
      dir === '' || [...files.keys()].some(path => path.startsWith(`${dir}/`));
    if (!found) {
      const folder = `/repo/source/${commit}/${dir}`;
      return {
        error: knv(
          '2004',
          `failed to evaluate the config directory "${folder}": lstat ${folder}: no such file or directory`,
        ),
      };
    }
    return { commit, files };
  }
}
