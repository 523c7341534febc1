import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';

/** A file below a folder of the workspace. */
export interface WorkspaceFile {
  path: string;
  text: string;
}

/** Reads and writes files of one folder of a task's workspace, and nothing outside of it. */
export class WorkspaceFolder {
  readonly #root: string;

  constructor(workspace: string, path: string) {
    this.#root = resolveSafeChildPath(workspace, path);
  }

  /** Text of a file; undefined when there is none. */
  async read(path: string): Promise<string | undefined> {
    try {
      return await readFile(resolveSafeChildPath(this.#root, path), 'utf8');
    } catch (error) {
      if (
        isError(error) &&
        (error.code === 'ENOENT' || error.code === 'ENOTDIR')
      ) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Writes files that are not there or say something else.
   *
   * @returns paths of what was written
   */
  async write(files: readonly WorkspaceFile[]): Promise<string[]> {
    // All paths first: one that leads out must not leave half of the files behind.
    const targets = files.map(file => ({
      ...file,
      target: resolveSafeChildPath(this.#root, file.path),
    }));
    const written: string[] = [];
    for (const { path, text, target } of targets) {
      if ((await this.read(path)) !== text) {
        await mkdir(dirname(target), { recursive: true });
        await writeFile(target, text);
        written.push(path);
      }
    }
    return written;
  }
}
