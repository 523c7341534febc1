import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { APP_CONTAINER, HTTP_PORT } from './deployment';
import { metadataOf, selectorOf } from './labels';
import type { ServicePlan } from './ServicePlan';

const MOST_GROWTH = 3;

/** Who the service is. An account of its own: whoever shares one is let in together. */
export function serviceAccount(plan: ServicePlan): IServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadataOf(plan),
    automountServiceAccountToken: false,
  };
}

export function service(plan: ServicePlan): IService {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(plan),
    spec: {
      selector: selectorOf(plan),
      ports: [
        {
          name: HTTP_PORT,
          appProtocol: 'http',
          protocol: 'TCP',
          port: plan.port,
          targetPort: HTTP_PORT,
        },
      ],
    },
  };
}

export function autoscaler(plan: ServicePlan): IHorizontalPodAutoscaler {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf(plan),
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: plan.name,
      },
      minReplicas: plan.replicas,
      maxReplicas: plan.replicas * MOST_GROWTH,
      metrics: [
        {
          type: 'ContainerResource',
          containerResource: {
            name: 'cpu',
            container: APP_CONTAINER,
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    },
  };
}

/** One at a time, so that a service of one pod does not keep a node from being emptied. */
export function disruptionBudget(plan: ServicePlan): IPodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(plan),
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: selectorOf(plan) },
    },
  };
}
