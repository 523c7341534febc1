import {
  encodePath,
  encodeSegments,
  parseRepository,
  type RepositoryAddress,
} from './address';

/**
 * Kind of a Git host: decides what its links look like. `github`, `gitlab`, `bitbucketServer` and
 * `azure` may be self-hosted; `plain` is a host without known pages.
 *
 * @public
 */
export type GitHost =
  | 'github'
  | 'gitlab'
  | 'bitbucketCloud'
  | 'bitbucketServer'
  | 'azure'
  | 'cloudSource'
  | 'plain';

/**
 * Templates of the links of a plain Git host. `{repository}`, `{commit}`, `{path}`, `{from}` and
 * `{to}` are filled in, encoded.
 *
 * @public
 */
export interface GitLinkTemplates {
  repository?: string;
  file?: string;
  commit?: string;
  compare?: string;
}

/**
 * A repository on a Git host.
 *
 * @public
 */
export interface RepositoryOnHost {
  host: GitHost;
  /** Address in any form that Git takes; credentials in it are never repeated. */
  repository: string;
  /** For hosts of kind `plain` only. */
  templates?: GitLinkTemplates;
}

/**
 * Address of the page of a repository.
 *
 * @public
 */
export function repositoryUrl(request: RepositoryOnHost): string | undefined {
  return link(request, { templates: 'repository' }, pages => pages.repository);
}

/**
 * Address of the page that shows a file as it was at a commit.
 *
 * @returns undefined where the host has no such pages, or the commit or the path is not sound
 * @public
 */
export function sourceFileUrl(
  request: RepositoryOnHost & { commit: string; path: string },
): string | undefined {
  const path = encodePath(request.path);
  const { commit } = request;
  if (!path || !isCommit(commit)) {
    return undefined;
  }
  return link(request, { templates: 'file', commit, path }, pages =>
    pages.file(commit, path),
  );
}

/**
 * Address of the page of a commit.
 *
 * @public
 */
export function commitUrl(
  request: RepositoryOnHost & { commit: string },
): string | undefined {
  const { commit } = request;
  if (!isCommit(commit)) {
    return undefined;
  }
  return link(request, { templates: 'commit', commit }, pages =>
    pages.commit(commit),
  );
}

/**
 * Address of the page that shows what changed from one commit to another.
 *
 * @returns undefined where the host has no such page
 * @public
 */
export function compareUrl(
  request: RepositoryOnHost & { from: string; to: string },
): string | undefined {
  const { from, to } = request;
  if (!isCommit(from) || !isCommit(to) || from === to) {
    return undefined;
  }
  return link(request, { templates: 'compare', from, to }, pages =>
    pages.compare?.(from, to),
  );
}

function isCommit(commit: string): boolean {
  return /^[0-9a-f]{7,64}$/i.test(commit);
}

interface Pages {
  repository: string;
  file(commit: string, path: string): string;
  commit(commit: string): string;
  compare?(from: string, to: string): string;
}

const PAGES: Record<
  Exclude<GitHost, 'plain'>,
  (address: RepositoryAddress) => Pages | undefined
> = {
  github: address => {
    const base = pageOf(address);
    return {
      repository: base,
      file: (commit, path) => `${base}/blob/${commit}/${path}`,
      commit: commit => `${base}/commit/${commit}`,
      compare: (from, to) => `${base}/compare/${from}...${to}`,
    };
  },
  gitlab: address => {
    const base = pageOf(address);
    return {
      repository: base,
      file: (commit, path) => `${base}/-/blob/${commit}/${path}`,
      commit: commit => `${base}/-/commit/${commit}`,
      compare: (from, to) => `${base}/-/compare/${from}...${to}`,
    };
  },
  bitbucketCloud: address => {
    const base = pageOf(address);
    return {
      repository: base,
      file: (commit, path) => `${base}/src/${commit}/${path}`,
      commit: commit => `${base}/commits/${commit}`,
      // The newer commit comes first.
      compare: (from, to) => `${base}/branches/compare/${to}%0D${from}`,
    };
  },
  bitbucketServer: bitbucketServerPages,
  azure: azurePages,
  cloudSource: cloudSourcePages,
};

function link(
  { host, repository, templates }: RepositoryOnHost,
  values: { templates: keyof GitLinkTemplates } & Record<string, string>,
  choose: (pages: Pages) => string | undefined,
): string | undefined {
  const address = parseRepository(repository);
  if (!address) {
    return undefined;
  }
  if (host === 'plain') {
    return fillTemplate(templates?.[values.templates], address, values);
  }
  const pages = PAGES[host]?.(address);
  return pages && choose(pages);
}

function fillTemplate(
  template: string | undefined,
  { host, segments }: RepositoryAddress,
  values: Record<string, string>,
): string | undefined {
  const all: Record<string, string> = {
    ...values,
    host,
    repository: encodeSegments(segments),
  };
  const url = template?.replace(
    /\{([a-z]{1,20})\}/g,
    (_, name: string) => all[name] ?? '',
  );
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}

function pageOf({ scheme, host, segments }: RepositoryAddress): string {
  return `${scheme}://${host}/${encodeSegments(segments)}`;
}

function bitbucketServerPages(address: RepositoryAddress): Pages | undefined {
  const path = bitbucketServerPath(address.segments);
  if (!path) {
    return undefined;
  }
  const base = `${address.scheme}://${address.host}/${encodeSegments(path)}`;
  return {
    repository: `${base}/browse`,
    file: (commit, file) => `${base}/browse/${file}?at=${commit}`,
    commit: commit => `${base}/commits/${commit}`,
    compare: (from, to) =>
      `${base}/compare/diff?sourceBranch=${to}&targetBranch=${from}`,
  };
}

// Cloned from /scm/PROJECT/repo over HTTPS and from /PROJECT/repo over SSH; shown at
// /projects/PROJECT/repos/repo, or at /users/NAME/repos/repo for `~name`. All but the one over SSH
// may be below a path of the host's own.
function bitbucketServerPath(segments: string[]): string[] | undefined {
  if (segments.length < 2) {
    return undefined;
  }
  const [project, repo] = segments.slice(-2);
  if (project === 'repos') {
    return segments;
  }
  const owner = project.startsWith('~')
    ? ['users', project.slice(1)]
    : ['projects', project];
  const context = segments.slice(0, Math.max(segments.lastIndexOf('scm'), 0));
  return [...context, ...owner, 'repos', repo];
}

function azurePages(address: RepositoryAddress): Pages | undefined {
  const base = azureRepository(address);
  if (!base) {
    return undefined;
  }
  return {
    repository: base,
    file: (commit, path) => `${base}?path=/${path}&version=GC${commit}`,
    commit: commit => `${base}/commit/${commit}`,
    compare: (from, to) =>
      `${base}/branchCompare?baseVersion=GC${from}&targetVersion=GC${to}`,
  };
}

// Over SSH: ssh.dev.azure.com/v3/ORG/PROJECT/REPO, or vs-ssh.visualstudio.com/v3/….
function azureRepository({
  scheme,
  host,
  segments,
}: RepositoryAddress): string | undefined {
  if (segments[0] === 'v3' && segments.length === 4) {
    const [organization, project, repo] = segments.slice(1);
    return `https://${host}/${encodeSegments([
      organization,
      project,
      '_git',
      repo,
    ])}`;
  }
  return segments.includes('_git')
    ? `${scheme}://${host}/${encodeSegments(segments)}`
    : undefined;
}

// Cloned from source.developers.google.com/p/PROJECT/r/REPO, where a repository's name may have
// slashes; shown at source.cloud.google.com/PROJECT/REPO, their slashes encoded.
function cloudSourcePages({ segments }: RepositoryAddress): Pages | undefined {
  const [p, project, r, ...repo] = segments;
  if (p !== 'p' || r !== 'r' || !repo.length) {
    return undefined;
  }
  const base = `https://source.cloud.google.com/${encodeSegments([
    project,
    repo.join('/'),
  ])}`;
  return {
    repository: base,
    file: (commit, path) => `${base}/+/${commit}:${path}`,
    commit: commit => `${base}/+/${commit}`,
  };
}
