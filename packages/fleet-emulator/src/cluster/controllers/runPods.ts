import type { ClusterObjects } from '../ClusterObjects';
import { Json, KubeObject } from '../objects';
import { recordEvent } from './recordEvent';
import type { Controller } from './startControllers';

const MANAGER = { manager: 'kubelet' };

/** An image with this tag can never be pulled. */
const BROKEN = /:broken$/;

/** Gives a new pod a node; after a moment it runs, or cannot. */
export const runPods: Controller = (
  { type, kind, object },
  cluster,
  { podStart },
) => {
  if (kind.groupResource !== 'pods' || type !== 'added') {
    return;
  }
  const pod = place(cluster, object);
  if (pod.status?.containerStatuses) {
    // Whoever wrote it said how it is.
    return;
  }
  report(cluster, pod, waiting(cluster, pod, 'ContainerCreating'));
  cluster.timers.after(podStart, () => {
    const { name, namespace, uid } = pod.metadata;
    const current = cluster.find('pods', name, namespace);
    if (current?.metadata.uid === uid) {
      start(cluster, current);
    }
  });
};

/** The node of a pod, by its name, so that a restart of the emulator changes less. */
function place(cluster: ClusterObjects, pod: KubeObject): KubeObject {
  const nodes = cluster.all('nodes');
  if (pod.spec.nodeName || nodes.length === 0) {
    return pod;
  }
  const sum = [...pod.metadata.name].reduce(
    (total, sign) => total + sign.charCodeAt(0),
    0,
  );
  return cluster.update(
    {
      ...pod,
      spec: {
        ...pod.spec,
        nodeName: nodes[sum % nodes.length].metadata.name,
      },
    },
    { manager: 'kube-scheduler' },
  );
}

function start(cluster: ClusterObjects, pod: KubeObject): void {
  if (!pod.spec.nodeName) {
    recordEvent(cluster, pod, {
      type: 'Warning',
      reason: 'FailedScheduling',
      message: '0/0 nodes are available',
    });
    return;
  }
  const broken = (pod.spec.containers as Json[]).find(({ image }) =>
    BROKEN.test(image),
  );
  if (broken) {
    recordEvent(cluster, pod, {
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${broken.image}": rpc error: code = NotFound desc = failed to pull and unpack image "${broken.image}": not found`,
    });
    report(cluster, pod, waiting(cluster, pod, 'ImagePullBackOff'));
    return;
  }
  const isJob = pod.metadata.ownerReferences?.some(
    ({ kind }) => kind === 'Job',
  );
  report(cluster, pod, isJob ? finished(cluster, pod) : running(cluster, pod));
}

function report(cluster: ClusterObjects, pod: KubeObject, status: Json): void {
  cluster.updateStatus(
    { ...pod, status: { ...addresses(pod), ...status } },
    MANAGER,
  );
}

/** Made from the uid: two pods rarely share one, and no one is lost. */
function addresses({ metadata, spec }: KubeObject): Json {
  if (!spec.nodeName) {
    return {};
  }
  const [a, b, c] = [0, 2, 4].map(at =>
    parseInt(metadata.uid.slice(at, at + 2), 16),
  );
  const podIP = `10.${64 + (a % 64)}.${b}.${c}`;
  return { hostIP: '192.0.2.10', podIP, podIPs: [{ ip: podIP }] };
}

function conditions(cluster: ClusterObjects, ready: boolean): Json[] {
  const lastTransitionTime = cluster.timestamp();
  const condition = (type: string, status: boolean) => ({
    type,
    status: status ? 'True' : 'False',
    lastTransitionTime,
    ...(status
      ? {}
      : {
          reason: 'ContainersNotReady',
          message: 'containers are not ready',
        }),
  });
  return [
    condition('PodScheduled', true),
    condition('Initialized', true),
    condition('ContainersReady', ready),
    condition('Ready', ready),
  ];
}

function containerStatuses(pod: KubeObject, state: (image: string) => Json) {
  return (pod.spec.containers as Json[]).map(({ name, image }) => {
    const its = state(image);
    return {
      name,
      image,
      imageID: '',
      state: its,
      lastState: {},
      ready: Boolean(its.running),
      started: Boolean(its.running),
      restartCount: 0,
    };
  });
}

function waiting(
  cluster: ClusterObjects,
  pod: KubeObject,
  reason: 'ContainerCreating' | 'ImagePullBackOff',
): Json {
  const startedAt = cluster.timestamp();
  return {
    phase: 'Pending',
    startTime: startedAt,
    conditions: conditions(cluster, false),
    containerStatuses: containerStatuses(pod, image => {
      if (reason === 'ContainerCreating') {
        return { waiting: { reason } };
      }
      return BROKEN.test(image)
        ? {
            waiting: {
              reason,
              message: `Back-off pulling image "${image}"`,
            },
          }
        : { running: { startedAt } };
    }),
  };
}

function running(cluster: ClusterObjects, pod: KubeObject): Json {
  const startedAt = cluster.timestamp();
  return {
    phase: 'Running',
    startTime: pod.status?.startTime ?? startedAt,
    conditions: conditions(cluster, true),
    containerStatuses: containerStatuses(pod, () => ({
      running: { startedAt },
    })),
  };
}

function finished(cluster: ClusterObjects, pod: KubeObject): Json {
  const finishedAt = cluster.timestamp();
  return {
    phase: 'Succeeded',
    startTime: pod.status?.startTime ?? finishedAt,
    conditions: conditions(cluster, false),
    containerStatuses: containerStatuses(pod, () => ({
      terminated: { exitCode: 0, reason: 'Completed', finishedAt },
    })),
  };
}
