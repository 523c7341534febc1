import { isError } from '@backstage/errors';
import { publishFiles, type RemoteRepository } from '../../git';
import type { PublishJob } from './createConfigRepoPublishAction';
import type { Opened, RequestPlan } from './openRequest';
import { type RequestOpener, runAction } from './requestOpeners';

/**
 * Pushes the source branch, and lets the scaffolder's action for the host open the request for
 * what is there: such actions can add files, and neither remove nor merge them.
 */
export async function requestByPush(
  job: PublishJob,
  remote: RemoteRepository,
  { pullRequest, source, target, request }: RequestPlan,
  opener: RequestOpener,
): Promise<Opened> {
  const { ctx, links, key } = job;
  const { commit, changed } = await ctx.checkpoint({
    key: `anthos-fleet.publish.${key}.${source}`,
    fn: async () => {
      const published = await publishFiles(remote, {
        ...request,
        branch: source,
        from: target,
      });
      return {
        commit: published.commit ?? null,
        changed: published.changed,
      };
    },
  });
  const pushed = { commit: commit ?? undefined, changed };
  if (opener.kind === 'link') {
    const url = links.newRequest(source, target);
    ctx.logger.info(
      url
        ? `Pushed the branch ${source}; open the request at ${url}`
        : `Pushed the branch ${source}; open a request for it on the host`,
    );
    return { ...pushed, pullRequestUrl: url };
  }
  const { title, description = ctx.input.message } = pullRequest;
  const { token } = ctx.input;
  const { action, repoUrl } = opener;
  // Empty: everything is on the branch already.
  const folder = await ctx.createTemporaryDirectory();
  try {
    const outputs = await runAction(
      action,
      ctx,
      folder,
      opener.kind === 'gitlab'
        ? {
            repoUrl,
            title,
            description,
            branchName: source,
            targetBranchName: target,
            commitAction: 'skip',
            reviewers: pullRequest.reviewers,
            labels: pullRequest.labels,
            token,
          }
        : {
            repoUrl,
            title,
            description,
            sourceBranch: source,
            targetBranch: target,
            token,
          },
    );
    const url = outputs.mergeRequestUrl ?? outputs.pullRequestUrl;
    return {
      ...pushed,
      pullRequestUrl: typeof url === 'string' ? url : undefined,
    };
  } catch (error) {
    // Of an earlier run; the host has no other way to say so.
    if (isError(error) && /already exists/i.test(error.message)) {
      const url = links.requestsOf(source, target);
      ctx.logger.info(`There is a request for ${source} already: ${url}`);
      return { ...pushed, pullRequestUrl: url };
    }
    throw error;
  }
}
