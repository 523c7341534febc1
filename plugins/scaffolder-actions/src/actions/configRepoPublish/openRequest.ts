import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import {
  compareBranch,
  hasChanges,
  type PublishRequest,
  refuseConflicts,
} from '../../git';
import type { PublishJob } from './createConfigRepoPublishAction';
import {
  chooseBranch,
  planToKeep,
  requestFor,
  tellDryRun,
} from './publishToBranch';
import type { Outcome } from './publishToBranch';
import type { PullRequest } from './pullRequests';
import { requestByGithub } from './requestByGithub';
import { requestByPush } from './requestByPush';
import { openerFor, type RequestOptions } from './requestOpeners';

/** A request that is about to be opened. */
export interface RequestPlan {
  pullRequest: PullRequest;
  /** Branch that it is merged into. */
  target: string;
  /** Branch that has the files. */
  source: string;
  request: PublishRequest;
}

/** Opens a pull or merge request with the files, unless the branch has them already. */
export async function openRequest(
  job: PublishJob,
  options: RequestOptions,
): Promise<Outcome> {
  const { ctx, repositories, repository, pullRequest, key } = job;
  if (!pullRequest) {
    throw new InputError('pullRequest: nothing is known of the request');
  }
  // Before anything is pushed: a missing module leaves no branch behind.
  const opener = await openerFor(job, options);
  return repositories.use(
    repository,
    { token: ctx.input.token, signal: ctx.signal },
    async remote => {
      const { branch: target } = await chooseBranch(job, remote);
      const request = requestFor(job, { branch: target });
      const comparison = await compareBranch(remote, request);
      const { base, plan } = comparison;
      if (base === undefined) {
        throw new InputError(
          `pullRequest: ${repository.url} is empty, so that there is nothing to merge into; publish once without pullRequest`,
        );
      }
      const outcome: Outcome = {
        commit: hasChanges(plan) ? undefined : base,
        changed: hasChanges(plan),
        branch: target,
        plan: planToKeep(plan),
      };
      if (ctx.isDryRun) {
        tellDryRun(job, { branch: target, plan });
      }
      refuseConflicts(repository.url, request, plan);
      if (!hasChanges(plan) || ctx.isDryRun) {
        return outcome;
      }
      const source = pullRequest.sourceBranch ?? nameOf(job);
      checkSource(job, source, target);
      const planned = { pullRequest, target, source, request };
      const { commit, changed, pullRequestUrl } = await ctx.checkpoint({
        key: `anthos-fleet.request.${key}.${source}`,
        fn: async () => {
          const opened =
            opener.kind === 'github'
              ? await requestByGithub(job, remote, planned, comparison, opener)
              : await requestByPush(job, remote, planned, opener);
          // Null, because a checkpoint is stored as JSON.
          return {
            commit: opened.commit ?? null,
            changed: opened.changed ?? true,
            pullRequestUrl: opened.pullRequestUrl ?? null,
          };
        },
      });
      return {
        ...outcome,
        changed,
        commit: commit ?? undefined,
        pullRequestUrl: pullRequestUrl ?? undefined,
      };
    },
  );
}

function checkSource(
  { repositories, repository, pullRequest }: PublishJob,
  source: string,
  target: string,
): void {
  if (source === target) {
    throw new InputError(
      `pullRequest.sourceBranch: ${source} is the branch that the request would be merged into; give it another name`,
    );
  }
  // A name that we made ourselves goes with the branch that it is merged into.
  if (pullRequest?.sourceBranch !== undefined) {
    repositories.checkAllowed(repository, source, 'pullRequest.sourceBranch');
  }
}

/** The same files for the same folder are the same branch, and so the same request. */
function nameOf({ files, targetPath, ctx }: PublishJob): string {
  const hash = createHash('sha256').update(
    JSON.stringify([
      targetPath,
      [...files].map(([path, file]) => [path, file.sha256, file.mode]).sort(),
      Boolean(ctx.input.overwriteChanges),
      Boolean(ctx.input.removeStale),
    ]),
  );
  const words = targetPath
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(-40)
    .replace(/^-+|-+$/g, '');
  return ['anthos-fleet/publish', words, hash.digest('hex').slice(0, 10)]
    .filter(Boolean)
    .join('-');
}

/** What opening a request adds to the outcome. */
export type Opened = Partial<Pick<Outcome, 'commit' | 'changed'>> &
  Pick<Outcome, 'pullRequestUrl'>;
