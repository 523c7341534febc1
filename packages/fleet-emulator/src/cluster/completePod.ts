import type { ClusterObjects } from './ClusterObjects';
import { setDefaults } from './defaults';
import { Kind } from './Kind';
import { applyLimitRanges } from './limitRanges';
import { KubeObject } from './objects';
import { injectSidecar } from './sidecar';

/**
 * What Kubernetes and the mesh add to a new pod. The proxy comes before the defaults of the
 * namespace, so that they hold for it too. Changes the pod.
 */
export function completePod(
  cluster: ClusterObjects,
  kind: Kind,
  pod: KubeObject,
): void {
  pod.spec ??= {};
  injectSidecar(cluster, pod);
  setDefaults(kind, pod);
  applyLimitRanges(pod, cluster.all('limitranges', pod.metadata.namespace));
}
