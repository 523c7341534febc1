import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import {
  type ActionContext,
  createTemplateAction,
} from '@backstage/plugin-scaffolder-node';
import {
  checkBranch,
  checkPath,
  checkText,
  GitRepositories,
  readSourceFiles,
  shown,
  type SourceFile,
} from '../../git';
import { chooseAuthor } from './chooseAuthor';
import { examples } from './configRepoPublish.examples';
import { commitMessage } from './commitMessage';
import { openRequest } from './openRequest';
import { publishToBranch } from './publishToBranch';
import { type ModuleLoader, loadModule, readPullRequest } from './pullRequests';
import { reportOutcome } from './reportOutcome';
import {
  type ConfigRepoPublishInput,
  type ConfigRepoPublishOutput,
  inputSchema,
  outputSchema,
} from './schema';

/** What the action needs. */
export interface ConfigRepoPublishOptions {
  config: Config;
  integrations: ScmIntegrationRegistry;
  githubCredentialsProvider?: GithubCredentialsProvider;
  /** Loads the modules that open pull requests. */
  loadModule?: ModuleLoader;
}

/** `anthos-fleet:config-repo:publish`: commits a folder of the workspace to a repository. */
export function createConfigRepoPublishAction(
  options: ConfigRepoPublishOptions,
) {
  const repositories = new GitRepositories(options);
  return createTemplateAction({
    id: 'anthos-fleet:config-repo:publish',
    description:
      'Commits a folder of the workspace to a branch of a Git repository, or opens a pull request with it. Files that it did not make itself are never changed, and without a change there is no commit.',
    examples,
    supportsDryRun: true,
    schema: { input: inputSchema, output: outputSchema },
    async handler(ctx) {
      const job = await prepare(repositories, ctx, options.config);
      const outcome = job.pullRequest
        ? await openRequest(job, {
            ...options,
            loadModule: options.loadModule ?? loadModule,
          })
        : await publishToBranch(job);
      reportOutcome(job, outcome);
    },
  });
}

/** Everything about one run that is known, and found sound, before a host is asked. */
export type PublishJob = Awaited<ReturnType<typeof prepare>>;

/** What an action of the scaffolder is handed, in this action's types. */
export type PublishContext = ActionContext<
  ConfigRepoPublishInput,
  ConfigRepoPublishOutput
>;

async function prepare(
  repositories: GitRepositories,
  ctx: PublishContext,
  config: Config,
) {
  const { input } = ctx;
  const repository = repositories.addresses.parse(input.repoUrl);
  const branch =
    input.branch === undefined
      ? undefined
      : checkBranch(input.branch, 'branch');
  const targetPath = checkPath(input.targetPath ?? '', 'targetPath');
  const sourcePath = checkPath(input.sourcePath ?? '', 'sourcePath');
  const message = commitMessage(checkText(input.message, 'message'), ctx);
  const author = chooseAuthor(ctx, repositories.config.defaultAuthor);
  const pullRequest =
    input.pullRequest && readPullRequest(input.pullRequest, repository);
  if (pullRequest?.sourceBranch === branch && branch !== undefined) {
    throw new InputError(
      `pullRequest.sourceBranch: ${shown(
        branch,
      )} is the branch that the request would be merged into; give it another name`,
    );
  }
  repositories.checkAllowed(repository, branch);
  const files = await readSourceFiles(
    await sourceFolder(ctx.workspacePath, sourcePath),
    'sourcePath',
  );
  return {
    ctx,
    config,
    repositories,
    repository,
    links: repositories.links(repository),
    branch,
    targetPath,
    message,
    author,
    pullRequest,
    files,
    mergeLists: readMergeLists(input, files),
    /** Tells this run from others of the same task, and holds no secret. */
    key: createHash('sha256')
      .update(
        JSON.stringify([
          repository.url,
          branch,
          targetPath,
          sourcePath,
          pullRequest?.sourceBranch,
          ctx.each,
        ]),
      )
      .digest('hex')
      .slice(0, 16),
  };
}

/** A list that is not there would be a list that is overwritten. */
function readMergeLists(
  { mergeLists = [], removeStale }: ConfigRepoPublishInput,
  files: ReadonlyMap<string, SourceFile>,
): ReadonlySet<string> {
  if (mergeLists.length && removeStale) {
    throw new InputError(
      'removeStale: the folder is shared with others (mergeLists), whose files would be removed; leave one of the two out',
    );
  }
  const paths = mergeLists.map(path => checkPath(path, 'mergeLists'));
  const missing = paths.find(path => !files.has(path));
  if (missing !== undefined) {
    throw new InputError(
      `mergeLists: ${shown(
        missing,
      )} is no file of sourcePath; name kustomizations by their paths below it`,
    );
  }
  return new Set(paths);
}

async function sourceFolder(
  workspacePath: string,
  sourcePath: string,
): Promise<string> {
  let folder: string;
  try {
    folder = sourcePath
      ? resolveSafeChildPath(workspacePath, sourcePath)
      : workspacePath;
  } catch {
    throw new InputError(
      `sourcePath: ${shown(sourcePath)} leads out of the workspace`,
    );
  }
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new InputError(
      `sourcePath: there is no folder ${shown(
        sourcePath,
      )} in the workspace; give the folder that an earlier step wrote`,
    );
  }
  return folder;
}
