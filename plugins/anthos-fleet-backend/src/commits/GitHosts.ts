import type { Config } from '@backstage/config';
import {
  DefaultGithubCredentialsProvider,
  getGiteaRequestOptions,
  getGitLabRequestOptions,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { GitHost, RepositoryPath } from './GitApi';
import { gitea } from './hosts/gitea';
import { github } from './hosts/github';
import { gitlab } from './hosts/gitlab';

/** Hosts that an entry of `integrations` without one means. */
const DEFAULT_HOSTS = {
  github: 'github.com',
  gitlab: 'gitlab.com',
  gitea: undefined,
} as const;

/**
 * The Git hosts that can be asked: those that the configuration names in `integrations`, with the
 * portal's credentials. The address of a repository chooses among them and nothing else, so that
 * nobody who can write a sync can send the portal, or its tokens, anywhere.
 */
export class GitHosts {
  readonly #hosts: ReadonlyMap<string, GitHost>;

  constructor(config: Config, integrations: ScmIntegrationRegistry) {
    const named = namedHosts(config);
    const hosts = [
      ...githubHosts(integrations),
      ...gitlabHosts(integrations),
      ...giteaHosts(integrations),
    ];
    this.#hosts = new Map(
      hosts
        .filter(
          ({ host, apiBaseUrl }) => named.has(host) && isOfTheWeb(apiBaseUrl),
        )
        .map(host => [host.host.toLowerCase(), host]),
    );
  }

  /** @param page - address of a repository as people open it */
  find(page: string): GitHost | undefined {
    return this.#hosts.get(new URL(page).host);
  }
}

// The registry has some hosts that nobody named, which a closed network does not let out to.
function namedHosts(config: Config): Set<string> {
  const types = Object.keys(DEFAULT_HOSTS) as (keyof typeof DEFAULT_HOSTS)[];
  return new Set(
    types.flatMap(type =>
      (config.getOptionalConfigArray(`integrations.${type}`) ?? []).flatMap(
        entry => entry.getOptionalString('host') ?? DEFAULT_HOSTS[type] ?? [],
      ),
    ),
  );
}

function githubHosts(integrations: ScmIntegrationRegistry): GitHost[] {
  const credentials =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  return integrations.github.list().flatMap(({ config }) =>
    config.apiBaseUrl
      ? {
          host: config.host,
          api: github,
          apiBaseUrl: config.apiBaseUrl,
          headers: async page => ({
            accept: 'application/vnd.github+json',
            ...(await credentials.getCredentials({ url: page })).headers,
          }),
          pathOf: page => pathBelow('', page),
        }
      : [],
  );
}

function gitlabHosts(integrations: ScmIntegrationRegistry): GitHost[] {
  return integrations.gitlab.list().map(({ config }) => ({
    host: config.host,
    api: gitlab,
    apiBaseUrl: config.apiBaseUrl,
    headers: async () => getGitLabRequestOptions(config).headers,
    pathOf: page => pathBelow(config.baseUrl, page),
  }));
}

function giteaHosts(integrations: ScmIntegrationRegistry): GitHost[] {
  return integrations.gitea.list().map(({ config }) => {
    const { host, baseUrl = `https://${host}` } = config;
    return {
      host,
      api: gitea,
      apiBaseUrl: `${baseUrl}/api/v1`,
      headers: async () => getGiteaRequestOptions(config).headers ?? {},
      pathOf: page => pathBelow(baseUrl, page),
    };
  });
}

/** The names of a repository, without those that the host has before all of them. */
function pathBelow(base: string, page: string): RepositoryPath | undefined {
  const names = (url: string) =>
    new URL(url).pathname.split('/').filter(Boolean).map(decodeURIComponent);
  const before = base ? names(base) : [];
  const all = names(page);
  const path = all.slice(before.length);
  return before.every((name, at) => all[at] === name) && path.every(isName)
    ? path
    : undefined;
}

/** A name that, encoded, stays one segment of a path. */
function isName(name: string): boolean {
  return !/^\.{1,2}$/.test(name) && !name.includes('/');
}

function isOfTheWeb(url: string): boolean {
  return (
    URL.canParse(url) && ['https:', 'http:'].includes(new URL(url).protocol)
  );
}
