import type { Entity } from '@backstage/catalog-model';
import {
  ANNOTATION_CLUSTER,
  ANNOTATION_KUBERNETES_NAMESPACE,
  ANNOTATION_NAMESPACE,
  ANNOTATION_SERVICE_ACCOUNT,
} from 'backstage-plugin-anthos-fleet-common';
import type { ServicePlan } from './ServicePlan';

/** The service in the catalog: whose it is, where it runs, and who it is in the mesh. */
export function catalogInfo(plan: ServicePlan): Entity {
  const dependsOn = plan.callees.map(({ entity }) => entity).sort();
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: plan.name,
      ...(plan.description && { description: plan.description }),
      annotations: {
        [ANNOTATION_CLUSTER]: [...plan.clusters].sort().join(', '),
        [ANNOTATION_NAMESPACE]: plan.namespace,
        [ANNOTATION_SERVICE_ACCOUNT]: plan.name,
        'backstage.io/kubernetes-id': plan.name,
        [ANNOTATION_KUBERNETES_NAMESPACE]: plan.namespace,
      },
    },
    spec: {
      type: 'service',
      lifecycle: plan.lifecycle,
      owner: plan.owner,
      ...(plan.system && { system: plan.system }),
      ...(dependsOn.length && { dependsOn }),
    },
  };
}
