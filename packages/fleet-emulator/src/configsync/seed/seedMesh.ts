import type { ClusterObjects } from '../../cluster/ClusterObjects';
import type { KubeObjectInput } from '../../cluster/objects';
import type { ClusterDefinition } from '../../fleet/clusterSchema';
import type { Mesh } from '../../fleet/featureSchemas';
import { installMesh } from '../../cluster/installations';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/** How far a control plane that Google runs is: the conditions Reconciled and Stalled. */
const CONDITIONS: Record<string, [reconciled: string, stalled: string]> = {
  managed: ['True', 'False'],
  'needs-attention': ['True', 'False'],
  degraded: ['True', 'False'],
  provisioning: ['False', 'False'],
  stalled: ['False', 'True'],
};

function controlPlane(mesh: Mesh, at: string): KubeObjectInput | undefined {
  const conditions = CONDITIONS[mesh.status];
  if (!conditions) {
    return undefined;
  }
  const [reconciled, stalled] = conditions;
  const condition = (type: string, status: string, reason: string) => ({
    type,
    status,
    reason,
    message: mesh.description ?? '',
    lastTransitionTime: at,
  });
  const channel = /rapid|stable/.exec(mesh.revision)?.[0] ?? 'regular';
  return {
    apiVersion: 'mesh.cloud.google.com/v1beta1',
    kind: 'ControlPlaneRevision',
    metadata: {
      name: mesh.revision,
      namespace: 'istio-system',
      labels: { 'mesh.cloud.google.com/managed-cni-enabled': 'true' },
    },
    spec: { type: 'managed_service', channel },
    status: {
      conditions: [
        condition(
          'Reconciled',
          reconciled,
          reconciled === 'True' ? 'Reconciled' : 'NotReconciled',
        ),
        condition('Stalled', stalled, stalled === 'True' ? 'Stalled' : ''),
        condition('ProvisioningFinished', reconciled, 'Provisioning'),
      ],
    },
  };
}

/**
 * A mesh brings its kinds, a namespace, and its control plane: Google's, or one in the cluster.
 *
 * @returns whether there is one
 */
export function seedMesh(
  cluster: ClusterObjects,
  definition: ClusterDefinition,
): boolean {
  const { mesh, missingKinds } = definition;
  if (!mesh || ['assigned', 'failed-precondition'].includes(mesh.status)) {
    return false;
  }
  installMesh(cluster);
  for (const name of missingKinds) {
    const kind = cluster.kinds
      .list()
      .find(({ group, kind: own }) => `${own}.${group}` === name);
    if (kind) {
      cluster.delete(DEFINITIONS, kind.groupResource);
    }
  }
  const revision = controlPlane(mesh, cluster.timestamp());
  if (revision) {
    cluster.create(revision, { withStatus: true });
    return true;
  }
  const labels = { app: 'istiod' };
  cluster.create({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'istiod', namespace: 'istio-system', labels },
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'discovery', image: 'istio/pilot:1.31.3' }],
        },
      },
    },
  });
  return true;
}
