export const LAYOUT_KINDS = [
  'unstructured',
  'hierarchical',
  'kustomize',
] as const;

export type LayoutKind = (typeof LAYOUT_KINDS)[number];

/** How the repository that the manifests go to is organised. */
export interface NamespaceLayout {
  kind: LayoutKind;
  /** Where in it, with placeholders. */
  path: string;
  /** `hierarchical`: also write what makes a folder such a repository. */
  repoObject?: boolean;
  /** `kustomize`: what there is one overlay for. */
  overlays?: 'cluster' | 'hosting';
}

export const DEFAULT_PATHS: Record<LayoutKind, string> = {
  unstructured: 'clusters/{cluster}/{namespace}',
  hierarchical: '',
  kustomize: 'namespaces/{namespace}',
};
