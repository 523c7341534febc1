import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { hasUnseen, shown } from './fields';
import type { ConfiguredHost } from './repositoriesConfig';

/** Kinds of integrations whose hosts take Git over HTTPS. */
export const GIT_INTEGRATIONS = [
  'github',
  'gitlab',
  'bitbucketCloud',
  'bitbucketServer',
  'azure',
  'gitea',
  'gerrit',
] as const;

/** One of {@link GIT_INTEGRATIONS}. */
export type GitIntegration = (typeof GIT_INTEGRATIONS)[number];

/** A repository on a host that the portal knows. */
export interface KnownRepository {
  /** Address for Git, without credentials. */
  url: string;
  /** In lower case, with the port if it is not the usual one. */
  host: string;
  /** The names in its address, without `.git`. */
  segments: string[];
  /** What `integrations` says of the host; undefined when it is from `anthosFleet.git.hosts`. */
  integration?: GitIntegration;
  /** What `anthosFleet.git.hosts` says of the host. */
  configured?: ConfiguredHost;
}

const MAX_LENGTH = 1_024;
const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
const EXAMPLE = "write it as in 'https://github.com/acme/fleet-config'";

/**
 * Reads addresses of repositories, and takes those of known hosts only: whoever fills in a form
 * must not be able to send the portal, or its tokens, anywhere else.
 */
export class RepositoryAddresses {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #hosts: ReadonlyMap<string, ConfiguredHost>;

  constructor(
    integrations: ScmIntegrationRegistry,
    hosts: readonly ConfiguredHost[],
  ) {
    this.#integrations = integrations;
    this.#hosts = new Map(hosts.map(host => [host.host, host]));
  }

  /**
   * @param text - `https://HOST/PATH`, or `HOST?owner=…&repo=…` as the repository picker gives it
   * @param field - name of the input, for errors
   */
  parse(text: string, field = 'repoUrl'): KnownRepository {
    const given = text.trim();
    if (!given || given.length > MAX_LENGTH || hasUnseen(given)) {
      throw new InputError(
        `${field}: the address is empty, too long, or has a character that cannot be seen; ${EXAMPLE}`,
      );
    }
    return this.#parseUrl(
      given.includes('://') ? given : this.#fromPicker(given, field),
      field,
    );
  }

  #parseUrl(text: string, field: string): KnownRepository {
    const refuse = (why: string): never => {
      // Without the address: it may hold a password.
      throw new InputError(`${field}: ${why}; ${EXAMPLE}`);
    };
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url) {
      return refuse('the address cannot be read');
    }
    if (url.username || url.password || /^[a-z]+:\/\/[^/]*@/i.test(text)) {
      refuse(
        'the address has a user name or a password in it, which would be stored with the task; leave them out, the portal signs in by its own integrations',
      );
    }
    const known = this.#find(url);
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      refuse(`only https is taken, not ${shown(url.protocol.slice(0, 20))}`);
    }
    if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) {
      refuse('http is taken for repositories on this machine only; use https');
    }
    if (url.search || url.hash || /[?#]/.test(text)) {
      refuse('the address has a query or a fragment; end it with the name');
    }
    // The parser mends much: hosts in other alphabets or as numbers, paths that lead upwards.
    const mended = `${url.protocol}//${url.host}${url.pathname}`;
    const plain = text.replace(/^[^/]*\/\/[^/]*/, found => found.toLowerCase());
    if (plain !== mended && `${plain}/` !== mended) {
      refuse('the address is not written plainly');
    }
    if (!known) {
      throw new InputError(
        `${field}: the host ${shown(
          url.host,
        )} is not known here; add it to 'integrations' or to 'anthosFleet.git.hosts' in app-config.yaml`,
      );
    }
    const segments = segmentsOf(url.pathname);
    if (!segments) {
      return refuse('the path of the address is not the one of a repository');
    }
    return {
      url: `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`,
      host: url.host,
      segments,
      ...known,
    };
  }

  #find(
    url: URL,
  ): Pick<KnownRepository, 'integration' | 'configured'> | undefined {
    const configured = this.#hosts.get(url.host);
    const type = this.#integrations.byHost(url.host)?.type;
    const integration = GIT_INTEGRATIONS.find(name => name === type);
    return configured || integration ? { integration, configured } : undefined;
  }

  #fromPicker(text: string, field: string): string {
    if (/[/@\\]/.test(text.split('?')[0])) {
      throw new InputError(
        `${field}: this is not the address of a repository; ${EXAMPLE}`,
      );
    }
    let parts: ReturnType<typeof parseRepoUrl>;
    try {
      parts = parseRepoUrl(text, this.#integrations);
    } catch {
      throw new InputError(
        `${field}: this does not name a repository on a host of 'integrations'; ${EXAMPLE}`,
      );
    }
    return this.#cloneUrl(parts, field);
  }

  #cloneUrl(parts: ReturnType<typeof parseRepoUrl>, field: string): string {
    const { host, owner, organization, workspace, project, repo } = parts;
    const names = (...all: Array<string | undefined>) =>
      all
        .flatMap(name => name?.split('/') ?? [])
        .map(encodeURIComponent)
        .join('/');
    const below = (base: string | undefined, path: string) =>
      `${(base ?? `https://${host}`).replace(/\/+$/, '')}/${path}`;
    switch (this.#integrations.byHost(host)?.type) {
      case 'github':
        return below(undefined, names(owner, `${repo}.git`));
      case 'gitlab':
        return below(
          this.#integrations.gitlab.byHost(host)?.config.baseUrl,
          names(owner, `${repo}.git`),
        );
      case 'gitea':
        return below(
          this.#integrations.gitea.byHost(host)?.config.baseUrl,
          names(owner, `${repo}.git`),
        );
      case 'bitbucketCloud':
        return below(undefined, names(workspace, `${repo}.git`));
      case 'bitbucketServer':
        return below(undefined, names('scm', project, `${repo}.git`));
      case 'azure':
        return below(undefined, names(organization, project, '_git', repo));
      case 'gerrit': {
        const config = this.#integrations.gerrit.byHost(host)?.config;
        return below(
          config?.cloneUrl ?? config?.baseUrl,
          // Gerrit asks for a password below /a/ only.
          config?.password ? `a/${names(owner, repo)}` : names(owner, repo),
        );
      }
      default:
        throw new InputError(
          `${field}: repositories of ${shown(
            host,
          )} cannot be written with Git; ${EXAMPLE}`,
        );
    }
  }
}

function segmentsOf(pathname: string): string[] | undefined {
  const path = pathname.replace(/\/+$/, '').slice(1);
  let segments: string[];
  try {
    segments = path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const sound = segments.every(
    segment =>
      segment.trim() === segment &&
      segment !== '' &&
      segment !== '.' &&
      segment !== '..' &&
      !hasUnseen(segment) &&
      !/[/\\?#%:]/.test(segment),
  );
  if (!sound || segments.length > 20) {
    return undefined;
  }
  const name = segments[segments.length - 1].replace(/\.git$/i, '');
  return name ? [...segments.slice(0, -1), name] : undefined;
}
