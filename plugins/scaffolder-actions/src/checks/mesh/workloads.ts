import {
  at,
  finding,
  isKind,
  listOf,
  mapOf,
  perObject,
  sameObject,
  selects,
  together,
} from '../fields';
import type { CheckedObject } from '../types';
import {
  containersOf,
  injected,
  quantityOf,
  workloadOf,
  workloadsOf,
  type Workload,
} from '../workloads';

const VERSIONS = [
  'version',
  'app.kubernetes.io/version',
  'service.istio.io/canonical-revision',
];

const selectorOf = (object: CheckedObject) =>
  at(object.value, ['spec', 'selector', 'matchLabels']);

/** What tells pods of one service from those of another, and one version from the next. */
export const workloadLabels = perObject((object, all) => {
  const workload = workloadOf(object);
  if (!workload || workload.ends || object.kind === 'Pod') {
    return [];
  }
  const rival = workloadsOf(all).find(
    other =>
      !sameObject(object, other.object) &&
      other.object.kind !== 'Pod' &&
      !other.ends &&
      together(object, other.object) &&
      selects(selectorOf(object), other.labels),
  );
  const versionless =
    injected(workload, all) !== false &&
    !VERSIONS.some(label => workload.labels[label] !== undefined);
  return [
    ...(rival
      ? [
          finding(
            'mesh/workload-labels',
            object,
            ['spec', 'selector', 'matchLabels'],
            {
              severity: 'error',
              message: `The selector also takes the pods of ${
                rival.object.kind
              } ${rival.object.name ?? ''}`,
              cause:
                'Two workloads fight over the same pods, and services and policies of one are in force for the other.',
              remedy:
                'Give each workload a label of its own, such as app, in its selector and its pod template.',
            },
          ),
        ]
      : []),
    ...(versionless
      ? [
          finding(
            'mesh/workload-labels',
            object,
            [...workload.pod, 'metadata', 'labels'],
            {
              severity: 'warning',
              message: 'Pods have no label version',
              cause:
                'If they are in the mesh, their versions cannot be told apart in its telemetry, and no subset can be made of one.',
              remedy:
                'Set the label version (or app.kubernetes.io/version) in the pod template, not in the selector.',
            },
          ),
        ]
      : []),
  ];
});

const RESOURCES = [
  ['requests.cpu', 'cpu', 'sidecar.istio.io/proxyCPU', '100m'],
  ['requests.memory', 'memory', 'sidecar.istio.io/proxyMemory', '128Mi'],
] as const;

function podsOf({ object }: Workload, all: readonly CheckedObject[]): number {
  const scaler = all.find(
    other =>
      isKind(other, 'autoscaling', 'HorizontalPodAutoscaler') &&
      together(object, other) &&
      at(other.value, ['spec', 'scaleTargetRef', 'name']) === object.name,
  );
  const pods =
    at(scaler?.value, ['spec', 'minReplicas']) ??
    at(object.value, ['spec', 'replicas']);
  return typeof pods === 'number' ? pods : 1;
}

/** A quota that was reckoned without the proxies. */
export const quotaWithoutProxies = perObject((quota, all) => {
  if (!isKind(quota, '', 'ResourceQuota')) {
    return [];
  }
  const seen: CheckedObject[] = [];
  const workloads = workloadsOf(all).filter(workload => {
    const { object } = workload;
    const counts =
      together(quota, object) &&
      object.kind !== 'DaemonSet' &&
      injected(workload, all) !== false &&
      !seen.some(other => sameObject(other, object));
    seen.push(...(counts ? [object] : []));
    return counts;
  });
  return RESOURCES.flatMap(([field, resource, annotation, fallback]) => {
    const limit = quantityOf(at(quota.value, ['spec', 'hard', field]));
    let alone = 0;
    let proxies = 0;
    for (const workload of workloads) {
      const pods = podsOf(workload, all);
      for (const { value, init } of containersOf(workload)) {
        alone += init
          ? 0
          : pods *
            (quantityOf(at(value, ['resources', 'requests', resource])) ?? 0);
      }
      proxies +=
        pods * (quantityOf(workload.annotations[annotation] ?? fallback) ?? 0);
    }
    return limit !== undefined && alone <= limit && alone + proxies > limit
      ? [
          finding(
            'mesh/quota-without-proxies',
            quota,
            ['spec', 'hard', field],
            {
              severity: 'warning',
              message: `${field} is enough for the containers of this folder, but not for their proxies as well`,
              cause:
                'Each pod in the mesh gets a proxy with requests of its own (100m and 128Mi unless the pod says otherwise), and the quota counts them: the last pods are not started.',
              remedy: `Raise spec.hard["${field}"] by the share of the proxies, or lower it with the annotation ${annotation} of the pods.`,
            },
          ),
        ]
      : [];
  });
});

const defaultsOf = (limits: CheckedObject) =>
  listOf(at(limits.value, ['spec', 'limits'])).map(item =>
    mapOf(at(item, ['default'])),
  );

/** A quota on limits refuses pods whose proxies have none. */
export const quotaOnProxyLimits = perObject((quota, all) =>
  isKind(quota, '', 'ResourceQuota') &&
  at(quota.value, ['spec', 'hard', 'limits.cpu']) !== undefined &&
  !all.some(
    other =>
      isKind(other, '', 'LimitRange') &&
      together(quota, other) &&
      defaultsOf(other).some(({ cpu }) => cpu !== undefined),
  )
    ? workloadsOf(all)
        .filter(
          workload =>
            together(quota, workload.object) &&
            injected(workload, all) !== false &&
            workload.annotations['sidecar.istio.io/proxyCPULimit'] ===
              undefined,
        )
        .map(({ object, pod }) =>
          finding(
            'mesh/quota-without-proxies',
            object,
            [...pod, 'metadata', 'annotations'],
            {
              severity: 'warning',
              message:
                'The quota of the namespace asks for a CPU limit, and the proxy of these pods may have none',
              cause:
                'If the mesh gives proxies no limit by itself, the quota on limits.cpu refuses the pods.',
              remedy:
                'Set the annotation sidecar.istio.io/proxyCPULimit, or a default for cpu in a LimitRange.',
            },
          ),
        )
    : [],
);
