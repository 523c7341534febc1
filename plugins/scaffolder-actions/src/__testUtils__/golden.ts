import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Set to renew what is expected: `UPDATE_GOLDEN=1 yarn test src/actions`; then read the change. */
const RENEW = process.env.UPDATE_GOLDEN === '1';

/** All files below a folder, by their path in it. */
export async function readTree(
  folder: string,
): Promise<Record<string, string>> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        return [relative(folder, path), await readFile(path, 'utf8')] as const;
      }),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Compares a folder with the expected one, file by file. */
export async function expectGolden(
  folder: string,
  expected: string,
): Promise<void> {
  if (RENEW) {
    await rm(expected, { recursive: true, force: true });
    await cp(folder, expected, { recursive: true });
  }
  const files = await readTree(folder);
  expect(Object.keys(files)).not.toEqual([]);
  expect(files).toEqual(await readTree(expected));
}
