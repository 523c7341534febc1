import { readQuantity } from '../schemas';
import { at, groupOf, isKind, listOf, mapOf, type Path } from './fields';
import type { CheckedObject } from './types';

const POD_PATHS: Record<string, Path> = {
  '/Pod': [],
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
};

/** Something that runs pods. */
export interface Workload {
  object: CheckedObject;
  /** Where its pod is. */
  pod: Path;
  labels: Record<string, unknown>;
  annotations: Record<string, unknown>;
  /** It ends by itself. */
  ends: boolean;
}

export interface Container {
  path: Path;
  value: Record<string, unknown>;
  name: string;
  /** Runs before the others and ends; a native sidecar does not. */
  init: boolean;
}

export function workloadOf(object: CheckedObject): Workload | undefined {
  const pod = POD_PATHS[`${groupOf(object)}/${object.kind}`];
  // A patch of kustomize says only what it changes.
  if (
    !pod ||
    !listOf(at(object.value, [...pod, 'spec', 'containers'])).length
  ) {
    return undefined;
  }
  return {
    object,
    pod,
    labels: mapOf(at(object.value, [...pod, 'metadata', 'labels'])),
    annotations: mapOf(at(object.value, [...pod, 'metadata', 'annotations'])),
    ends: isKind(object, 'batch', 'Job', 'CronJob'),
  };
}

export function workloadsOf(objects: readonly CheckedObject[]): Workload[] {
  return objects.flatMap(object => workloadOf(object) ?? []);
}

export function containersOf({ object, pod }: Workload): Container[] {
  return ['initContainers', 'containers'].flatMap(field => {
    const path = [...pod, 'spec', field];
    return listOf(at(object.value, path)).map((item, index) => {
      const value = mapOf(item);
      return {
        path: [...path, index],
        value,
        name: typeof value.name === 'string' ? value.name : String(index),
        init: field === 'initContainers' && value.restartPolicy !== 'Always',
      };
    });
  });
}

/** Whether pods get a proxy: by the label of the pod, else by its namespace in the folder. */
export function injected(
  { object, labels, annotations }: Workload,
  all: readonly CheckedObject[],
): boolean | undefined {
  const own =
    labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  if (own === 'true' || own === 'false') {
    return own === 'true';
  }
  const namespaces = all.filter(
    other => isKind(other, '', 'Namespace') && other.name === object.namespace,
  );
  if (!namespaces.length) {
    return undefined;
  }
  return namespaces.some(hasInjection);
}

/** Whether a namespace asks for proxies in its pods. */
export function hasInjection(namespace: CheckedObject): boolean {
  const labels = mapOf(at(namespace.value, ['metadata', 'labels']));
  return (
    labels['istio-injection'] === 'enabled' ||
    (labels['istio-injection'] === undefined &&
      typeof labels['istio.io/rev'] === 'string')
  );
}

/** A quantity of Kubernetes, which YAML may hold as a number; undefined when it is none. */
export function quantityOf(value: unknown): number | undefined {
  return readQuantity(String(value ?? ''));
}
