import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import {
  compareBranch,
  formatLock,
  hasChanges,
  LOCK_FILE,
  type Comparison,
  type RemoteRepository,
  within,
} from '../../git';
import { isOurs } from './commitMessage';
import type { PublishJob } from './createConfigRepoPublishAction';
import type { Opened, RequestPlan } from './openRequest';
import { type RequestOpener, runAction } from './requestOpeners';

/**
 * Lets the scaffolder's action for GitHub commit and open the request. It writes by GitHub's API,
 * so that commits of a GitHub app are signed, and replaces what the source branch has; it is
 * therefore called only where that is nothing, or ours.
 */
export async function requestByGithub(
  job: PublishJob,
  remote: RemoteRepository,
  { pullRequest, source, target, request }: RequestPlan,
  { plan, files }: Comparison,
  { action, repoUrl }: Extract<RequestOpener, { repoUrl: string }>,
): Promise<Opened> {
  const { ctx, targetPath, author, message, links } = job;
  const { commits } = await remote.branches();
  const tip = commits.get(source);
  if (tip !== undefined) {
    const there = await compareBranch(remote, { ...request, branch: source });
    if (!hasChanges(there.plan) && !there.plan.conflicts.length) {
      const url = links.newRequest(source, target);
      ctx.logger.info(
        `The branch ${source} has the files already; its pull request is at ${url}, where it can also be opened if somebody closed it`,
      );
      return { commit: tip, changed: false, pullRequestUrl: url };
    }
    if (!isOurs((await remote.readCommit(tip))?.commit.message ?? '')) {
      throw new ConflictError(
        `pullRequest.sourceBranch: the newest commit of ${source} was not made from here, and would be lost; choose another name, or delete the branch`,
      );
    }
  }
  const hiding = [...files.keys()].find(path =>
    /(?:^|\/)\.gitignore$/.test(path),
  );
  if (hiding) {
    throw new InputError(
      `sourcePath: ${hiding} would hide files from the pull request; publish without it`,
    );
  }
  const folder = await ctx.createTemporaryDirectory();
  const write = async (path: string, content: Buffer, mode: string) => {
    const file = resolveSafeChildPath(folder, within(targetPath, path));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    if (mode === '100755') {
      await chmod(file, 0o755);
    }
  };
  for (const path of [...plan.added, ...plan.updated]) {
    const file = files.get(path);
    if (file) {
      await write(path, file.content, file.mode);
    }
  }
  const removed = plan.removed.map(path => within(targetPath, path));
  if (plan.lock.size) {
    await write(LOCK_FILE, Buffer.from(formatLock(plan.lock)), '100644');
  } else {
    removed.push(within(targetPath, LOCK_FILE));
  }
  const outputs = await runAction(action, ctx, folder, {
    repoUrl,
    branchName: source,
    targetBranchName: target,
    title: pullRequest.title,
    description: pullRequest.description ?? ctx.input.message,
    draft: pullRequest.draft,
    reviewers: pullRequest.reviewers,
    teamReviewers: pullRequest.teamReviewers,
    filesToDelete: removed.length ? removed : undefined,
    commitMessage: message,
    gitAuthorName: author.name,
    gitAuthorEmail: author.email,
    token: ctx.input.token,
    update: tip !== undefined,
    createWhenEmpty: false,
  });
  const url = outputs.remoteUrl;
  return { pullRequestUrl: typeof url === 'string' ? url : undefined };
}
