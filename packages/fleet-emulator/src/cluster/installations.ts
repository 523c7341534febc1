import type { ClusterObjects } from './ClusterObjects';
import {
  CONFIG_SYNC,
  Definition,
  definitionOf,
  GATEWAY_API,
  MESH,
  POLICY_CONTROLLER,
} from './customKinds';

function install(
  cluster: ClusterObjects,
  namespaces: string[],
  definitions: Definition[],
): void {
  for (const name of namespaces) {
    if (!cluster.find('namespaces', name)) {
      cluster.create({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name },
      });
    }
  }
  for (const definition of definitions.map(definitionOf)) {
    if (!cluster.kinds.find(String(definition.metadata.name))) {
      cluster.create(definition);
    }
  }
}

/**
 * The namespaces and kinds of Config Sync.
 *
 * @public
 */
export function installConfigSync(cluster: ClusterObjects): void {
  install(
    cluster,
    [
      'config-management-monitoring',
      'config-management-system',
      'resource-group-system',
    ],
    CONFIG_SYNC,
  );
}

/**
 * The namespace and kinds of Policy Controller. Every ConstraintTemplate that is created brings
 * the kind of its constraints.
 *
 * @public
 */
export function installPolicyController(cluster: ClusterObjects): void {
  install(cluster, ['gatekeeper-system'], POLICY_CONTROLLER);
}

/**
 * The namespace and kinds of the mesh. From then on pods in injected namespaces get a proxy.
 *
 * @public
 */
export function installMesh(cluster: ClusterObjects): void {
  install(cluster, ['istio-system'], MESH);
}

/** Classes of load balancers that every GKE cluster has. */
const GATEWAY_CLASSES = [
  'gke-l7-global-external-managed',
  'gke-l7-regional-external-managed',
  'gke-l7-rilb',
];

/**
 * The kinds of the Gateway API, and the classes of GKE.
 *
 * @public
 */
export function installGatewayApi(cluster: ClusterObjects): void {
  install(cluster, [], GATEWAY_API);
  for (const name of GATEWAY_CLASSES) {
    cluster.create({
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name },
      spec: { controllerName: 'networking.gke.io/gateway' },
    });
  }
}
