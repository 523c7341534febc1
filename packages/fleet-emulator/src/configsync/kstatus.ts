import type { Json, KubeObject } from '../cluster/objects';

/** How an object is, in the words of the library that Config Sync asks. */
export type KStatus =
  | 'Current'
  | 'InProgress'
  | 'Failed'
  | 'Terminating'
  | 'NotFound'
  | 'Unknown';

function condition({ status }: KubeObject, type: string): Json | undefined {
  return (status?.conditions ?? []).find((entry: Json) => entry.type === type);
}

function isTrue(object: KubeObject, type: string): boolean {
  return condition(object, type)?.status === 'True';
}

function ofDeployment(object: KubeObject): KStatus {
  const { spec = {}, status = {} } = object;
  const wanted = spec.replicas ?? 1;
  if (condition(object, 'Progressing')?.reason === 'ProgressDeadlineExceeded') {
    return 'Failed';
  }
  const counts = [
    status.updatedReplicas,
    status.replicas,
    status.availableReplicas,
    status.readyReplicas,
  ].map(count => count ?? 0);
  return counts.every(count => count === wanted) ? 'Current' : 'InProgress';
}

function ofStatefulSet({ spec = {}, status = {} }: KubeObject): KStatus {
  const wanted = spec.replicas ?? 1;
  return [status.readyReplicas, status.currentReplicas].every(
    count => (count ?? 0) === wanted,
  )
    ? 'Current'
    : 'InProgress';
}

function ofDaemonSet({ status = {} }: KubeObject): KStatus {
  const wanted = status.desiredNumberScheduled;
  return wanted !== undefined &&
    [status.currentNumberScheduled, status.numberReady].every(
      count => (count ?? 0) === wanted,
    )
    ? 'Current'
    : 'InProgress';
}

function ofPod(object: KubeObject): KStatus {
  const { phase } = object.status ?? {};
  if (phase === 'Succeeded') {
    return 'Current';
  }
  if (phase === 'Failed') {
    return 'Failed';
  }
  return phase === 'Running' && isTrue(object, 'Ready')
    ? 'Current'
    : 'InProgress';
}

function ofOthers(object: KubeObject): KStatus {
  if (isTrue(object, 'Stalled')) {
    return 'Failed';
  }
  const ready = condition(object, 'Ready');
  return isTrue(object, 'Reconciling') || (ready && ready.status !== 'True')
    ? 'InProgress'
    : 'Current';
}

const BY_KIND: Record<string, (object: KubeObject) => KStatus> = {
  Deployment: ofDeployment,
  StatefulSet: ofStatefulSet,
  DaemonSet: ofDaemonSet,
  Pod: ofPod,
  Job: object => (isTrue(object, 'Failed') ? 'Failed' : 'Current'),
  PersistentVolumeClaim: ({ status }) =>
    status?.phase === 'Bound' ? 'Current' : 'InProgress',
  CustomResourceDefinition: object =>
    isTrue(object, 'Established') ? 'Current' : 'InProgress',
};

/** How an object is; undefined means that it is not there. */
export function kstatus(object: KubeObject | undefined): KStatus {
  if (!object) {
    return 'NotFound';
  }
  if (object.metadata.deletionTimestamp) {
    return 'Terminating';
  }
  const observed = object.status?.observedGeneration;
  if (observed !== undefined && observed !== object.metadata.generation) {
    return 'InProgress';
  }
  return (BY_KIND[object.kind] ?? ofOthers)(object);
}
