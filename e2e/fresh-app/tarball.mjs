import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../scripts/lib/output.mjs';
import { privatePackages } from './packages.mjs';

const tar = async args => {
  const { stdout } = await promisify(execFile)('tar', args, {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
};

const NOT_FOR_OTHERS =
  /(^src\/|\.(test|spec)\.|__(testUtils|tests|fixtures|mocks)__|\.tsbuildinfo$)/;

/** Every file that a package.json names, relative to the package. */
function namedFiles(manifest) {
  const found = new Set();
  const collect = value => {
    if (typeof value === 'string') {
      // A condition of Backstage's has the kind of a feature, not a file.
      if (!value.startsWith('@')) {
        found.add(value.replace(/^\.\//, ''));
      }
    } else {
      Object.values(value ?? {}).forEach(collect);
    }
  };
  const { main, module, types, exports, typesVersions, configSchema } =
    manifest;
  collect([main, module, types, exports, typesVersions, configSchema]);
  return [...found];
}

/**
 * What would be wrong for those who install a package, in words.
 *
 * Not publint's rules: they fault the format in which Backstage's own builder writes every package.
 *
 * @param packed.manifest - its package.json
 * @param packed.files - its files
 * @param context.needed - files that it has to have, beside those that package.json names
 * @param context.unpublished - names of the packages of this repository that nobody can install
 */
export function problemsOf({ manifest, files }, { needed, unpublished }) {
  const has = new Set(files);
  const depends = Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  });
  return [
    ...[...namedFiles(manifest), 'README.md', ...needed]
      .filter(file => !has.has(file))
      .map(file => `${file} is missing`),
    ...files
      .filter(file => NOT_FOR_OTHERS.test(file))
      .map(file => `${file} is nothing for others`),
    ...depends
      .filter(([, range]) => /^(workspace|file|link|portal):/.test(range))
      .map(([name, range]) => `${name} is asked for as ${range}`),
    ...depends
      .filter(([name]) => unpublished.includes(name))
      .map(([name]) => `${name} is not published`),
  ];
}

/** The package.json and the names of all files of a tarball. */
export async function readTarball(file) {
  const list = await tar(['-tzf', file]);
  const manifest = await tar(['-xzOf', file, 'package/package.json']);
  return {
    manifest: JSON.parse(manifest),
    files: list
      .trim()
      .split('\n')
      .map(path => path.replace(/^package\//, '')),
  };
}

/** Files that a package needs when it runs and that its builder does not make. */
export async function neededFiles({ folder, manifest }) {
  const migrations = await readdir(join(folder, 'migrations')).catch(() => []);
  return [
    ...migrations.map(name => `migrations/${name}`),
    ...(manifest.configSchema ? ['config.schema.json'] : []),
  ];
}

/** Refuses tarballs that others could not use, with all that is wrong. */
export async function checkTarballs(packages, tarballs) {
  const unpublished = await privatePackages();
  const problems = await Promise.all(
    packages.map(async one => {
      const found = problemsOf(await readTarball(tarballs.get(one.name)), {
        needed: await neededFiles(one),
        unpublished,
      });
      return found.map(problem => `${one.name}: ${problem}`);
    }),
  );
  if (problems.flat().length) {
    throw new UserError(problems.flat().join('\n'));
  }
}
