import { basename } from 'node:path';
import type { JsonObject } from '@backstage/types';
import { at } from '../../checks/fields';
import { parseFiles } from '../../checks/parseFiles';
import type { CheckedObject, Finding } from '../../checks/types';
import type { WorkspaceFile } from '../../common';
import { isNamespaced } from '../../schemas';

/** Not for the API server: what builds manifests, and what the catalog and Config Sync read. */
const OTHER_GROUPS =
  /^(kustomize\.config\.k8s\.io|backstage\.io|config\.kubernetes\.io|configmanagement\.gke\.io)\//;

/** An object that clusters are asked about, and where it is from. */
export interface Applied {
  manifest: JsonObject;
  place: Pick<Finding, 'file' | 'line' | 'object'>;
}

const isMap = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects of files that a cluster would be given; what cannot be read is found by the checks. */
export function appliedOf(
  files: readonly WorkspaceFile[],
  namespace?: string,
): Applied[] {
  return parseFiles(
    files.filter(({ path }) => basename(path) !== 'catalog-info.yaml'),
  ).objects.flatMap(object => toApplied(object, namespace));
}

function toApplied(object: CheckedObject, namespace?: string): Applied[] {
  const { value, kind, apiVersion, name, file } = object;
  const { metadata } = value;
  if (
    !isMap(value) ||
    !isMap(metadata) ||
    name === undefined ||
    OTHER_GROUPS.test(apiVersion) ||
    at(metadata, ['annotations', 'config.kubernetes.io/local-config']) ===
      'true'
  ) {
    return [];
  }
  const within =
    object.namespace ?? (isInNamespace(object) ? namespace : undefined);
  const line = object.lineOf([]);
  return [
    {
      manifest:
        within === undefined
          ? value
          : { ...value, metadata: { ...metadata, namespace: within } },
      place: {
        file,
        ...(line !== undefined && { line }),
        object: {
          kind,
          ...(within !== undefined && { namespace: within }),
          name,
        },
      },
    },
  ];
}

function isInNamespace({ kind, apiVersion }: CheckedObject): boolean {
  return (
    isNamespaced(apiVersion, kind) ??
    // Constraints of Policy Controller have no namespace, whatever their kind.
    !/^(constraints|templates)\.gatekeeper\.sh\//.test(apiVersion)
  );
}
