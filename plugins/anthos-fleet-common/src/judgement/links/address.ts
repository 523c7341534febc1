/**
 * Where a repository is, taken from any form of its address.
 */
export interface RepositoryAddress {
  /** `https` or `http`, of the pages that people read. */
  scheme: 'https' | 'http';
  /** In lower case, with the port of the pages if it is not the usual one. */
  host: string;
  /** At least one, decoded, without `.git` at the end. */
  segments: string[];
}

/** Hosts that take SSH under another name than the one of their pages. */
const WEB_HOSTS: Readonly<Record<string, string>> = {
  'ssh.github.com': 'github.com',
  'altssh.gitlab.com': 'gitlab.com',
  'altssh.bitbucket.org': 'bitbucket.org',
  'ssh.dev.azure.com': 'dev.azure.com',
  'vs-ssh.visualstudio.com': 'dev.azure.com',
};

// Without a user, only a host with a dot tells such an address from any other text with a colon.
const SCP =
  /^(?:[\w.-]{1,64}@([\w.-]{1,255})|([\w-]{1,63}\.[\w.-]{1,255})):(?!\/\/)(\S{1,1024})$/;
const MAX_LENGTH = 2048;
const HOST =
  /^(?:[a-z0-9](?:[a-z0-9._-]{0,253}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * Reads the address of a repository: `https://`, `http://`, `ssh://`, `git://` and
 * `git@host:path`. Credentials and ports of other protocols are dropped.
 *
 * @returns undefined when it is none of these, or when its path leads upwards
 */
export function parseRepository(
  repository: string,
): RepositoryAddress | undefined {
  const text = repository.trim();
  if (!text || text.length > MAX_LENGTH) {
    return undefined;
  }
  const scp = text.includes('://') ? undefined : SCP.exec(text);
  const url = parseUrl(scp ? `ssh://${scp[1] ?? scp[2]}/${scp[3]}` : text);
  if (!url?.hostname) {
    return undefined;
  }
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  const host = webHost((web ? url.host : url.hostname).toLowerCase());
  const segments = segmentsOf(url.pathname.replace(/\.git\/{0,8}$/i, ''));
  if (!HOST.test(host) || !segments?.length) {
    return undefined;
  }
  return {
    scheme: url.protocol === 'http:' ? 'http' : 'https',
    host,
    segments,
  };
}

function webHost(host: string): string {
  return Object.hasOwn(WEB_HOSTS, host) ? WEB_HOSTS[host] : host;
}

const PROTOCOLS = ['https:', 'http:', 'ssh:', 'git:', 'git+ssh:'];

function parseUrl(text: string): URL | undefined {
  // Before the parser would mend them: a host that is missing, and a path that leads upwards.
  if (
    !/^[a-z+]{1,20}:\/\/[^/]/i.test(text) ||
    /(?:^|[/\\])(?:\.|%2e){2}(?:[/\\]|$)/i.test(text)
  ) {
    return undefined;
  }
  try {
    const url = new URL(text);
    return PROTOCOLS.includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function segmentsOf(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/**
 * Encodes a path in a repository for a URL, its slashes kept.
 *
 * @returns undefined when it is empty, leads upwards, or has a character that no file name needs
 */
export function encodePath(path: string): string | undefined {
  const segments = path
    .split('/')
    .filter(segment => segment !== '' && segment !== '.');
  const refused =
    segments.length === 0 ||
    path.length > 2048 ||
    segments.includes('..') ||
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\\]/.test(path);
  return refused ? undefined : encodeSegments(segments);
}

/** Encodes segments of a path, slashes between them. */
export function encodeSegments(segments: readonly string[]): string {
  return segments.map(encodeSegment).join('/');
}

const LONE_SURROGATE =
  /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function encodeSegment(segment: string): string {
  // A lone half of a character cannot be encoded; the sign for what cannot be shown can.
  return encodeURIComponent(segment.replace(LONE_SURROGATE, '\ufffd'));
}
