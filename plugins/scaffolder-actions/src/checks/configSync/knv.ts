import { explainSyncError } from 'backstage-plugin-anthos-fleet-common';
import { finding, type Path } from '../fields';
import type { CheckedObject, Finding, Severity } from '../types';

/** A finding of Config Sync's own, in the words that errors of live clusters are told in. */
export function knv(
  code: number,
  object: CheckedObject,
  path: Path,
  message: string,
  severity: Severity = 'error',
): Finding {
  const { cause, remedy } = explainSyncError(`KNV${code}`, message);
  return finding(`KNV${code}`, object, path, {
    severity,
    message,
    cause,
    remedy,
  });
}

/** How an object is called in a message. */
export function nameOf({ kind, namespace, name }: CheckedObject): string {
  return `${kind} ${[namespace, name ?? '(without a name)']
    .filter(Boolean)
    .join('/')}`;
}

export const ANNOTATIONS = ['metadata', 'annotations'];
export const LABELS = ['metadata', 'labels'];
export const NAMESPACE_SELECTOR = 'configmanagement.gke.io/namespace-selector';
export const CLUSTER_SELECTOR = 'configmanagement.gke.io/cluster-selector';
export const CLUSTER_NAMES = 'configsync.gke.io/cluster-name-selector';
export const MANAGED = 'configmanagement.gke.io/managed';
