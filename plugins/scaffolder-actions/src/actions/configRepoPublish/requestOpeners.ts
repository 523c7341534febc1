import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  getGitLabIntegrationRelativePath,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { TemplateAction } from '@backstage/plugin-scaffolder-node';
import type { JsonObject, JsonValue } from '@backstage/types';
import type {
  PublishContext,
  PublishJob,
} from './createConfigRepoPublishAction';
import {
  loadActionFactory,
  type ModuleLoader,
  type PullRequestModule,
} from './pullRequests';

/** What opening a request needs beside the job. */
export interface RequestOptions {
  config: Config;
  integrations: ScmIntegrationRegistry;
  githubCredentialsProvider?: GithubCredentialsProvider;
  loadModule: ModuleLoader;
}

/** How a request is opened on one host. */
export type RequestOpener =
  | {
      kind: 'github' | 'gitlab' | 'bitbucket';
      repoUrl: string;
      action: TemplateAction;
    }
  | { kind: 'link' };

const MODULE = '@backstage/plugin-scaffolder-backend-module-';
const ACTIONS: Readonly<
  Record<
    string,
    {
      kind: 'github' | 'gitlab' | 'bitbucket';
      module: PullRequestModule;
      member: string;
    }
  >
> = {
  github: {
    kind: 'github',
    module: `${MODULE}github`,
    member: 'createPublishGithubPullRequestAction',
  },
  gitlab: {
    kind: 'gitlab',
    module: `${MODULE}gitlab`,
    member: 'createPublishGitlabMergeRequestAction',
  },
  bitbucketCloud: {
    kind: 'bitbucket',
    module: `${MODULE}bitbucket-cloud`,
    member: 'createPublishBitbucketCloudPullRequestAction',
  },
  bitbucketServer: {
    kind: 'bitbucket',
    module: `${MODULE}bitbucket-server`,
    member: 'createPublishBitbucketServerPullRequestAction',
  },
};

/** The scaffolder's own action for the host; a link to a page where it has none. */
export async function openerFor(
  { repository, repositories }: PublishJob,
  options: RequestOptions,
): Promise<RequestOpener> {
  const { integration } = repository;
  const found = integration && ACTIONS[integration];
  if (!found) {
    return { kind: 'link' };
  }
  const factory = await loadActionFactory(
    options.loadModule,
    found.module,
    found.member,
  );
  const action = factory({
    integrations: options.integrations,
    config: options.config,
    githubCredentialsProvider: options.githubCredentialsProvider,
    requireScmUserCredentials: repositories.config.requireUserCredentials,
  });
  if (!isAction(action)) {
    throw new InputError(
      `pullRequest: the installed ${found.module} makes no action that this one understands; update it to the version that belongs to this Backstage`,
    );
  }
  return {
    kind: found.kind,
    repoUrl: pickerUrl(repository, options.integrations),
    action,
  };
}

/**
 * Runs an action of the scaffolder with a workspace of its own.
 *
 * @returns its outputs
 */
export async function runAction(
  action: TemplateAction,
  ctx: PublishContext,
  workspacePath: string,
  input: Record<string, JsonValue | undefined>,
): Promise<Record<string, JsonValue>> {
  const outputs: Record<string, JsonValue> = {};
  const given: JsonObject = input;
  await action.handler({
    ...ctx,
    workspacePath,
    // Inputs that are absent must not be there as undefined.
    input: Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ),
    output: (name: string, value: JsonValue | undefined) => {
      if (value !== undefined) {
        outputs[name] = value;
      }
    },
  });
  return outputs;
}

function isAction(value: unknown): value is TemplateAction {
  return (
    typeof value === 'object' &&
    value !== null &&
    'handler' in value &&
    typeof value.handler === 'function'
  );
}

/** The address as the scaffolder's own actions want it. */
function pickerUrl(
  { host, segments, integration }: PublishJob['repository'],
  integrations: ScmIntegrationRegistry,
): string {
  const names = [...segments];
  const repo = names.pop() ?? '';
  switch (integration) {
    case 'gitlab': {
      const config = integrations.gitlab.byHost(host)?.config;
      const prefix = config ? getGitLabIntegrationRelativePath(config) : '';
      const owner = names
        .join('/')
        .slice(prefix.replace(/^\/|\/$/g, '').length)
        .replace(/^\//, '');
      return `${host}?${new URLSearchParams({ owner, repo })}`;
    }
    case 'bitbucketCloud': {
      // The project is asked for, and used for new repositories only.
      const workspace = names.join('/');
      return `${host}?${new URLSearchParams({
        workspace,
        project: workspace,
        repo,
      })}`;
    }
    case 'bitbucketServer':
      return `${host}?${new URLSearchParams({
        project: names.at(-1) ?? '',
        repo,
      })}`;
    default:
      return `${host}?${new URLSearchParams({ owner: names.join('/'), repo })}`;
  }
}
