import { Json, parseFiles } from '../parseFiles';
import {
  Files,
  findKustomization,
  firstLine,
  joinPath,
  readKustomization,
  RenderProblem,
} from './kustomization';
import { applyPatches } from './patches';
import { idOf } from './patchTarget';
import { resourcesOf, transform } from './transformers';

const MOST_KUSTOMIZATIONS = 100;

/** Two objects that are the same would overwrite each other. */
function requireDifferent(objects: readonly Json[]): void {
  const seen = new Set<string>();
  for (const object of objects) {
    const id = idOf(object);
    if (seen.has(id)) {
      throw new RenderProblem(
        `may not add resource with an already registered id: ${id}`,
      );
    }
    seen.add(id);
  }
}

function readResource(files: Files, path: string, entry: string): Json[] {
  const failed = (why: string) =>
    new RenderProblem(
      `accumulating resources: accumulation err='accumulating resources from '${entry}': ${why}'`,
    );
  const text = files.get(path);
  if (text === undefined) {
    throw failed(`open /repo/source/${path}: no such file or directory`);
  }
  const { errors, objects } = parseFiles(
    new Map([[path, text]]),
    '/repo/source',
  );
  if (errors.length) {
    throw failed(firstLine(errors[0].errorMessage.replace(/^KNV\d+: /, '')));
  }
  return objects.map(({ object }) => ({
    ...structuredClone(object),
    metadata: { ...structuredClone(object.metadata) },
  }));
}

/**
 * The objects of a folder with a kustomization.
 *
 * @param above - the folders that led here
 */
export function build(
  files: Files,
  folder: string,
  above: readonly string[] = [],
): Json[] {
  const path = findKustomization(files, folder);
  if (!path) {
    throw new RenderProblem(
      `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '/repo/source/${folder}'`,
    );
  }
  if (above.includes(folder) || above.length > MOST_KUSTOMIZATIONS) {
    throw new RenderProblem(`cycle detected: candidate root '${folder}'`);
  }
  const kustomization = readKustomization(files.get(path) ?? '');
  const objects = resourcesOf(kustomization).flatMap(entry => {
    const resource = joinPath(folder, entry);
    const isFolder =
      !files.has(resource) &&
      [...files.keys()].some(
        file => resource === '' || file.startsWith(`${resource}/`),
      );
    return isFolder
      ? build(files, resource, [...above, folder])
      : readResource(files, resource, entry);
  });
  requireDifferent(objects);
  const patched = applyPatches(files, folder, kustomization, objects);
  transform(patched, kustomization);
  return patched;
}
