import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
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

const IMPORT =
  /(?:\bfrom |\bimport |\bimport\(|\brequire\()['"]([^'"./][^'"]*)['"]/g;

/** Names of the packages that code uses, Node's own left out. */
export function usedPackages(code) {
  const specifiers = Array.from(code.matchAll(IMPORT), ([, name]) => name);
  return new Set(
    specifiers
      .filter(name => !isBuiltin(name))
      .map(name => /^(@[^/]+\/)?[^/]+/.exec(name)[0]),
  );
}

/**
 * What would be wrong for those who install a package, in words.
 *
 * Not publint's rules: they fault the format in which Backstage's own builder writes every package.
 *
 * @param packed.manifest - its package.json
 * @param packed.files - its files
 * @param packed.uses - names of the packages that its code and its types import
 * @param context.needed - files that it has to have, beside those that package.json names
 * @param context.unpublished - names of the packages of this repository that nobody can install
 */
export function problemsOf({ manifest, files, uses }, { needed, unpublished }) {
  const has = new Set(files);
  const depends = Object.entries({
    ...manifest.dependencies,
    ...manifest.peerDependencies,
  });
  return [
    ...[...namedFiles(manifest), 'README.md', 'LICENSE', ...needed]
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
    ...[...uses]
      .filter(
        name =>
          name !== manifest.name && !depends.some(([known]) => known === name),
      )
      .map(name => `${name} is used, but is no dependency`),
  ];
}

/** What is in a tarball: its package.json, the names of its files, and the packages that they use. */
async function readTarball(file) {
  const list = await tar(['-tzf', file]);
  const manifest = await tar(['-xzOf', file, 'package/package.json']);
  const files = list
    .trim()
    .split('\n')
    .map(path => path.replace(/^package\//, ''));
  const code = await tar([
    ...['-xzOf', file],
    ...files
      .filter(path => /\.(js|d\.ts)$/.test(path))
      .map(path => `package/${path}`),
  ]);
  return { manifest: JSON.parse(manifest), files, uses: usedPackages(code) };
}

/** Files that a package needs when it runs and that its builder does not make. */
async function neededFiles({ folder, manifest }) {
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
