import type { ClusterObjects } from '../ClusterObjects';
import { KubeError } from '../KubeError';
import { Json, KubeObject } from '../objects';
import { Condition, withCondition } from './conditions';
import { ownedBy, ownerReference } from './owned';
import { recordEvent } from './recordEvent';

const MANAGER = { manager: 'kube-controller-manager' };

/** How many pods there should be. */
function wantedPods(cluster: ClusterObjects, owner: KubeObject): number {
  switch (owner.kind) {
    case 'DaemonSet':
      return cluster.all('nodes').length;
    case 'Job':
      return owner.spec.suspend ? 0 : owner.spec.parallelism ?? 1;
    default:
      return owner.spec.replicas ?? 1;
  }
}

/** Names that Kubernetes counts instead of drawing them. */
function podName(owner: KubeObject, pods: readonly KubeObject[]) {
  const { name } = owner.metadata;
  if (owner.kind !== 'StatefulSet') {
    return { generateName: `${name}-` };
  }
  const taken = new Set(pods.map(({ metadata }) => metadata.name));
  let ordinal = 0;
  while (taken.has(`${name}-${ordinal}`)) {
    ordinal += 1;
  }
  return { name: `${name}-${ordinal}` };
}

/** Makes and deletes the pods of a ReplicaSet, StatefulSet, DaemonSet or Job. */
export function syncPodOwner(
  cluster: ClusterObjects,
  resource: string,
  owner: KubeObject,
): void {
  if (owner.metadata.deletionTimestamp) {
    return;
  }
  const wanted = wantedPods(cluster, owner);
  const pods = ownedBy(cluster, 'pods', owner);
  let failure: Condition | undefined;
  try {
    for (let count = pods.length; count < wanted; count += 1) {
      createPod(cluster, owner);
    }
  } catch (error) {
    failure = failureOf(cluster, owner, error);
  }
  for (const { metadata } of pods.slice(wanted)) {
    cluster.delete('pods', metadata.name, metadata.namespace);
  }
  report(cluster, resource, owner, failure);
}

function createPod(cluster: ClusterObjects, owner: KubeObject): void {
  const { namespace } = owner.metadata;
  const { metadata = {}, spec } = owner.spec.template;
  const pods = ownedBy(cluster, 'pods', owner);
  cluster.create(
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...podName(owner, pods),
        namespace,
        labels: { ...metadata.labels },
        annotations: { ...metadata.annotations },
        ownerReferences: [ownerReference(owner)],
      },
      spec,
    },
    MANAGER,
  );
}

/** A quota, for example, is no error of ours: the owner says what held its pods up. */
function failureOf(
  cluster: ClusterObjects,
  owner: KubeObject,
  error: unknown,
): Condition {
  if (!(error instanceof KubeError)) {
    throw error;
  }
  recordEvent(cluster, owner, {
    type: 'Warning',
    reason: 'FailedCreate',
    message: `Error creating: ${error.message}`,
  });
  return {
    type: 'ReplicaFailure',
    status: 'True',
    reason: 'FailedCreate',
    message: error.message,
  };
}

function isReady(pod: KubeObject): boolean {
  return pod.status?.conditions?.some(
    ({ type, status }: Json) => type === 'Ready' && status === 'True',
  );
}

function report(
  cluster: ClusterObjects,
  resource: string,
  { metadata: { name, namespace } }: KubeObject,
  failure: Condition | undefined,
): void {
  const owner = cluster.find(resource, name, namespace);
  if (!owner) {
    return;
  }
  const pods = ownedBy(cluster, 'pods', owner);
  const ready = pods.filter(isReady).length;
  const others = (owner.status?.conditions ?? []).filter(
    ({ type }: Json) => type !== 'ReplicaFailure',
  );
  const conditions = failure
    ? withCondition(others, failure, cluster.timestamp())
    : others;
  cluster.updateStatus(
    {
      ...owner,
      status: {
        ...counts(cluster, owner, pods, ready),
        ...(conditions.length ? { conditions } : {}),
      },
    },
    MANAGER,
  );
}

function counts(
  cluster: ClusterObjects,
  owner: KubeObject,
  pods: readonly KubeObject[],
  ready: number,
): Json {
  const observedGeneration = owner.metadata.generation;
  if (owner.kind === 'DaemonSet') {
    return {
      observedGeneration,
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: wantedPods(cluster, owner),
      numberAvailable: ready,
      numberMisscheduled: 0,
      numberReady: ready,
      updatedNumberScheduled: pods.length,
    };
  }
  if (owner.kind === 'Job') {
    const done = pods.filter(pod => pod.status?.phase === 'Succeeded').length;
    return done >= (owner.spec.completions ?? 1)
      ? {
          ...owner.status,
          active: 0,
          succeeded: done,
          completionTime: owner.status?.completionTime ?? cluster.timestamp(),
        }
      : { active: pods.length - done, succeeded: done };
  }
  return {
    observedGeneration,
    replicas: pods.length,
    readyReplicas: ready,
    availableReplicas: ready,
    ...(owner.kind === 'StatefulSet'
      ? { currentReplicas: pods.length, updatedReplicas: pods.length }
      : { fullyLabeledReplicas: pods.length }),
  };
}
