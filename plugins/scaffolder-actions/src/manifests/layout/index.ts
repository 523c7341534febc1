import type { TextFile } from '../Manifest';
import type { NamespacePlan } from '../namespace/NamespacePlan';
import { hierarchical } from './hierarchical';
import { kustomize } from './kustomize';
import type { LayoutKind, NamespaceLayout } from './NamespaceLayout';
import { unstructured } from './unstructured';

export { DEFAULT_PATHS, LAYOUT_KINDS } from './NamespaceLayout';
export type { LayoutKind, NamespaceLayout } from './NamespaceLayout';

const LAYOUTS: Record<
  LayoutKind,
  (plan: NamespacePlan, layout: NamespaceLayout) => TextFile[]
> = { hierarchical, kustomize, unstructured };

/**
 * Writes the manifests of a namespace as the files of a repository.
 *
 * @throws InputError when clusters share a folder that cannot serve all of them
 */
export function layOutNamespace(
  plan: NamespacePlan,
  layout: NamespaceLayout,
): TextFile[] {
  return LAYOUTS[layout.kind](plan, layout);
}
