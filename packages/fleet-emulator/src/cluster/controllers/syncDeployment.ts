import { createHash } from 'node:crypto';
import type { ClusterObjects } from '../ClusterObjects';
import { KubeObject } from '../objects';
import { withCondition } from './conditions';
import { ownedBy, ownerReference } from './owned';

const SETS = 'replicasets.apps';
const HASH = 'pod-template-hash';
const REVISION = 'deployment.kubernetes.io/revision';

/** What Kubernetes would call a version of the pods: another template, another name. */
function templateHash(template: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(template))
    .digest('hex')
    .slice(0, 10);
}

/**
 * Brings the ReplicaSets of a Deployment to what it asks for. A new version starts beside the old
 * one, whose pods go once the new ones are ready: a version that never starts takes nothing down.
 */
export function syncDeployment(
  cluster: ClusterObjects,
  deployment: KubeObject,
): void {
  if (deployment.metadata.deletionTimestamp) {
    return;
  }
  const hash = templateHash(deployment.spec.template);
  const replicas: number = deployment.spec.replicas ?? 1;
  const find = () =>
    ownedBy(cluster, SETS, deployment).find(
      ({ metadata }) => metadata.labels?.[HASH] === hash,
    );
  const current = find();
  if (!current) {
    cluster.create(newSet(cluster, deployment, hash, replicas));
  } else if (current.spec.replicas !== replicas) {
    scale(cluster, current, replicas);
  } else if ((current.status?.readyReplicas ?? 0) >= replicas) {
    ownedBy(cluster, SETS, deployment)
      .filter(set => set !== current && set.spec.replicas > 0)
      .forEach(set => scale(cluster, set, 0));
  }
  report(cluster, deployment, find());
}

function newSet(
  cluster: ClusterObjects,
  deployment: KubeObject,
  hash: string,
  replicas: number,
): KubeObject {
  const { name, namespace } = deployment.metadata;
  const { selector, template } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  const revision = ownedBy(cluster, SETS, deployment).length + 1;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels,
      annotations: { [REVISION]: String(revision) },
      ownerReferences: [ownerReference(deployment)],
    },
    spec: {
      replicas,
      selector: {
        ...selector,
        matchLabels: { ...selector.matchLabels, [HASH]: hash },
      },
      template: {
        ...template,
        metadata: { ...template.metadata, labels },
      },
    },
  } as unknown as KubeObject;
}

function scale(cluster: ClusterObjects, set: KubeObject, replicas: number) {
  cluster.update({ ...set, spec: { ...set.spec, replicas } });
}

function report(
  cluster: ClusterObjects,
  deployment: KubeObject,
  current: KubeObject | undefined,
): void {
  const { name, namespace } = deployment.metadata;
  const latest = cluster.find('deployments.apps', name, namespace);
  if (!latest) {
    return;
  }
  const sets = ownedBy(cluster, SETS, deployment);
  const sum = (field: string) =>
    sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);
  const wanted: number = latest.spec.replicas ?? 1;
  const ready = sum('readyReplicas');
  const isReady = ready >= wanted;
  const complete = isReady && (current?.status?.readyReplicas ?? 0) >= wanted;
  const failure = current?.status?.conditions?.find(
    ({ type }: { type: string }) => type === 'ReplicaFailure',
  );
  const time = cluster.timestamp();
  const available = withCondition(
    latest.status?.conditions,
    isReady
      ? {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }
      : {
          type: 'Available',
          status: 'False',
          reason: 'MinimumReplicasUnavailable',
          message: 'Deployment does not have minimum availability.',
        },
    time,
  );
  const progressing = withCondition(
    available,
    {
      type: 'Progressing',
      status: 'True',
      reason: complete ? 'NewReplicaSetAvailable' : 'ReplicaSetUpdated',
      message: `ReplicaSet "${current?.metadata.name}" ${
        complete ? 'has successfully progressed.' : 'is progressing.'
      }`,
    },
    time,
  );
  const conditions = failure
    ? withCondition(progressing, failure, time)
    : progressing.filter(({ type }) => type !== 'ReplicaFailure');
  cluster.updateStatus(
    {
      ...latest,
      status: {
        observedGeneration: latest.metadata.generation,
        replicas: sum('replicas'),
        updatedReplicas: current?.status?.replicas ?? 0,
        readyReplicas: ready,
        availableReplicas: ready,
        unavailableReplicas: Math.max(wanted - ready, 0),
        conditions,
      },
    },
    { manager: 'kube-controller-manager' },
  );
}
