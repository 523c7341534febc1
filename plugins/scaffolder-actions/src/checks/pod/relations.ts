import {
  at,
  finding,
  isKind,
  mapOf,
  perObject,
  selects,
  together,
} from '../fields';
import type { CheckedObject } from '../types';
import { containersOf, workloadsOf } from '../workloads';

const RUNNING = ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod'];

/** A Service that leads to no pods. */
export const serviceSelector = perObject((service, all) => {
  const selector = mapOf(at(service.value, ['spec', 'selector']));
  if (!isKind(service, '', 'Service') || !Object.keys(selector).length) {
    return [];
  }
  const near = workloadsOf(all).filter(({ object }) =>
    together(service, object),
  );
  return near.some(({ labels }) => selects(selector, labels))
    ? []
    : [
        finding('pod/service-selector', service, ['spec', 'selector'], {
          severity: 'warning',
          message: near.length
            ? 'The selector takes the pods of no workload of this folder'
            : 'This folder has no workload of the namespace that the selector could take',
          cause:
            'If no pods elsewhere have these labels, the Service has no endpoints, and each request to it fails.',
          remedy:
            'Use labels of the pod template of the workload in spec.selector.',
        }),
      ];
});

function podsBelow(
  budget: CheckedObject,
  all: readonly CheckedObject[],
): number | undefined {
  const selector = at(budget.value, ['spec', 'selector', 'matchLabels']);
  const workload = workloadsOf(all).find(
    ({ object, labels }) =>
      together(budget, object) && selects(selector, labels),
  );
  const scaler = all.find(
    other =>
      workload &&
      isKind(other, 'autoscaling', 'HorizontalPodAutoscaler') &&
      together(budget, other) &&
      at(other.value, ['spec', 'scaleTargetRef', 'name']) ===
        workload.object.name,
  );
  const pods = scaler
    ? at(scaler.value, ['spec', 'minReplicas']) ?? 1
    : workload && (at(workload.object.value, ['spec', 'replicas']) ?? 1);
  return typeof pods === 'number' ? pods : undefined;
}

/** A budget that lets no pod go keeps nodes from being upgraded. */
export const disruptionBudget = perObject((budget, all) => {
  if (!isKind(budget, 'policy', 'PodDisruptionBudget')) {
    return [];
  }
  const { minAvailable, maxUnavailable } = mapOf(budget.value.spec);
  const pods = podsBelow(budget, all);
  const always =
    maxUnavailable === 0 || maxUnavailable === '0%' || minAvailable === '100%';
  const here =
    typeof minAvailable === 'number' &&
    minAvailable > 0 &&
    pods !== undefined &&
    minAvailable >= pods;
  const field = minAvailable === undefined ? 'maxUnavailable' : 'minAvailable';
  return always || here
    ? [
        finding('pod/disruption-budget', budget, ['spec', field], {
          severity: always ? 'error' : 'warning',
          message: always
            ? 'The budget lets no pod be evicted'
            : `The budget asks for ${String(minAvailable)} of ${String(
                pods,
              )} pods, so none can be evicted`,
          cause:
            'Nodes are drained by evicting pods: each upgrade of the cluster waits for this one, until somebody removes it.',
          remedy:
            'Set maxUnavailable: 1, and run at least two pods of the workload.',
        }),
      ]
    : [];
});

/** A share of requests that nobody set. */
export const scalingWithoutRequests = perObject((scaler, all) => {
  if (!isKind(scaler, 'autoscaling', 'HorizontalPodAutoscaler')) {
    return [];
  }
  const target = mapOf(at(scaler.value, ['spec', 'scaleTargetRef']));
  const workload = workloadsOf(all).find(
    ({ object }) =>
      RUNNING.includes(object.kind) &&
      together(scaler, object) &&
      object.kind === target.kind &&
      object.name === target.name,
  );
  const metrics = at(scaler.value, ['spec', 'metrics']);
  return (Array.isArray(metrics) ? metrics : []).flatMap((metric, index) => {
    const whole = mapOf(at(metric, ['resource']));
    const single = mapOf(at(metric, ['containerResource']));
    const { name, target: goal } = whole.name === undefined ? single : whole;
    if (
      !workload ||
      typeof name !== 'string' ||
      mapOf(goal).type !== 'Utilization'
    ) {
      return [];
    }
    const missing = containersOf(workload).find(
      container =>
        !container.init &&
        (single.container === undefined ||
          single.container === container.name) &&
        at(container.value, ['resources', 'requests', name]) === undefined,
    );
    return missing
      ? [
          finding(
            'pod/scaling-without-requests',
            scaler,
            ['spec', 'metrics', index],
            {
              severity: 'error',
              message: `Scaling goes by the share of ${name}, but container ${missing.name} requests none`,
              cause:
                'Utilization is a share of the request; without one it cannot be reckoned, and the workload is never scaled.',
              remedy: `Set resources.requests.${name} of the container, or scale by AverageValue.`,
            },
          ),
        ]
      : [];
  });
});
