import {
  GitProblem,
  publishFiles,
  type PublishRequest,
  refuseConflicts,
  type Plan,
  type RemoteRepository,
} from '../../git';
import type { PublishJob } from './createConfigRepoPublishAction';

/** What came of a run. */
export interface Outcome {
  commit: string | undefined;
  changed: boolean;
  /** Branch that has the files, or will have them. */
  branch: string;
  plan: Pick<Plan, 'added' | 'updated' | 'removed' | 'kept' | 'stale'>;
  pullRequestUrl?: string;
}

/** The plan without what only the repository needs to know. */
export function planToKeep(plan: Plan): Outcome['plan'] {
  const { added, updated, removed, kept, stale } = plan;
  return { added, updated, removed, kept, stale };
}

/** Commits the files to the branch itself. */
export async function publishToBranch(job: PublishJob): Promise<Outcome> {
  const { ctx, repositories, repository, key } = job;
  const run = () =>
    repositories.use(
      repository,
      { token: ctx.input.token, signal: ctx.signal },
      async remote => {
        const { branch, from } = await chooseBranch(job, remote);
        const request = requestFor(job, { branch, from });
        const { commit, changed, plan } = await publishFiles(remote, request);
        if (ctx.isDryRun) {
          tellDryRun(job, { branch, plan });
          refuseConflicts(repository.url, request, plan);
        }
        return {
          // Null, because a checkpoint is stored as JSON.
          commit: ctx.isDryRun && changed ? null : commit ?? null,
          changed,
          branch,
          plan: { ...planToKeep(plan) },
        };
      },
    );
  const { commit, ...rest } = ctx.isDryRun
    ? await run()
    : await ctx.checkpoint({ key: `anthos-fleet.publish.${key}`, fn: run });
  return { ...rest, commit: commit ?? undefined };
}

/** The branch to write, and the one that it begins at when it may be made. */
export async function chooseBranch(
  { ctx, branch: asked, repositories, repository }: PublishJob,
  remote: RemoteRepository,
): Promise<{ branch: string; from?: string }> {
  const { defaultBranch, commits } = await remote.branches();
  // A repository without commits does not say how its branch will be called.
  const branch = asked ?? defaultBranch ?? (commits.size ? undefined : 'main');
  if (branch === undefined) {
    throw new GitProblem(
      'not-found',
      `branch: ${repository.url} does not say which branch is its own; name one`,
    );
  }
  repositories.checkAllowed(repository, branch);
  return {
    branch,
    from:
      ctx.input.createBranch && !commits.has(branch)
        ? defaultBranch
        : undefined,
  };
}

/** What the Git room is asked for. */
export function requestFor(
  { ctx, files, mergeLists, targetPath, message, author }: PublishJob,
  { branch, from }: { branch: string; from?: string },
): PublishRequest {
  return {
    files,
    mergeLists,
    branch,
    from,
    targetPath,
    message,
    author,
    overwriteChanges: ctx.input.overwriteChanges,
    removeStale: ctx.input.removeStale,
    dryRun: ctx.isDryRun,
    onRetry: problem => ctx.logger.info(`${problem.message}; trying again`),
  };
}

/** Says what a dry run found in the way. */
export function tellDryRun(
  { ctx, repository }: PublishJob,
  { branch, plan }: { branch: string; plan: Plan },
): void {
  ctx.logger.info(
    `Dry run: nothing is pushed to ${branch} of ${repository.url}`,
  );
  for (const path of plan.conflicts) {
    ctx.logger.info(
      `Would be refused, because it was not published from here: ${path}`,
    );
  }
}
