import type { ClusterObjects } from './ClusterObjects';
import { copy, Json, KubeObject } from './objects';

const INJECT = 'sidecar.istio.io/inject';

const PROXY: Json = {
  name: 'istio-proxy',
  image: 'gcr.io/gke-release/asm/proxyv2:1.31.3-asm.9',
  args: ['proxy', 'sidecar'],
  ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
  resources: {
    requests: { cpu: '100m', memory: '128Mi' },
    limits: { cpu: '2', memory: '1Gi' },
  },
};

/** Puts the proxy of the mesh into a new pod, where the mesh would. Changes the pod. */
export function injectSidecar(cluster: ClusterObjects, pod: KubeObject): void {
  const hasMesh = cluster.kinds.find('peerauthentications.security.istio.io');
  const namespace = cluster.find('namespaces', String(pod.metadata.namespace));
  const containers = (pod.spec.containers ?? []) as Json[];
  const there = containers.some(({ name }) => name === PROXY.name);
  if (hasMesh && namespace && !there && isWanted(namespace, pod)) {
    pod.spec.containers = [...containers, copy(PROXY)];
  }
}

function isWanted(namespace: KubeObject, pod: KubeObject): boolean {
  const { labels = {} } = namespace.metadata;
  const chosen = pod.metadata.labels?.[INJECT];
  // `istio-injection` wins over `istio.io/rev`, and the pod's own word over both.
  const injected =
    labels['istio-injection'] === undefined
      ? labels['istio.io/rev'] !== undefined
      : labels['istio-injection'] === 'enabled';
  return chosen === undefined ? injected : chosen === 'true';
}
