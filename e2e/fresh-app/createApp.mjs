import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../scripts/lib/output.mjs';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { editJson } from './edit.mjs';
import { runWithin } from './runWithin.mjs';

/** The create-app of the Backstage release in backstage.json. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const NAME = 'fresh-portal';

const readJson = async file => JSON.parse(await readFile(file, 'utf8'));

/** create-app fetches a yarn.lock with the versions that belong to the release, if it can. */
const hasVersionsOfRelease = async folder =>
  (await readFile(join(folder, 'yarn.lock'), 'utf8')).includes(
    '@backstage/cli@npm:',
  );

/**
 * Without such a yarn.lock, packages of later releases come in, which do not work with those of this
 * one. The template names the first versions of its release, and the yarn.lock of this repository has
 * what these need.
 */
async function takeVersionsOfRelease(folder) {
  const manifests = await Promise.all(
    ['app', 'backend'].map(name =>
      readJson(join(folder, 'packages', name, 'package.json')),
    ),
  );
  const ranges = manifests
    .flatMap(({ dependencies }) => Object.entries(dependencies))
    .filter(([name]) => name.startsWith('@backstage/'));
  await editJson(join(folder, 'package.json'), manifest => {
    manifest.resolutions = {
      ...manifest.resolutions,
      ...Object.fromEntries(
        ranges.map(([name, range]) => [name, range.replace(/^[~^]/, '')]),
      ),
    };
  });
  await copyFile(fromRoot('yarn.lock'), join(folder, 'yarn.lock'));
}

/**
 * Has create-app write an app, without what it installs.
 *
 * @param frontEnd - `new` or `legacy`
 */
export async function createApp(folder, { frontEnd, logs }) {
  await runWithin(
    5,
    'npx',
    [
      ...['--yes', CREATE_APP, '--path', folder, '--skip-install'],
      ...(frontEnd === 'legacy' ? ['--legacy'] : []),
    ],
    {
      cwd: logs,
      env: { BACKSTAGE_APP_NAME: NAME },
      logFile: join(logs, `create-${frontEnd}.log`),
    },
  );
  const { version } = await readJson(fromRoot('backstage.json'));
  const made = await readJson(join(folder, 'backstage.json'));
  if (made.version !== version) {
    throw new Error(
      `${CREATE_APP} makes apps of Backstage ${made.version}, but backstage.json says ${version}`,
    );
  }
  if (!(await hasVersionsOfRelease(folder))) {
    say(
      '  create-app could not fetch the versions of its release, so they are put together',
    );
    await takeVersionsOfRelease(folder);
  }
}
