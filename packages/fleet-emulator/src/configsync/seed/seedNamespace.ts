import type { ClusterObjects } from '../../cluster/ClusterObjects';

/** Makes a namespace, unless it is there. */
export function seedNamespace(
  cluster: ClusterObjects,
  options: {
    name: string;
    labels?: Record<string, string>;
    quota?: Record<string, string>;
  },
): void {
  const { name, labels = {}, quota } = options;
  if (!cluster.find('namespaces', name)) {
    cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels },
    });
  }
  if (quota && !cluster.find('resourcequotas', 'quota', name)) {
    cluster.create({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'quota', namespace: name },
      spec: { hard: quota },
    });
  }
}
