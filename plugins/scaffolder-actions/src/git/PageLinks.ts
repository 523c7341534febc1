import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  commitUrl,
  type GitHost,
  type GitLinkTemplates,
  repositoryUrl,
} from 'backstage-plugin-anthos-fleet-common';
import type { KnownRepository } from './RepositoryAddresses';

type Kind = GitHost | 'gitea' | 'gerrit';

/** Addresses of pages of a repository, as a person or the catalog opens them. */
export class PageLinks {
  readonly #repository: KnownRepository;
  readonly #kind: Kind;
  readonly #templates: GitLinkTemplates & { raw?: string };

  constructor(
    repository: KnownRepository,
    integrations: ScmIntegrationRegistry,
  ) {
    const { integration, configured, host, segments } = repository;
    this.#repository = repository;
    this.#kind = configured?.type ?? integration ?? 'plain';
    const path = segments.map(encodeURIComponent).join('/');
    const base = repository.url.replace(/\.git$/, '');
    if (this.#kind === 'gitea') {
      this.#templates = {
        repository: base,
        commit: `${base}/commit/{commit}`,
        file: `${base}/src/branch/{branch}/{path}`,
      };
    } else if (this.#kind === 'gerrit') {
      const config = integrations.gerrit.byHost(host)?.config;
      const gitiles = `${config?.gitilesBaseUrl.replace(
        /\/+$/,
        '',
      )}/${path.replace(/^a\//, '')}`;
      this.#templates = {
        repository: gitiles,
        commit: `${gitiles}/+/{commit}`,
        file: `${gitiles}/+/refs/heads/{branch}/{path}`,
      };
    } else {
      this.#templates = configured?.templates ?? {};
    }
  }

  /** Page of the repository; the address for cloning where it has none. */
  repository(): string {
    return repositoryUrl(this.#onHost()) ?? this.#repository.url;
  }

  /** Page of a commit; undefined where the host has no known ones. */
  commit(commit: string): string | undefined {
    return commitUrl({ ...this.#onHost(), commit });
  }

  /**
   * Where a file, or a folder, of a branch is read, as `catalog:register` takes it.
   *
   * @param path - '' for the root of the repository
   */
  contents(branch: string, path: string): string | undefined {
    const at = encodeURI(path).replace(/[?#]/g, encodeURIComponent);
    const below = at && `/${at}`;
    const ref = branch.split('/').map(encodeURIComponent).join('/');
    const page = this.repository();
    switch (this.#kind) {
      case 'github':
        return `${page}/blob/${ref}${below}`;
      case 'gitlab':
        return `${page}/-/blob/${ref}${below}`;
      case 'bitbucketCloud':
        return `${page}/src/${ref}${below}`;
      case 'bitbucketServer':
        return `${page}${below}?at=${encodeURIComponent(
          `refs/heads/${branch}`,
        )}`;
      case 'azure':
        return `${page}?path=/${at}&version=GB${encodeURIComponent(branch)}`;
      case 'cloudSource':
        return `${page}/+/${ref}:${at}`;
      default:
        return this.#fill(ref, at);
    }
  }

  /** Page on which a person opens a request to merge a branch; undefined where none is known. */
  newRequest(source: string, target: string): string | undefined {
    const page = this.repository();
    const [from, to] = [source, target].map(encodeURIComponent);
    switch (this.#kind) {
      case 'github':
        return `${page}/compare/${to}...${from}?expand=1`;
      case 'gitlab':
        return `${page}/-/merge_requests/new?merge_request%5Bsource_branch%5D=${from}&merge_request%5Btarget_branch%5D=${to}`;
      case 'gitea':
        return `${page}/compare/${to}...${from}`;
      case 'bitbucketCloud':
        return `${page}/pull-requests/new?source=${from}&dest=${to}`;
      case 'bitbucketServer':
        return `${page.replace(
          /\/browse$/,
          '',
        )}/compare/commits?sourceBranch=${from}&targetBranch=${to}`;
      case 'azure':
        return `${page}/pullrequestcreate?sourceRef=${from}&targetRef=${to}`;
      default:
        return undefined;
    }
  }

  /** List of the requests of a branch that are open; undefined where none is known. */
  requestsOf(source: string, target: string): string | undefined {
    return this.#kind === 'gitlab'
      ? `${this.repository()}/-/merge_requests?state=opened&source_branch=${encodeURIComponent(
          source,
        )}`
      : this.newRequest(source, target);
  }

  #onHost() {
    const known = this.#kind !== 'gitea' && this.#kind !== 'gerrit';
    return {
      host: known ? (this.#kind as GitHost) : ('plain' as const),
      repository: this.#repository.url,
      templates: this.#templates,
    };
  }

  #fill(branch: string, path: string): string | undefined {
    const { host, segments } = this.#repository;
    const template = this.#templates.raw ?? this.#templates.file;
    const values: Record<string, string> = {
      host,
      repository: segments.map(encodeURIComponent).join('/'),
      branch,
      // A page of a file at a commit shows a branch as well.
      commit: branch,
      path,
    };
    return template
      ?.replace(/\{([a-z]{1,20})\}/g, (_, name: string) => values[name] ?? '')
      .replace(/\/+$/, '');
  }
}
