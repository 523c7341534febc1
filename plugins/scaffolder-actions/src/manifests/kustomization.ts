import type { Manifest, TextFile } from './Manifest';
import { toYaml } from './toYaml';

/** The part of a kustomization that is written here. No library has its type. */
export interface Kustomization {
  apiVersion: 'kustomize.config.k8s.io/v1beta1';
  kind: 'Kustomization';
  resources: string[];
  images?: {
    name: string;
    newName?: string;
    newTag?: string;
    digest?: string;
  }[];
  patches?: { target: { kind: string; name: string }; patch: string }[];
}

export const KUSTOMIZATION_FILE = 'kustomization.yaml';

/**
 * A kustomization of these parts. Patches are objects with what is added: a part of an object in
 * a file of its own would look like an object.
 */
export function kustomization({
  resources,
  images = [],
  patches = [],
}: {
  resources: readonly string[];
  images?: NonNullable<Kustomization['images']>;
  patches?: readonly Manifest[];
}): Kustomization {
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources],
    ...(images.length && { images }),
    ...(patches.length && {
      patches: patches.map(patch => ({
        target: { kind: patch.kind, name: patch.metadata?.name ?? '' },
        patch: toYaml([patch]),
      })),
    }),
  };
}

/** Files of objects in one folder; a file without objects is not written. */
export function filesOf(
  folder: string,
  objects: Readonly<Record<string, readonly object[]>>,
): TextFile[] {
  return Object.entries(objects)
    .filter(([, content]) => content.length)
    .map(([name, content]) => ({
      path: joinPath(folder, name),
      text: toYaml(content),
    }));
}

/** Joins parts of a path that were checked; empty ones and `.` stand for nothing. */
export function joinPath(...parts: string[]): string {
  return parts
    .flatMap(part => part.split('/'))
    .filter(part => part !== '' && part !== '.')
    .join('/');
}
