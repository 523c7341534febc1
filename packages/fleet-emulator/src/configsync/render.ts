import { stringify } from 'yaml';
import { groupOf } from './identity';
import { ConfigSyncError, knv } from './knvErrors';
import { build } from './kustomize/build';
import {
  Files,
  findKustomization,
  KUSTOMIZATION_NAMES,
  RenderProblem,
} from './kustomize/kustomization';
import { Json } from './parseFiles';

export interface Rendered {
  /** What to parse, by path. Unchanged when there was nothing to render. */
  files: Files;
  /** Whether there was a kustomization. */
  needed: boolean;
  errors: ConfigSyncError[];
}

/** Where kustomize would write an object. */
function fileName({ apiVersion, kind, metadata }: Json): string {
  const { group, version } = groupOf(apiVersion);
  return [...(group ? [group] : []), version, kind, metadata?.name ?? '']
    .join('_')
    .toLowerCase();
}

/**
 * Renders a folder that has a kustomization, in the part of kustomize that the README names.
 *
 * @param files - the whole repository
 * @param dir - the folder of the sync, without slashes at its ends
 */
export function render(files: Files, dir: string): Rendered {
  const inside = new Map(
    [...files].filter(([path]) => dir === '' || path.startsWith(`${dir}/`)),
  );
  const needed = [...inside.keys()].some(path =>
    KUSTOMIZATION_NAMES.includes(path.split('/').at(-1) ?? ''),
  );
  if (!needed) {
    return { files: inside, needed, errors: [] };
  }
  const failed = (message: string) => ({
    files: new Map<string, string>(),
    needed,
    errors: [knv('1068', message)],
  });
  if (!findKustomization(files, dir)) {
    return failed(
      `Kustomization config file is missing from the sync directory /repo/source/${dir}. To fix, either add kustomization.yaml in the sync directory to trigger the rendering process, or remove kustomizaiton.yaml from all sub directories to skip rendering.`,
    );
  }
  try {
    const rendered = build(files, dir);
    return {
      files: new Map(
        rendered.map(object => [
          `${dir ? `${dir}/` : ''}${fileName(object)}.yaml`,
          stringify(object),
        ]),
      ),
      needed,
      errors: [],
    };
  } catch (error) {
    if (!(error instanceof RenderProblem)) {
      throw error;
    }
    return failed(
      `failed to run kustomize build in /repo/source/${dir}, stdout: : Error: ${error.message}`,
    );
  }
}
