import type { ClusterObjects } from './ClusterObjects';
import { BUILTIN_RIGHTS } from './rbac/builtinRoles';

interface Basics {
  nodes: number;
  uid?: string;
  version: string;
}

/** What every new cluster has: its own namespaces, nodes, and Kubernetes' own roles. */
export function seedBasics(cluster: ClusterObjects, basics: Basics): void {
  const namespace = (name: string, uid?: string) =>
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, ...(uid ? { uid } : {}) },
    });
  namespace('default');
  namespace('kube-node-lease');
  namespace('kube-public');
  namespace('kube-system', basics.uid);
  BUILTIN_RIGHTS.forEach(right => cluster.create(right));
  for (let index = 1; index <= basics.nodes; index += 1) {
    seedNode(cluster, `node-${index}`, basics.version);
  }
}

function seedNode(cluster: ClusterObjects, name: string, version: string) {
  const since = cluster.timestamp();
  cluster.create(
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        labels: {
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
        },
      },
      spec: {},
      status: {
        capacity: { cpu: '8', memory: '32Gi', pods: '110' },
        allocatable: { cpu: '7800m', memory: '30Gi', pods: '110' },
        conditions: [
          {
            type: 'Ready',
            status: 'True',
            reason: 'KubeletReady',
            message: 'kubelet is posting ready status',
            lastHeartbeatTime: since,
            lastTransitionTime: since,
          },
        ],
        nodeInfo: {
          kubeletVersion: version,
          operatingSystem: 'linux',
          architecture: 'amd64',
        },
      },
    },
    { withStatus: true },
  );
}
