import { InputError } from '@backstage/errors';
import {
  parseClusterRef,
  type ClusterRef,
  type PackageSync,
  type SyncKind,
} from 'backstage-plugin-anthos-fleet-common';
import { checkLabel, checkObjectName, shown } from '../../common';

const COMMIT = /^[0-9a-f]{7,64}$/;
const MAX_URL = 2_000;

/** Which syncs are waited for, and for what. */
export interface Wanted {
  clusters: { text: string; ref: ClusterRef }[];
  commit: string;
  repository?: string;
  directory?: string;
  kind?: SyncKind;
  namespace?: string;
  name?: string;
}

interface Input {
  clusters: string[];
  commit: string;
  repoUrl?: string;
  directory?: string;
  kind?: SyncKind;
  namespace?: string;
  name?: string;
}

/**
 * Reads what is waited for.
 *
 * @throws InputError that names the field
 */
export function readWanted(input: Input): Wanted {
  const { repoUrl, directory, namespace, name } = input;
  if (!COMMIT.test(input.commit)) {
    throw new InputError(
      `commit: ${shown(
        input.commit,
      )} is no commit; give 7 to 64 of the digits 0 to 9 and letters a to f, as the output of the step that committed`,
    );
  }
  if (repoUrl !== undefined && !keyOf(repoUrl)) {
    throw new InputError(
      'repoUrl: this is no address of a repository; give one as in https://git.example.com/acme/services.git',
    );
  }
  if (/:\/\/[^/@]*:[^/@]*@/.test(repoUrl ?? '')) {
    throw new InputError(
      'repoUrl: the address has a password in it; give it without, nothing is fetched with it',
    );
  }
  if (namespace !== undefined && input.kind === 'RootSync') {
    throw new InputError(
      'namespace: a RootSync has no namespace to choose; leave it out, or set kind to RepoSync',
    );
  }
  const kind = input.kind ?? kindOf(input);
  return {
    clusters: [...new Set(input.clusters)].sort().map(readCluster),
    commit: input.commit,
    ...(repoUrl !== undefined && { repository: repoUrl }),
    ...(directory !== undefined && { directory }),
    ...(kind && { kind }),
    ...(namespace !== undefined && {
      namespace: checkLabel(namespace, 'namespace'),
    }),
    ...(name !== undefined && { name: checkObjectName(name, 'name') }),
  };
}

function kindOf({ namespace, repoUrl }: Input): SyncKind | undefined {
  if (namespace !== undefined) {
    return 'RepoSync';
  }
  return repoUrl === undefined ? 'RootSync' : undefined;
}

function readCluster(text: string): Wanted['clusters'][number] {
  const ref = parseClusterRef(text);
  if (!ref) {
    throw new InputError(
      `clusters: ${shown(text)} is no cluster; give project/location/name`,
    );
  }
  return { text, ref };
}

/** Whether a sync is one that is waited for, its cluster aside. */
export function isWanted(
  { repository, directory, kind, namespace, name }: Wanted,
  sync: PackageSync,
): boolean {
  return (
    (kind === undefined || sync.kind === kind) &&
    (namespace === undefined || sync.namespace === namespace) &&
    (name === undefined || sync.name === name) &&
    (directory === undefined ||
      folderOf(sync.directory ?? '') === folderOf(directory)) &&
    (repository === undefined ||
      keyOf(sync.repository ?? '') === keyOf(repository))
  );
}

function folderOf(path: string): string {
  return path.replace(/^[./]+|\/+$/g, '');
}

/**
 * What two addresses of one repository have in common: host and path. The same repository is cloned
 * over HTTPS by one and over SSH by the other.
 */
function keyOf(address: string): string | undefined {
  if (address.length > MAX_URL || /[\s\\]/.test(address)) {
    return undefined;
  }
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address);
  const [host, path] = scp ? [scp[1], scp[2]] : partsOfUrl(address) ?? ['', ''];
  const trimmed = path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
  return host && trimmed ? `${host.toLowerCase()}/${trimmed}` : undefined;
}

function partsOfUrl(address: string): [string, string] | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const { protocol, host, pathname } = new URL(address);
  return /^(https?|ssh|git):$/.test(protocol) ? [host, pathname] : undefined;
}
