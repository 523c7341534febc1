import type { INamespace } from 'kubernetes-models/v1/Namespace';
import type { NamespaceInjectionLabel } from 'backstage-plugin-anthos-fleet-common';
import { ANNOTATION_OWNER } from '../Manifest';
import type { NamespacePlan } from './NamespacePlan';

/** The namespace. Its pods must be `restricted`, which takes a mesh with its own CNI plugin. */
export function namespaceObject(
  { name, owner, ownerLabel }: NamespacePlan,
  injection?: NamespaceInjectionLabel,
): INamespace {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      labels: {
        [ownerLabel.key]: ownerLabel.value,
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
        ...(injection && { [injection.key]: injection.value }),
      },
      annotations: { [ANNOTATION_OWNER]: owner },
    },
  };
}
