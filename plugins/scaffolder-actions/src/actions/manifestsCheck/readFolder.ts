import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { shown, type WorkspaceFile } from '../../common';

const MANIFEST = /\.(ya?ml|json)$/i;
const MOST_FILES = 2_000;
const MOST_ENTRIES = 50_000;
const DEEPEST = 40;
const LARGEST_FILE = 1024 * 1024;
const LARGEST_FOLDER = 16 * 1024 * 1024;

/**
 * Reads the manifests of a folder of the workspace. Links are not followed.
 *
 * @throws InputError for a folder that is none, or too large
 */
export async function readFolder(
  workspace: string,
  path: string,
): Promise<WorkspaceFile[]> {
  const root = await findRoot(workspace, path);
  const found: string[] = [];
  let entries = 0;
  const walk = async (folder: string, depth: number) => {
    demand(depth <= DEEPEST, `folders are more than ${DEEPEST} levels deep`);
    const children = await readdir(join(root, folder), { withFileTypes: true });
    entries += children.length;
    demand(entries <= MOST_ENTRIES, `it has more than ${MOST_ENTRIES} files`);
    for (const child of children) {
      const below = folder ? `${folder}/${child.name}` : child.name;
      if (child.isDirectory() && child.name !== '.git') {
        await walk(below, depth + 1);
      } else if (child.isFile() && MANIFEST.test(child.name)) {
        found.push(below);
      }
    }
  };
  await walk('', 0);
  demand(
    found.length <= MOST_FILES,
    `it has ${found.length} manifests, and at most ${MOST_FILES} are checked`,
  );
  return readFiles(root, found.sort());
}

async function findRoot(workspace: string, path: string): Promise<string> {
  try {
    const root = resolveSafeChildPath(workspace, path);
    if ((await lstat(root)).isDirectory()) {
      return root;
    }
  } catch (error) {
    const gone =
      isError(error) &&
      /^(ENOENT|ENOTDIR|ENAMETOOLONG|ELOOP|ERR_INVALID_ARG_VALUE|ERR_INVALID_ARG_TYPE)$/.test(
        String(error.code),
      );
    if (isError(error) && error.name === 'NotAllowedError') {
      throw new InputError(
        `path: ${shown(path)} leads out of the workspace; name a folder in it`,
      );
    }
    if (!gone) {
      throw error;
    }
  }
  throw new InputError(
    `path: ${shown(
      path,
    )} is no folder of the workspace; name one that an earlier step has written`,
  );
}

async function readFiles(
  root: string,
  paths: readonly string[],
): Promise<WorkspaceFile[]> {
  const files: WorkspaceFile[] = [];
  let total = 0;
  for (const path of paths) {
    const { size } = await lstat(join(root, path));
    total += size;
    demand(
      size <= LARGEST_FILE,
      `${shown(path)} is larger than ${LARGEST_FILE / 1024} KiB`,
    );
    demand(
      total <= LARGEST_FOLDER,
      `its manifests are larger than ${LARGEST_FOLDER / 1024 / 1024} MiB`,
    );
    files.push({ path, text: await readFile(join(root, path), 'utf8') });
  }
  return files;
}

function demand(condition: boolean, fault: string) {
  if (!condition) {
    throw new InputError(
      `path: the folder is too large to be checked: ${fault}; name a smaller one`,
    );
  }
}
