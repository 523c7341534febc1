import { readKustomize } from './kustomize';
import { readObjects } from './read/readFile';
import type { CheckedObject, Finding, ManifestFile } from './types';

const MOST_FILES = 5_000;

/** What a folder has that is for clusters. */
export interface Parsed {
  objects: CheckedObject[];
  findings: Finding[];
  /** For each kustomization, the files of what it renders to. */
  trees: ReadonlySet<string>[];
}

/** Reads the objects of a folder, and says what cannot be read. It does not throw. */
export function parseFiles(files: readonly ManifestFile[]): Parsed {
  const kustomize = readKustomize(files.slice(0, MOST_FILES));
  const read = kustomize.manifests.map(file => readObjects(file));
  return {
    objects: kustomize.place(read.flatMap(({ objects }) => objects)),
    trees: kustomize.trees,
    findings: [
      ...tooMany(files.length),
      ...kustomize.findings,
      ...read.flatMap(({ findings }) => findings),
    ],
  };
}

function tooMany(count: number): Finding[] {
  return count > MOST_FILES
    ? [
        {
          severity: 'error',
          rule: 'size',
          file: '',
          message: `The folder has ${count} files, and only the first ${MOST_FILES} are checked`,
          cause: 'A check must end soon.',
          remedy: 'Check a part of the folder, such as what is synced.',
        },
      ]
    : [];
}
