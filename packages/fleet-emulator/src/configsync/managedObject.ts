import type { KubeObject, KubeObjectInput } from '../cluster/objects';
import {
  applySetId,
  groupOf,
  inventoryId,
  managerOf,
  resourceId,
  SyncId,
} from './identity';
import type { SourceObject } from './parseFiles';
import type { GitSource } from './syncSpec';

export const MANAGER = 'configsync.gke.io/manager';
export const OWNING_INVENTORY = 'config.k8s.io/owning-inventory';
export const DELETION = 'client.lifecycle.config.k8s.io/deletion';

const MANAGED_BY = 'app.kubernetes.io/managed-by';
const APPLY_SET = 'applyset.kubernetes.io/part-of';
const CONFIG_SYNC = 'configmanagement.gke.io';
const RESERVED = ['configmanagement.gke.io/', 'configsync.gke.io/'];

/** Where an object comes from, written onto it. */
export interface Origin {
  sync: SyncId;
  source: GitSource;
  commit: string;
  clusterName: string;
}

/** The object as Config Sync applies it: with all that says who manages it, and from where. */
export function managedObject(
  { object, path }: SourceObject,
  { sync, source, commit, clusterName }: Origin,
): KubeObjectInput {
  const { apiVersion, kind, metadata } = object;
  return {
    ...object,
    apiVersion,
    kind,
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        [MANAGED_BY]: CONFIG_SYNC,
        [APPLY_SET]: applySetId(sync),
        'configsync.gke.io/declared-version': groupOf(object.apiVersion)
          .version,
      },
      annotations: {
        ...metadata.annotations,
        'configmanagement.gke.io/managed': 'enabled',
        'configmanagement.gke.io/cluster-name': clusterName,
        ...(path ? { 'configmanagement.gke.io/source-path': path } : {}),
        'configmanagement.gke.io/token': commit,
        [MANAGER]: managerOf(sync),
        'configsync.gke.io/resource-id': resourceId(object as KubeObject),
        'configsync.gke.io/git-context': JSON.stringify({
          repo: source.repo,
          branch: source.branch,
          rev: source.revision,
        }),
        [OWNING_INVENTORY]: inventoryId(sync),
      },
    },
  };
}

/** The object without a word of Config Sync. */
export function unmanagedObject(object: KubeObject): KubeObject {
  const { labels = {}, annotations = {} } = object.metadata;
  const isOwn = (key: string) =>
    RESERVED.some(prefix => key.startsWith(prefix)) ||
    key === OWNING_INVENTORY ||
    key === APPLY_SET;
  const rest = (map: Record<string, string>) =>
    Object.fromEntries(Object.entries(map).filter(([key]) => !isOwn(key)));
  const { [MANAGED_BY]: managedBy, ...otherLabels } = rest(labels);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      labels: {
        ...otherLabels,
        ...(managedBy && managedBy !== CONFIG_SYNC
          ? { [MANAGED_BY]: managedBy }
          : {}),
      },
      annotations: rest(annotations),
    },
  };
}

/** The inventory that an object in the cluster belongs to. */
export function ownerOf(object: KubeObject | undefined): string | undefined {
  return object?.metadata.annotations?.[OWNING_INVENTORY];
}
