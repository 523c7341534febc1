import { InputError } from '@backstage/errors';
import {
  checkBranch,
  checkLine,
  checkText,
  type KnownRepository,
} from '../../git';
import type { ConfigRepoPublishInput } from './schema';

/** Loads a module of the scaffolder that may not be installed. */
export type ModuleLoader = (name: PullRequestModule) => Promise<unknown>;

/** Modules of the scaffolder that open requests. */
export type PullRequestModule =
  | '@backstage/plugin-scaffolder-backend-module-github'
  | '@backstage/plugin-scaffolder-backend-module-gitlab'
  | '@backstage/plugin-scaffolder-backend-module-bitbucket-cloud'
  | '@backstage/plugin-scaffolder-backend-module-bitbucket-server';

/** The module of the package as it is installed. */
export const loadModule: ModuleLoader = name => import(name);

/**
 * Loads a module, or says how to get it.
 *
 * @param member - the function that makes the action
 */
export async function loadActionFactory(
  load: ModuleLoader,
  name: PullRequestModule,
  member: string,
): Promise<(options: object) => unknown> {
  let loaded: unknown;
  try {
    loaded = await load(name);
  } catch (error) {
    throw new InputError(
      `pullRequest: opening a request on this host needs the package ${name}, which cannot be loaded; add it to the back end with 'yarn --cwd packages/backend add ${name}', or leave out pullRequest to commit to the branch`,
      error,
    );
  }
  const factory =
    memberOf(loaded, member) ?? memberOf(memberOf(loaded, 'default'), member);
  if (typeof factory !== 'function') {
    throw new InputError(
      `pullRequest: the installed ${name} has no ${member}; update it to the version that belongs to this Backstage`,
    );
  }
  return options => factory(options);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, name)
    : undefined;
}

const MAX_NAMES = 20;

/** The request as the step describes it, found sound. */
export function readPullRequest(
  input: NonNullable<ConfigRepoPublishInput['pullRequest']>,
  repository: KnownRepository,
) {
  const names = (list: string[] | undefined, field: string) => {
    if (list && list.length > MAX_NAMES) {
      throw new InputError(`pullRequest.${field}: give at most ${MAX_NAMES}`);
    }
    return list?.map(name => checkLine(name, `pullRequest.${field}`, 100));
  };
  if (repository.integration === 'gerrit') {
    throw new InputError(
      'pullRequest: Gerrit has reviews of its own in place of requests; leave out pullRequest, and publish to a branch',
    );
  }
  return {
    title: checkLine(input.title, 'pullRequest.title'),
    description:
      input.description &&
      checkText(input.description, 'pullRequest.description'),
    sourceBranch:
      input.sourceBranch === undefined
        ? undefined
        : checkBranch(input.sourceBranch, 'pullRequest.sourceBranch'),
    draft: input.draft,
    reviewers: names(input.reviewers, 'reviewers'),
    teamReviewers: names(input.teamReviewers, 'teamReviewers'),
    labels: names(input.labels, 'labels'),
  };
}

/** The request of a step. */
export type PullRequest = ReturnType<typeof readPullRequest>;
