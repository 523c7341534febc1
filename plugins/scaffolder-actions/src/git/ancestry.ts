import { checkBranch } from './fields';
import type { GitRepositories } from './GitRepositories';
import type { RemoteRepository } from './RemoteRepository';

const COMMIT = /^[0-9a-f]{40}$/;
/** How many commits back are looked at, little by little. */
const DEPTHS = [2, 20, 200, 1_000];

/**
 * Whether a commit of a branch has another one in its history, or is it.
 *
 * @returns undefined when it cannot be told: one of them is not on the branch, or too far back
 */
export async function isAncestor(
  repositories: GitRepositories,
  place: { repoUrl: string; branch?: string },
  ancestor: string,
  commit: string,
  options: { token?: string; signal?: AbortSignal } = {},
): Promise<boolean | undefined> {
  if (!COMMIT.test(ancestor) || !COMMIT.test(commit)) {
    return undefined;
  }
  if (ancestor === commit) {
    return true;
  }
  const repository = repositories.addresses.parse(place.repoUrl);
  repositories.checkAllowed(repository);
  return repositories.use(repository, options, async remote => {
    const branch =
      place.branch === undefined
        ? (await remote.branches()).defaultBranch
        : checkBranch(place.branch, 'branch');
    return branch === undefined
      ? undefined
      : search(remote, branch, ancestor, commit);
  });
}

async function search(
  remote: RemoteRepository,
  branch: string,
  ancestor: string,
  commit: string,
): Promise<boolean | undefined> {
  for (const depth of DEPTHS) {
    await remote.fetch(branch, depth);
    const shallow = await remote.shallowCommits();
    const verdict = await walk(remote, shallow, ancestor, commit);
    if (verdict !== undefined || shallow.size === 0) {
      return verdict;
    }
  }
  return undefined;
}

async function walk(
  remote: RemoteRepository,
  shallow: ReadonlySet<string>,
  ancestor: string,
  commit: string,
): Promise<boolean | undefined> {
  const seen = new Set([commit]);
  let complete = true;
  for (const oid of seen) {
    const parents = (await remote.readCommit(oid))?.commit.parent;
    if (!parents || shallow.has(oid)) {
      complete = false;
    }
    for (const parent of parents ?? []) {
      if (parent === ancestor) {
        return true;
      }
      seen.add(parent);
    }
  }
  return complete ? false : undefined;
}
