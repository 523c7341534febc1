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
  // The network of the pod is set up beside it, so that the proxy needs no power of its own.
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsGroup: 1337,
    runAsNonRoot: true,
    runAsUser: 1337,
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

/** Annotations of a pod that say what its proxy asks for. */
const AMOUNTS = [
  ['sidecar.istio.io/proxyCPU', 'requests', 'cpu'],
  ['sidecar.istio.io/proxyMemory', 'requests', 'memory'],
  ['sidecar.istio.io/proxyCPULimit', 'limits', 'cpu'],
  ['sidecar.istio.io/proxyMemoryLimit', 'limits', 'memory'],
] as const;

/** What the proxy asks for: its defaults, or only what the pod says as soon as it says something. */
function resourcesOf({ metadata: { annotations = {} } }: KubeObject): Json {
  const said = AMOUNTS.filter(([key]) => annotations[key] !== undefined);
  const resources: Json = {};
  for (const [key, part, name] of said) {
    resources[part] = { ...resources[part], [name]: annotations[key] };
  }
  return said.length ? resources : copy(PROXY.resources);
}

/** Puts the proxy of the mesh into a new pod, where the mesh would. Changes the pod. */
export function injectSidecar(cluster: ClusterObjects, pod: KubeObject): void {
  const hasMesh = cluster.kinds.find('peerauthentications.security.istio.io');
  const namespace = cluster.find('namespaces', String(pod.metadata.namespace));
  const containers = (pod.spec.containers ?? []) as Json[];
  const there = containers.some(({ name }) => name === PROXY.name);
  if (hasMesh && namespace && !there && isWanted(namespace, pod)) {
    pod.spec.containers = [
      ...containers,
      { ...copy(PROXY), resources: resourcesOf(pod) },
    ];
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
