import { KubeError } from '../../cluster/KubeError';
import { parseLabelSelector } from '../../cluster/selectors';
import { groupOf } from '../identity';
import { isObject, Json } from '../parseFiles';
import { RenderProblem } from './kustomization';

/** Patterns of a target must fit the whole word. */
function fits(pattern: unknown, value: string): boolean {
  if (pattern === undefined || pattern === null || pattern === '') {
    return true;
  }
  try {
    return new RegExp(`^(?:${pattern})$`).test(value);
  } catch {
    throw new RenderProblem(
      `invalid Kustomization: target: error parsing regexp: ${pattern}`,
    );
  }
}

function selects(selector: unknown, labels: Record<string, string> = {}) {
  if (selector === undefined || selector === '') {
    return true;
  }
  try {
    const metadata = {
      name: '',
      uid: '',
      resourceVersion: '',
      creationTimestamp: '',
    };
    return parseLabelSelector(String(selector))({
      apiVersion: '',
      kind: '',
      metadata: { ...metadata, labels },
    });
  } catch (error) {
    throw error instanceof KubeError
      ? new RenderProblem(`invalid Kustomization: target: ${error.message}`)
      : error;
  }
}

/** Whether an object is one that a patch with a target is for. */
export function isTarget(target: Json, object: Json): boolean {
  const { group, version } = groupOf(object.apiVersion);
  const { name, namespace, labels, annotations } = object.metadata;
  return (
    fits(target.group, group) &&
    fits(target.version, version) &&
    fits(target.kind, object.kind) &&
    fits(target.name, name) &&
    fits(target.namespace, namespace ?? '') &&
    selects(target.labelSelector, labels) &&
    selects(target.annotationSelector, annotations)
  );
}

/** Kustomize's own writing of what an object is. */
export function idOf({ apiVersion, kind, metadata }: Json): string {
  const { group, version } = groupOf(String(apiVersion ?? ''));
  const name = isObject(metadata) ? metadata.name : undefined;
  const namespace = isObject(metadata) ? metadata.namespace : undefined;
  return `${kind}.${version}.${group || '[noGrp]'}/${name}.${
    namespace ?? '[noNs]'
  }`;
}
