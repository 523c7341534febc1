import { execFile } from 'node:child_process';
import { glob, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backstageCli, fromRoot } from '../../scripts/lib/paths.mjs';
import { runWithin } from './runWithin.mjs';

async function readManifests(pattern) {
  const files = await Array.fromAsync(glob(pattern, { cwd: fromRoot() }));
  return Promise.all(
    files.sort().map(async file => {
      const manifest = JSON.parse(await readFile(fromRoot(file), 'utf8'));
      return { name: manifest.name, folder: fromRoot(file, '..'), manifest };
    }),
  );
}

/** Every package of this repository that others may install: `{ name, folder, manifest }`. */
export async function publishedPackages() {
  const packages = await readManifests('plugins/*/package.json');
  return packages.filter(({ manifest }) => !manifest.private);
}

/** Names of the packages of this repository that others cannot install. */
export async function privatePackages() {
  const packages = await readManifests('{packages,plugins}/*/package.json');
  return packages
    .filter(({ manifest }) => manifest.private)
    .map(({ name }) => name);
}

/** Builds all packages, types included. */
export async function buildPackages(logs) {
  // What is left of an earlier run would be taken for the types of today.
  await runWithin(10, 'yarn', ['tsc', '--incremental', 'false'], {
    cwd: fromRoot(),
    logFile: join(logs, 'types.log'),
  });
  await runWithin(10, process.execPath, [backstageCli, 'repo', 'build'], {
    cwd: fromRoot(),
    logFile: join(logs, 'build.log'),
  });
}

/**
 * Packs packages as they would be published.
 *
 * @returns the file of each, by the name of the package
 */
export async function packPackages(packages, { folder, logs }) {
  await mkdir(folder, { recursive: true });
  const tarballs = new Map();
  // One after the other: each changes its package.json while it is packed.
  for (const { name, folder: cwd } of packages) {
    const tarball = join(folder, `${name}.tgz`);
    await runWithin(3, 'yarn', ['pack', '--out', tarball], {
      cwd,
      logFile: join(logs, `pack-${name}.log`),
    });
    tarballs.set(name, tarball);
  }
  return tarballs;
}

/** Brings back the package.json of a package whose packing was interrupted. */
export async function restorePackages() {
  const left = await Array.fromAsync(
    glob('plugins/*/package.json-prepack', { cwd: fromRoot() }),
  );
  for (const file of left) {
    await promisify(execFile)(
      process.execPath,
      [backstageCli, 'package', 'postpack'],
      { cwd: fromRoot(file, '..') },
    );
  }
}
