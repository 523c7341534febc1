import { dependencyOn, DEPENDS_ON, type Manifest } from '../Manifest';
import type { GitAuth, NamespacePlan } from './NamespacePlan';
import { RECONCILER_BINDING, RECONCILER_MESH_BINDING } from './roles';

const RBAC = 'rbac.authorization.k8s.io';

/** A RepoSync, as far as it is used here: no library has its type. */
export interface RepoSync extends Manifest {
  apiVersion: 'configsync.gke.io/v1beta1';
  kind: 'RepoSync';
  spec: {
    sourceType: 'git';
    sourceFormat: 'unstructured';
    git: {
      repo: string;
      branch: string;
      dir: string;
      period: string;
      auth: GitAuth;
      gcpServiceAccountEmail?: string;
      secretRef?: { name: string };
    };
  };
}

/**
 * Has Config Sync apply the team's repository. It waits for the rights of its reconciler, which
 * would otherwise report that it has none.
 */
export function repoSync(
  { name: namespace, source, reconcilerRole }: NamespacePlan,
  { dir, mesh }: { dir: string; mesh: boolean },
): RepoSync {
  const bindings = [
    RECONCILER_BINDING,
    ...(mesh && !reconcilerRole ? [RECONCILER_MESH_BINDING] : []),
  ];
  return {
    apiVersion: 'configsync.gke.io/v1beta1',
    kind: 'RepoSync',
    metadata: {
      name: source.syncName,
      namespace,
      annotations: {
        [DEPENDS_ON]: bindings
          .map(name => dependencyOn(RBAC, 'RoleBinding', { namespace, name }))
          .join(','),
      },
    },
    spec: {
      sourceType: 'git',
      sourceFormat: 'unstructured',
      git: {
        repo: source.repoUrl,
        branch: source.branch,
        dir,
        period: '15s',
        auth: source.auth,
        ...(source.gcpServiceAccount && {
          gcpServiceAccountEmail: source.gcpServiceAccount,
        }),
        ...(source.secret && { secretRef: { name: source.secret } }),
      },
    },
  };
}
