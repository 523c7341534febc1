import type { TypeMeta } from '@kubernetes-models/base';

/** What every object of a manifest has; the builders type the rest. */
export interface Manifest extends TypeMeta {
  metadata?: {
    name?: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

/** A file of a folder of manifests. */
export interface TextFile {
  /** With slashes, below the folder. */
  path: string;
  text: string;
}

/** Must be applied and healthy before the object that carries it. */
export const DEPENDS_ON = 'config.kubernetes.io/depends-on';

/** Whom a namespace was made for, as an entity ref: a label has no room for one. */
export const ANNOTATION_OWNER = 'anthos-fleet/owner';

/** Names an object as {@link DEPENDS_ON} wants it. */
export function dependencyOn(
  group: string,
  kind: string,
  { namespace, name }: { namespace: string; name: string },
): string {
  return `${group}/namespaces/${namespace}/${kind}/${name}`;
}
