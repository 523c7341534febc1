import { applyPatch, Operation } from 'fast-json-patch';
import { mergePatch } from '../../fleet/mergePatch';
import { KubeError } from '../KubeError';
import { copy, Json, KubeObject } from '../objects';

/** The `Scale` of a workload. */
export function scaleOf({ metadata, spec, status }: KubeObject): Json {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  const labels = Object.entries(spec.selector?.matchLabels ?? {});
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas ?? 1 },
    status: {
      replicas: status?.replicas ?? 0,
      selector: labels.map(([key, value]) => `${key}=${value}`).join(','),
    },
  };
}

/** How many replicas there are to be after a Scale was replaced or patched. */
export function scaledBy(scale: Json, body: unknown, type: string): number {
  const after = (
    type === 'application/json-patch+json'
      ? applyPatch(copy(scale), body as Operation[]).newDocument
      : mergePatch(scale, body)
  ) as Json;
  const replicas = after.spec?.replicas;
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw KubeError.badRequest(
      'spec.replicas of a Scale must be a number that is not below zero',
    );
  }
  return replicas;
}
