import type { ServicePlan } from './ServicePlan';

const LABEL_VALUE = /^[a-z0-9]([-\w.]{0,61}[a-z0-9])?$/i;

/** A version for labels: the tag of the image where it can be one. */
export function versionOf({ image }: ServicePlan): string {
  return image.tag !== undefined && !image.sample && LABEL_VALUE.test(image.tag)
    ? image.tag
    : 'v1';
}

/** What chooses the pods. It can never change, so it holds the name alone. */
export function selectorOf({ name }: ServicePlan): Record<string, string> {
  return { app: name };
}

/** On every object of the service. */
export function commonLabels(plan: ServicePlan): Record<string, string> {
  const system = plan.system?.split('/').at(-1);
  return {
    app: plan.name,
    'app.kubernetes.io/name': plan.name,
    ...(system && { 'app.kubernetes.io/part-of': system }),
    'backstage.io/kubernetes-id': plan.name,
  };
}

/** On its pods: dashboards of the mesh group by the canonical names. */
export function podLabels(plan: ServicePlan): Record<string, string> {
  const version = versionOf(plan);
  return {
    ...commonLabels(plan),
    version,
    'app.kubernetes.io/version': version,
    'service.istio.io/canonical-name': plan.name,
    'service.istio.io/canonical-revision': version,
  };
}

/** Name, namespace and labels of an object of the service. */
export function metadataOf(plan: ServicePlan, name: string = plan.name) {
  return { name, namespace: plan.namespace, labels: commonLabels(plan) };
}
