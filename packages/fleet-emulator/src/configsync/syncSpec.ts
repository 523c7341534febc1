import type { KubeObject, KubeObjectInput } from '../cluster/objects';
import { knv } from './knvErrors';
import { nameProblem, SyncId } from './identity';

/** What of `spec` says where a source is. */
export interface GitSource {
  /** `git`; `oci` and `helm` are not read. */
  type: string;
  repo: string;
  branch: string;
  revision: string;
  /** Without slashes at its ends; empty for the whole repository. */
  dir: string;
  auth: string;
  secret: string | undefined;
}

export interface SyncSettings {
  source: GitSource;
  implicitNamespaces: boolean;
  statusDisabled: boolean;
  /** Milliseconds that objects may take to become ready. */
  reconcileTimeout: number;
}

const AUTHS = [
  'ssh',
  'cookiefile',
  'gcenode',
  'token',
  'none',
  'gcpserviceaccount',
  'githubapp',
];
const WITH_SECRET = ['ssh', 'cookiefile', 'githubapp', 'token'];

const SECRET_KEYS: Record<string, string[]> = {
  ssh: ['ssh'],
  cookiefile: ['cookie_file'],
  token: ['username', 'token'],
  githubapp: ['github-app-private-key', 'github-app-installation-id'],
};

const DURATION = /(\d+(?:\.\d+)?)(h|ms|m|s)/g;
const UNITS: Record<string, number> = {
  h: 3600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
};

/** Go's `1h30m`. */
export function parseDuration(text: unknown, otherwise: number): number {
  if (typeof text !== 'string') {
    return otherwise;
  }
  const parts = [...text.matchAll(DURATION)];
  return parts.length
    ? parts.reduce(
        (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
        0,
      )
    : otherwise;
}

export function syncIdOf({ kind, metadata }: KubeObject): SyncId {
  return {
    kind: kind as SyncId['kind'],
    namespace: metadata.namespace ?? '',
    name: metadata.name,
  };
}

/** Reads the spec of a RootSync or RepoSync, with the product's defaults. */
export function readSettings({ spec = {} }: KubeObjectInput): SyncSettings {
  const { git = {}, override = {} } = spec;
  return {
    source: {
      type: spec.sourceType ?? 'git',
      repo: git.repo ?? '',
      branch: git.branch || 'master',
      revision: git.revision || 'HEAD',
      dir: String(git.dir ?? '').replace(/^\/+|\/+$|^\.$/g, ''),
      auth: git.auth ?? '',
      secret: git.secretRef?.name,
    },
    implicitNamespaces: override.namespaceStrategy !== 'explicit',
    statusDisabled: override.statusMode === 'disabled',
    reconcileTimeout: parseDuration(override.reconcileTimeout, 300_000),
  };
}

function gitProblem(kind: string, source: GitSource): string | undefined {
  const { repo, auth, secret } = source;
  if (!repo) {
    return `${kind}s must specify spec.git.repo when spec.sourceType is "git"`;
  }
  if (!AUTHS.includes(auth)) {
    return `${kind}s must specify spec.git.auth to be one of ${AUTHS.join(
      ',',
    )}`;
  }
  if (!WITH_SECRET.includes(auth) && secret) {
    return `${kind}s which specify spec.git.auth as one of "none", "gcenode", or "gcpserviceaccount" must not specify spec.git.secretRef`;
  }
  return WITH_SECRET.includes(auth) && !secret
    ? `${kind}s which specify spec.git.auth as one of "ssh", "cookiefile", "githubapp", or "token" must also specify spec.git.secretRef`
    : undefined;
}

function secretProblem(
  { auth, secret }: GitSource,
  namespace: string,
  findSecret: (name: string) => KubeObject | undefined,
): string | undefined {
  if (!secret) {
    return undefined;
  }
  const found = findSecret(secret);
  if (!found) {
    return `Secret ${namespace}/${secret} not found: create one to allow client authentication`;
  }
  const missing = (SECRET_KEYS[auth] ?? []).find(
    key => found.data?.[key] === undefined,
  );
  return missing
    ? `git authType was set as "${auth}" but "${missing}" key is not present in "${secret}" Secret`
    : undefined;
}

/**
 * Why a sync cannot even begin: KNV1061 in the words of the reconciler-manager.
 *
 * @returns the message for the condition Stalled, or undefined
 */
export function specProblem(
  sync: KubeObject,
  findSecret: (name: string) => KubeObject | undefined,
): string | undefined {
  const { kind, metadata, spec = {} } = sync;
  const type = spec.sourceType ?? 'git';
  let problem = nameProblem(syncIdOf(sync));
  if (!problem && !['git', 'oci', 'helm'].includes(type)) {
    problem = `${kind}s must specify spec.sourceType to be one of "git", "oci", "helm"`;
  }
  if (!problem && type === 'git') {
    const { source } = readSettings(sync);
    problem = spec.git
      ? gitProblem(kind, source) ??
        secretProblem(source, metadata.namespace ?? '', findSecret)
      : `${kind}s must specify spec.git when spec.sourceType is "git"`;
  }
  return problem && knv('1061', problem).errorMessage;
}
