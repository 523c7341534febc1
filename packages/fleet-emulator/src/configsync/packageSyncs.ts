import type { KubeObjectInput } from '../cluster/objects';
import type { PackageSync } from '../fleet/featureSchemas';
import { CONTROLLER_NAMESPACE, SYNC_API, SyncId } from './identity';

/** Kind, namespace and name of a sync of the fleet file. */
export function idOfPackageSync({ name, namespace }: PackageSync): SyncId {
  return namespace
    ? { kind: 'RepoSync', namespace, name: name ?? 'repo-sync' }
    : {
        kind: 'RootSync',
        namespace: CONTROLLER_NAMESPACE,
        name: name ?? 'root-sync',
      };
}

/** `acme/config` is a repository of the emulator; anything longer is an address. */
export function repositoryUrl(repo: string, gitUrl: string): string {
  return /^[^/:]+\/[^/:]+$/.test(repo) ? `${gitUrl}/${repo}.git` : repo;
}

/** A sync of the fleet file as Kubernetes keeps it, without status. */
export function packageSyncObject(
  sync: PackageSync,
  options: { gitUrl: string; repo: string },
): KubeObjectInput {
  const { kind, namespace, name } = idOfPackageSync(sync);
  const override = {
    ...(kind === 'RootSync' ? { namespaceStrategy: 'explicit' } : {}),
    ...(sync.reconcileTimeout
      ? { reconcileTimeout: sync.reconcileTimeout }
      : {}),
    ...(sync.statusMode ? { statusMode: sync.statusMode } : {}),
  };
  return {
    apiVersion: SYNC_API,
    kind,
    metadata: { name, namespace },
    spec: {
      sourceType: 'git',
      sourceFormat: 'unstructured',
      git: {
        repo: repositoryUrl(sync.repo ?? options.repo, options.gitUrl),
        branch: sync.branch,
        revision: sync.revision ?? 'HEAD',
        dir: sync.dir ?? '.',
        period: '15s',
        auth: sync.secret ? 'token' : 'none',
        ...(sync.secret ? { secretRef: { name: sync.secret } } : {}),
      },
      ...(Object.keys(override).length ? { override } : {}),
    },
  };
}
