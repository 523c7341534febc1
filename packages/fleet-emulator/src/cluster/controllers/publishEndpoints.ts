import type { ClusterObjects } from '../ClusterObjects';
import { Json, KubeObject } from '../objects';
import { matchesLabels } from '../selectors';
import { ownerReference } from './owned';
import type { Controller } from './startControllers';

/** Keeps the Endpoints of Services current with their pods. */
export const publishEndpoints: Controller = (
  { type, kind, object },
  cluster,
) => {
  const { name, namespace } = object.metadata;
  if (kind.groupResource === 'services' && type !== 'deleted') {
    publish(cluster, cluster.find('services', name, namespace));
  }
  if (kind.groupResource === 'pods' && type !== 'added') {
    cluster
      .all('services', namespace)
      .filter(({ spec }) => selects(spec, object))
      .forEach(service => publish(cluster, service));
  }
};

function selects(spec: Json, pod: KubeObject): boolean {
  return (
    Boolean(spec.selector) &&
    matchesLabels({ matchLabels: spec.selector }, pod.metadata.labels)
  );
}

function targetPort(port: Json, pod: KubeObject | undefined): number {
  if (typeof port.targetPort === 'number') {
    return port.targetPort;
  }
  const named = ((pod?.spec.containers ?? []) as Json[])
    .flatMap(container => (container.ports ?? []) as Json[])
    .find(candidate => candidate.name === port.targetPort);
  return named?.containerPort ?? port.port;
}

function publish(cluster: ClusterObjects, service?: KubeObject): void {
  if (!service?.spec.selector) {
    return;
  }
  const { name, namespace, labels } = service.metadata;
  const pods = cluster
    .all('pods', namespace)
    .filter(pod => pod.status?.podIP && selects(service.spec, pod));
  const isReady = (pod: KubeObject) => pod.status?.phase === 'Running';
  const address = (pod: KubeObject) => ({
    ip: pod.status.podIP,
    nodeName: pod.spec.nodeName,
    targetRef: {
      kind: 'Pod',
      name: pod.metadata.name,
      namespace,
      uid: pod.metadata.uid,
    },
  });
  const ready = pods.filter(isReady).map(address);
  const notReady = pods.filter(pod => !isReady(pod)).map(address);
  const ports = ((service.spec.ports ?? []) as Json[]).map(port => ({
    ...(port.name ? { name: port.name } : {}),
    port: targetPort(port, pods[0]),
    protocol: port.protocol,
  }));
  const subsets =
    pods.length === 0
      ? []
      : [
          {
            ...(ready.length ? { addresses: ready } : {}),
            ...(notReady.length ? { notReadyAddresses: notReady } : {}),
            ports,
          },
        ];
  const endpoints = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name,
      namespace,
      labels: { ...labels },
      ownerReferences: [ownerReference(service)],
    },
    subsets,
  };
  if (cluster.find('endpoints', name, namespace)) {
    cluster.update(endpoints);
  } else {
    cluster.create(endpoints);
  }
}
