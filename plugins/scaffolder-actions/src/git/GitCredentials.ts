import { InputError } from '@backstage/errors';
import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  getBitbucketCloudOAuthToken,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { hasUnseen } from './fields';
import type { KnownRepository } from './RepositoryAddresses';

/** How to sign in to one repository. */
export interface GitAuthorization {
  /** Value of the header; undefined signs in as nobody. */
  header?: string;
  /** What must never be shown, in every form in which it is sent. */
  secrets: string[];
  /** For messages: whose rights these are. */
  whose: string;
}

/** User names that hosts expect beside a token in place of a password. */
const TOKEN_USERS: Readonly<Record<string, string>> = {
  github: 'x-access-token',
  gitlab: 'oauth2',
  bitbucketCloud: 'x-token-auth',
  bitbucketServer: 'x-token-auth',
};

const NOBODY: GitAuthorization = {
  secrets: [],
  whose: 'nobody in particular (the portal has no credentials for this host)',
};

/** Finds out how the portal, or the user, signs in to a repository. */
export class GitCredentials {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #github: GithubCredentialsProvider;
  readonly #azure: DefaultAzureDevOpsCredentialsProvider;
  readonly #requireUser: boolean;

  constructor(options: {
    integrations: ScmIntegrationRegistry;
    githubCredentialsProvider?: GithubCredentialsProvider;
    requireUserCredentials?: boolean;
  }) {
    const { integrations } = options;
    this.#integrations = integrations;
    this.#github =
      options.githubCredentialsProvider ??
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    this.#azure =
      DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations);
    this.#requireUser = options.requireUserCredentials ?? false;
  }

  /**
   * @param token - of the user, which goes before what the portal has
   */
  async for(
    repository: KnownRepository,
    token?: string,
  ): Promise<GitAuthorization> {
    if (token !== undefined) {
      if (!token || token.length > 4_096 || hasUnseen(token)) {
        throw new InputError(
          'token: this is not a token; hand over the one of requestUserCredentials, as in ${{ secrets.USER_OAUTH_TOKEN }}, or leave the input out',
        );
      }
      const kind = repository.integration ?? repository.configured?.type;
      return kind === 'azure'
        ? bearer(token, 'your token')
        : basic((kind && TOKEN_USERS[kind]) ?? 'token', token, 'your token');
    }
    if (this.#requireUser) {
      throw new InputError(
        'token: this portal lets users publish by their own token only (scaffolder.requireScmUserCredentials); let the form ask for it with requestUserCredentials, and hand it over as in ${{ secrets.USER_OAUTH_TOKEN }}',
      );
    }
    return (await this.#ofPortal(repository)) ?? NOBODY;
  }

  async #ofPortal(
    repository: KnownRepository,
  ): Promise<GitAuthorization | undefined> {
    const { configured, integration, host, url } = repository;
    if (configured?.password) {
      return basic(
        configured.username ?? 'token',
        configured.password,
        "the portal's account of anthosFleet.git.hosts",
      );
    }
    const whose = `the portal's account of integrations.${integration}`;
    switch (integration) {
      case 'github': {
        const { token } = await this.#github.getCredentials({ url });
        return token ? basic(TOKEN_USERS.github, token, whose) : undefined;
      }
      case 'azure': {
        const found = await this.#azure.getCredentials({ url });
        if (!found) {
          return undefined;
        }
        return found.type === 'bearer'
          ? bearer(found.token, whose)
          : basic('pat', found.token, whose);
      }
      case 'gitlab': {
        const token = this.#integrations.gitlab.byHost(host)?.config.token;
        return token ? basic(TOKEN_USERS.gitlab, token, whose) : undefined;
      }
      case 'bitbucketCloud':
        return this.#bitbucketCloud(host, whose);
      case 'bitbucketServer': {
        const config = this.#integrations.bitbucketServer.byHost(host)?.config;
        if (config?.token) {
          return bearer(config.token, whose);
        }
        return account(config?.username, config?.password, whose);
      }
      case 'gitea':
      case 'gerrit': {
        const config = this.#integrations[integration].byHost(host)?.config;
        return account(config?.username, config?.password, whose);
      }
      default:
        return undefined;
    }
  }

  async #bitbucketCloud(
    host: string,
    whose: string,
  ): Promise<GitAuthorization | undefined> {
    const config = this.#integrations.bitbucketCloud.byHost(host)?.config;
    if (config?.clientId && config.clientSecret) {
      const token = await getBitbucketCloudOAuthToken(
        config.clientId,
        config.clientSecret,
      );
      return basic(TOKEN_USERS.bitbucketCloud, token, whose);
    }
    if (config?.token) {
      return basic('x-bitbucket-api-token-auth', config.token, whose);
    }
    return account(config?.username, config?.appPassword, whose);
  }
}

function account(
  username: string | undefined,
  password: string | undefined,
  whose: string,
): GitAuthorization | undefined {
  return password ? basic(username ?? 'token', password, whose) : undefined;
}

function basic(
  username: string,
  password: string,
  whose: string,
): GitAuthorization {
  const encoded = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    header: `Basic ${encoded}`,
    secrets: [password, encodeURIComponent(password), encoded],
    whose,
  };
}

function bearer(token: string, whose: string): GitAuthorization {
  return { header: `Bearer ${token}`, secrets: [token], whose };
}
