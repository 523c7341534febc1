import type { ClusterObjects } from '../ClusterObjects';
import { splitApiVersion } from '../objects';
import type { Controller } from './startControllers';
import { syncDeployment } from './syncDeployment';
import { syncPodOwner } from './syncPodOwner';

/** Kinds whose pods are made here. */
const POD_OWNERS = new Set([
  'daemonsets.apps',
  'jobs.batch',
  'replicasets.apps',
  'statefulsets.apps',
]);

/** Keeps workloads going: Deployments own ReplicaSets, which own pods. */
export const runWorkloads: Controller = (
  { type, kind, object, before },
  cluster,
) => {
  const { groupResource } = kind;
  const { name, namespace, generation, ownerReferences } = object.metadata;
  // A change of the status is our own, and no reason to look again.
  const isNew = generation !== before?.metadata.generation;
  const current = isNew && cluster.find(groupResource, name, namespace);
  if (groupResource === 'deployments.apps' && current) {
    syncDeployment(cluster, current);
  } else if (POD_OWNERS.has(groupResource) && current) {
    syncPodOwner(cluster, groupResource, current);
  }
  if (groupResource === 'pods' && type !== 'added') {
    syncOwners(cluster, ownerReferences, namespace);
  } else if (groupResource === 'replicasets.apps') {
    syncOwners(cluster, ownerReferences, namespace);
  } else if (groupResource === 'resourcequotas') {
    retryFailed(cluster, namespace);
  }
};

/** A quota that moved may let pods through that it held up. */
function retryFailed(cluster: ClusterObjects, namespace?: string): void {
  for (const resource of POD_OWNERS) {
    cluster
      .all(resource, namespace)
      .filter(({ status }) =>
        status?.conditions?.some(
          ({ type }: { type: string }) => type === 'ReplicaFailure',
        ),
      )
      .forEach(owner => syncPodOwner(cluster, resource, owner));
  }
}

function syncOwners(
  cluster: ClusterObjects,
  owners: { apiVersion: string; kind: string; name: string }[] = [],
  namespace?: string,
): void {
  for (const owner of owners) {
    const { group } = splitApiVersion(owner.apiVersion);
    const resource = `${owner.kind.toLowerCase()}s.${group}`;
    const object = cluster.find(resource, owner.name, namespace);
    if (!object) {
      continue;
    }
    if (resource === 'deployments.apps') {
      syncDeployment(cluster, object);
    } else if (POD_OWNERS.has(resource)) {
      syncPodOwner(cluster, resource, object);
    }
  }
}
