import { at, finding, isKind, mapOf, perObject } from '../fields';
import { hasInjection, injected, workloadOf } from '../workloads';

const LABELS = ['metadata', 'labels'];
const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** One of two labels wins, and it is not the one that people expect. */
export const bothInjectionLabels = perObject(namespace => {
  const labels = mapOf(at(namespace.value, LABELS));
  return isKind(namespace, '', 'Namespace') &&
    labels['istio-injection'] !== undefined &&
    labels['istio.io/rev'] !== undefined
    ? [
        finding(
          'mesh/both-injection-labels',
          namespace,
          [...LABELS, 'istio.io/rev'],
          {
            severity: 'error',
            message: 'The namespace has istio-injection and istio.io/rev',
            cause:
              'istio-injection wins over istio.io/rev, so the revision is ignored and pods get another proxy, or none.',
            remedy:
              'Keep the one that the control plane of the cluster asks for, and remove the other.',
          },
        ),
      ]
    : [];
});

/** The container that sets up the network breaks the Pod Security of its namespace. */
export const restrictedWithoutCni = perObject(namespace => {
  const level = at(namespace.value, [...LABELS, ENFORCE]);
  return isKind(namespace, '', 'Namespace') &&
    (level === 'restricted' || level === 'baseline') &&
    hasInjection(namespace)
    ? [
        finding(
          'mesh/restricted-without-cni',
          namespace,
          [...LABELS, ENFORCE],
          {
            // Right wherever the CNI plugin is there, which is the rule; so nobody is warned.
            severity: 'info',
            message: `Pods get a proxy and Pod Security is ${level}: the cluster needs the CNI plugin of the mesh`,
            cause:
              'Without the plugin, each pod gets a container istio-init with NET_ADMIN, which this level refuses: no pod starts.',
            remedy:
              'Make sure that the CNI plugin (istio-cni, or the managed one) is enabled on every cluster that this goes to.',
          },
        ),
      ]
    : [];
});

/** A classic sidecar runs on when the job is done. */
export const jobWithSidecar = perObject((object, all) => {
  const workload = workloadOf(object);
  return workload?.ends && injected(workload, all) !== false
    ? [
        finding(
          'mesh/job-with-sidecar',
          object,
          [...workload.pod, 'metadata'],
          {
            severity: 'warning',
            message: 'The job may never end, since its pod gets a proxy',
            cause:
              'If the namespace is in the mesh and the cluster does not run proxies as native sidecars, the proxy goes on after the job is done, and the pod never completes.',
            remedy:
              'Set the label sidecar.istio.io/inject: "false" on the pod template if the job calls nothing in the mesh; otherwise make sure of native sidecars (Kubernetes 1.33), or let the job call /quitquitquit of the proxy at its end.',
          },
        ),
      ]
    : [];
});
