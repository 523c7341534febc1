import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '@backstage/config';
import type {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { checkAllowed } from './allowList';
import { GitCredentials } from './GitCredentials';
import { PageLinks } from './PageLinks';
import { problemOf } from './problems';
import { RemoteRepository } from './RemoteRepository';
import {
  type RepositoriesConfig,
  readRepositoriesConfig,
} from './repositoriesConfig';
import {
  type KnownRepository,
  RepositoryAddresses,
} from './RepositoryAddresses';

/** The repositories of the hosts that the portal knows. */
export class GitRepositories {
  readonly config: RepositoriesConfig;
  readonly addresses: RepositoryAddresses;
  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GitCredentials;

  constructor(options: {
    config: Config;
    integrations: ScmIntegrationRegistry;
    githubCredentialsProvider?: GithubCredentialsProvider;
  }) {
    this.config = readRepositoriesConfig(options.config);
    this.#integrations = options.integrations;
    this.addresses = new RepositoryAddresses(
      options.integrations,
      this.config.hosts,
    );
    this.#credentials = new GitCredentials({
      ...options,
      requireUserCredentials: this.config.requireUserCredentials,
    });
  }

  /** Throws unless `anthosFleet.selfService.repositories.allow` has the branch. */
  checkAllowed({ url }: KnownRepository, branch?: string, field = 'branch') {
    checkAllowed(this.config.allow, { url, branch, field });
  }

  links(repository: KnownRepository): PageLinks {
    return new PageLinks(repository, this.#integrations);
  }

  /** Runs something with a repository, and removes every trace of it from the disk. */
  async use<T>(
    repository: KnownRepository,
    options: { token?: string; signal?: AbortSignal },
    action: (remote: RemoteRepository) => Promise<T>,
  ): Promise<T> {
    const authorization = await this.#credentials.for(
      repository,
      options.token,
    );
    const gitdir = await mkdtemp(join(tmpdir(), 'anthos-fleet-git-'));
    try {
      return await action(
        await RemoteRepository.open({
          url: repository.url,
          gitdir,
          authorization,
          limits: this.config,
          signal: options.signal,
        }),
      );
    } catch (error) {
      // The library's errors may hold what the host sent.
      throw error instanceof Error && 'isIsomorphicGitError' in error
        ? problemOf(error, {
            url: repository.url,
            secrets: authorization.secrets,
          })
        : error;
    } finally {
      await rm(gitdir, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}
