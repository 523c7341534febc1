import type { SourceType } from '../schema/openapi';
import type { PackageSyncSpecFacts } from './packageSyncFacts';

/**
 * Where a package sync takes its configuration from, in one shape for Git, OCI and Helm.
 *
 * @public
 */
export interface SyncSource {
  sourceType: SourceType;
  /** Address without credentials: of the repository, of the image, or of the chart in its repository. */
  repository?: string;
  /** Branch, tag or commit; version of a chart. */
  revision?: string;
  /** Without slashes around it; absent for the root. */
  directory?: string;
}

/**
 * Says where a package sync takes its configuration from, defaults filled in as the product does.
 *
 * @public
 */
export function judgeSyncSource(spec: PackageSyncSpecFacts): SyncSource {
  switch (spec.sourceType || 'git') {
    case 'git':
      return clean({
        sourceType: 'git',
        repository: spec.git?.repo,
        revision: spec.git && gitRevision(spec.git),
        directory: spec.git?.dir,
      });
    case 'oci':
      return clean({
        sourceType: 'oci',
        repository: spec.oci?.image,
        directory: spec.oci?.dir,
      });
    case 'helm':
      return clean({
        sourceType: 'helm',
        repository: spec.helm && chartAddress(spec.helm),
        revision: spec.helm && (spec.helm.version || 'latest'),
      });
    default:
      return { sourceType: 'unknown' };
  }
}

/**
 * Writes a source as `nomos status` does: `REPO/dir@revision`, `IMAGE/dir`, `REPO/chart:version`.
 *
 * @public
 */
export function syncSourceText(source: SyncSource): string | undefined {
  if (!source.repository) {
    return undefined;
  }
  const place = source.directory
    ? `${source.repository}/${source.directory}`
    : source.repository;
  if (!source.revision) {
    return place;
  }
  return `${place}${source.sourceType === 'helm' ? ':' : '@'}${
    source.revision
  }`;
}

// A revision wins over a branch, unless it is the one that stands for the branch's newest commit.
function gitRevision({
  revision,
  branch,
}: NonNullable<PackageSyncSpecFacts['git']>): string {
  return revision && revision !== 'HEAD' ? revision : branch || 'master';
}

function chartAddress({
  repo,
  chart,
}: NonNullable<PackageSyncSpecFacts['helm']>): string | undefined {
  const parts = [withoutEndSlashes(repo), chart].filter(Boolean);
  return parts.length ? parts.join('/') : undefined;
}

function clean(source: SyncSource): SyncSource {
  const { sourceType, revision } = source;
  const repository = withoutCredentials(withoutEndSlashes(source.repository));
  const directory = cleanDirectory(source.directory);
  return {
    sourceType,
    ...(repository && { repository }),
    ...(revision && { revision }),
    ...(directory && { directory }),
  };
}

function cleanDirectory(directory: string | undefined): string | undefined {
  const parts: string[] = [];
  for (const part of (directory ?? '').split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part && part !== '.') {
      parts.push(part);
    }
  }
  return parts.length ? parts.join('/') : undefined;
}

function withoutEndSlashes(text: string | undefined): string | undefined {
  let end = text?.length ?? 0;
  while (end > 0 && text![end - 1] === '/') {
    end--;
  }
  return text?.slice(0, end);
}

const SCHEME = /^[a-z][a-z0-9+.-]{0,30}:\/\//i;
const USER = /^[\w.-]{1,64}$/;

/**
 * Takes user, password, query and fragment out of a repository's address, whatever form it has.
 * The user of `git@host:path` and of `ssh://git@host` stays: it is part of the address and no secret.
 *
 * @public
 */
export function withoutCredentials(
  address: string | undefined,
): string | undefined {
  const text = address?.trim().split(/[?#]/, 1)[0];
  if (!text) {
    return undefined;
  }
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length);
  const end = endOfUser(rest);
  if (end < 0) {
    return text;
  }
  const [user] = rest.slice(0, end).split(':', 1);
  const keep = /^(ssh:\/\/)?$/i.test(scheme) && USER.test(user);
  return `${scheme}${keep ? `${user}@` : ''}${rest.slice(end + 1)}`;
}

// The user ends at the last @ of the host's part. A password may have a slash in it: what is in
// front of the first slash is then no host and port.
function endOfUser(rest: string): number {
  const slash = rest.indexOf('/');
  const host = slash < 0 ? rest : rest.slice(0, slash);
  if (host.includes('@')) {
    return host.lastIndexOf('@');
  }
  return /:\d*$/.test(host) || !host.includes(':') ? -1 : rest.lastIndexOf('@');
}
