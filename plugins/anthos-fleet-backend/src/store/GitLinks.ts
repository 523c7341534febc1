import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  commitUrl,
  compareUrl,
  knownGitHost,
  repositoryUrl,
  sourceFileUrl,
  type GitHost,
  type GitLinkTemplates,
  type SyncLinks,
} from 'backstage-plugin-anthos-fleet-common';
import { repositoryPage } from './commits/repository';

/**
 * A Git host that the portal's integrations do not know, from `anthosFleet.git.hosts`. Either its
 * pages are like those of a known product, or the templates say where they are.
 */
export interface GitHostSettings {
  /** As in `git.example.com` or `git.example.com:8443`. */
  host: string;
  /** Product whose pages it has; `plain`, the default, has those of the templates. */
  type?: GitHost | 'gitea';
  /** For `plain`; `{host}`, `{repository}`, `{commit}`, `{path}`, `{from}` and `{to}` are filled in. */
  templates?: GitLinkTemplates;
}

interface Pages {
  host: GitHost;
  templates?: GitLinkTemplates;
}

const GITEA: Pages = {
  host: 'plain',
  templates: {
    repository: 'https://{host}/{repository}',
    file: 'https://{host}/{repository}/src/commit/{commit}/{path}',
    commit: 'https://{host}/{repository}/commit/{commit}',
    compare: 'https://{host}/{repository}/compare/{from}...{to}',
  },
};

const BY_INTEGRATION: Record<string, Pages> = {
  github: { host: 'github' },
  gitlab: { host: 'gitlab' },
  bitbucketCloud: { host: 'bitbucketCloud' },
  bitbucketServer: { host: 'bitbucketServer' },
  azure: { host: 'azure' },
  gitea: GITEA,
};

const MAX_REMEMBERED = 1_000;

/** Addresses of pages on Git hosts, for repositories in any form that Git takes. */
export class GitLinks {
  readonly #hosts: Map<string, Pages>;
  readonly #integrations: ScmIntegrationRegistry | undefined;
  // A page of syncs names the same few repositories again and again.
  readonly #known = new Map<string, Pages>();

  constructor(
    options: {
      hosts?: GitHostSettings[];
      /** The portal's own list of Git hosts. */
      integrations?: ScmIntegrationRegistry;
    } = {},
  ) {
    this.#integrations = options.integrations;
    this.#hosts = new Map(
      (options.hosts ?? []).map(({ host, type = 'plain', templates }) => [
        host.toLowerCase(),
        type === 'gitea' ? GITEA : { host: type, templates },
      ]),
    );
  }

  /** Page of a file as it was at a commit. */
  file(
    repository: string | undefined,
    commit: string | undefined,
    path: string | undefined,
  ): string | undefined {
    if (!repository || !commit || !path) {
      return undefined;
    }
    const pages = this.#pages(repository);
    return sourceFileUrl({ ...pages, repository, commit, path });
  }

  /** Pages of a package sync; undefined when the host is not known. */
  ofSync(sync: {
    repository?: string;
    commit?: string;
    sourceCommit?: string;
  }): SyncLinks | undefined {
    const { repository, commit, sourceCommit } = sync;
    if (!repository) {
      return undefined;
    }
    const at = { ...this.#pages(repository), repository };
    const links: SyncLinks = {};
    const set = (key: keyof SyncLinks, url: string | undefined) => {
      if (url) {
        links[key] = url;
      }
    };
    set('repository', repositoryUrl(at));
    set('commit', commit && commitUrl({ ...at, commit }));
    set(
      'sourceCommit',
      sourceCommit && commitUrl({ ...at, commit: sourceCommit }),
    );
    set(
      'compare',
      commit &&
        sourceCommit &&
        compareUrl({ ...at, from: commit, to: sourceCommit }),
    );
    return Object.keys(links).length > 0 ? links : undefined;
  }

  #pages(repository: string): Pages {
    const known = this.#known.get(repository);
    if (known) {
      return known;
    }
    const pages = this.#find(repository);
    if (this.#known.size >= MAX_REMEMBERED) {
      this.#known.clear();
    }
    this.#known.set(repository, pages);
    return pages;
  }

  #find(repository: string): Pages {
    const page = repositoryPage(repository);
    if (!page) {
      return { host: 'plain' };
    }
    const { host } = new URL(page);
    const configured = this.#hosts.get(host);
    if (configured) {
      return configured;
    }
    const type = this.#integrations?.byUrl(page)?.type;
    return (type && BY_INTEGRATION[type]) || { host: knownGitHost(repository) };
  }
}
