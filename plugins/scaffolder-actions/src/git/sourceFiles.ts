import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { problemOfName, shown } from './fields';
import { LOCK_FILE } from './lockFile';

/** A file of the workspace. */
export interface SourceFile {
  content: Buffer;
  sha256: string;
  mode: '100644' | '100755';
}

const MAX_FILES = 2_000;
const MAX_BYTES = 20 * 1024 * 1024;

/**
 * Reads every file of a folder by its path, except Git's own.
 *
 * @param field - name of the input that names the folder, for errors
 */
export async function readSourceFiles(
  folder: string,
  field: string,
): Promise<Map<string, SourceFile>> {
  const files = new Map<string, SourceFile>();
  let bytes = 0;
  const read = async (below: string) => {
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    for (const entry of entries) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      if (entry.name === '.git') {
        continue;
      }
      checkEntry(path, entry.name, field);
      if (entry.isDirectory()) {
        await read(path);
        continue;
      }
      const { size, mode } = await lstat(join(folder, path));
      bytes += size;
      if (!entry.isFile()) {
        throw new InputError(
          `${field}: ${shown(
            path,
          )} is a link or something else that is no file; publish files only`,
        );
      }
      if (files.size >= MAX_FILES || bytes > MAX_BYTES) {
        throw new InputError(
          `${field}: the folder has more than ${MAX_FILES} files or ${
            MAX_BYTES / 1024 / 1024
          } MB; publish manifests only, not what they are built of`,
        );
      }
      const content = await readFile(join(folder, path));
      files.set(path, {
        content,
        sha256: sha256(content),
        mode: isExecutable(mode) ? '100755' : '100644',
      });
    }
  };
  await read('');
  if (!files.size) {
    throw new InputError(
      `${field}: the folder has no files; give the folder that an earlier step wrote, from the root of the workspace`,
    );
  }
  checkCase([...files.keys()], field);
  return files;
}

/** SHA-256 of bytes, as in the lock file. */
export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function checkEntry(path: string, name: string, field: string): void {
  const wrong = problemOfName(name);
  if (wrong) {
    throw new InputError(
      `${field}: ${shown(path)} cannot be published, ${wrong}; rename it`,
    );
  }
  if (name === LOCK_FILE) {
    throw new InputError(
      `${field}: ${shown(
        path,
      )} is the record of what was published; publish the files, not the record`,
    );
  }
}

/** On many disks these would be one file. */
function checkCase(paths: string[], field: string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = seen.get(folded);
    if (other) {
      throw new InputError(
        `${field}: ${shown(other)} and ${shown(
          path,
        )} differ in upper and lower case only; rename one of them`,
      );
    }
    seen.set(folded, path);
  }
}

function isExecutable(mode: number): boolean {
  return Math.floor(mode / 0o100) % 2 === 1;
}
