import { createHash } from 'node:crypto';

/** Where Config Sync itself lives, and every RootSync. */
export const CONTROLLER_NAMESPACE = 'config-management-system';

/** Namespaces that no source may declare. */
export const CONTROLLER_NAMESPACES = [
  CONTROLLER_NAMESPACE,
  'config-management-monitoring',
  'resource-group-system',
];

export const SYNC_API = 'configsync.gke.io/v1beta1';
export const RESOURCE_GROUP_API = 'kpt.dev/v1alpha1';

/** Field manager of everything that Config Sync writes. */
export const FIELD_MANAGER = 'configsync';

export type SyncKind = 'RootSync' | 'RepoSync';

/** One RootSync or RepoSync of one cluster. */
export interface SyncId {
  kind: SyncKind;
  namespace: string;
  name: string;
}

const ROOT_SYNC_NAME_LENGTH = 38;
const REPO_SYNC_NAME_LENGTH = 45;

/** `apps/v1` is `{ group: 'apps', version: 'v1' }`. */
export function groupOf(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
  };
}

/** Name of the Deployment and the ServiceAccount that do the work of a sync. */
export function reconcilerName({ kind, namespace, name }: SyncId): string {
  if (kind === 'RootSync') {
    return name === 'root-sync' ? 'root-reconciler' : `root-reconciler-${name}`;
  }
  return name === 'repo-sync'
    ? `ns-reconciler-${namespace}`
    : `ns-reconciler-${namespace}-${name}-${name.length}`;
}

/** The user that the API server sees when a reconciler asks. */
export function reconcilerUser(sync: SyncId): string {
  return `system:serviceaccount:${CONTROLLER_NAMESPACE}:${reconcilerName(
    sync,
  )}`;
}

/** Value of the annotation `configsync.gke.io/manager` on what a sync manages. */
export function managerOf({ kind, namespace, name }: SyncId): string {
  const scope = kind === 'RootSync' ? ':root' : namespace;
  return name === 'root-sync' || name === 'repo-sync'
    ? scope
    : `${scope}_${name}`;
}

/** Value of the annotation `config.k8s.io/owning-inventory`. */
export function inventoryId({ namespace, name }: SyncId): string {
  return `${namespace}_${name}`;
}

/** Value of the label that makes the objects of a sync one apply set. */
export function applySetId(sync: SyncId): string {
  const hash = createHash('sha256')
    .update(`${sync.name}.${sync.namespace}.${sync.kind}.configsync.gke.io`)
    .digest('base64url');
  return `applyset-${hash}-v1`;
}

/** Value of the annotation `configsync.gke.io/resource-id`. */
export function resourceId(object: {
  apiVersion: string;
  kind: string;
  metadata: { namespace?: string; name?: string };
}): string {
  const { namespace, name } = object.metadata;
  return [
    groupOf(object.apiVersion).group,
    object.kind.toLowerCase(),
    ...(namespace ? [namespace] : []),
    name,
  ].join('_');
}

/** What is wrong with the name or place of a sync; undefined when it is fine. */
export function nameProblem({ kind, namespace, name }: SyncId) {
  if (kind === 'RootSync') {
    if (namespace !== CONTROLLER_NAMESPACE) {
      return `RootSync objects are only allowed in the ${CONTROLLER_NAMESPACE} namespace, not in ${namespace}`;
    }
    return name.length > ROOT_SYNC_NAME_LENGTH
      ? `maximum length of RootSync name is ${ROOT_SYNC_NAME_LENGTH}, but found ${name.length}`
      : undefined;
  }
  if (namespace === CONTROLLER_NAMESPACE) {
    return `RepoSync objects are not allowed in the ${CONTROLLER_NAMESPACE} namespace`;
  }
  const length = name.length + namespace.length;
  return length > REPO_SYNC_NAME_LENGTH
    ? `maximum combined length of RepoSync name and namespace is ${REPO_SYNC_NAME_LENGTH}, but found ${length}`
    : undefined;
}
