import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../../scripts/lib/output.mjs';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { runWithin } from './runWithin.mjs';

/** The create-app of the Backstage release in backstage.json. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const NAME = 'fresh-portal';

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
  const { version } = JSON.parse(
    await readFile(fromRoot('backstage.json'), 'utf8'),
  );
  const made = JSON.parse(
    await readFile(join(folder, 'backstage.json'), 'utf8'),
  );
  if (made.version !== version) {
    throw new Error(
      `${CREATE_APP} makes apps of Backstage ${made.version}, but backstage.json says ${version}`,
    );
  }
  await seedLockFile(folder);
}

/**
 * create-app fetches a yarn.lock with the versions that belong to the release. Where it could not,
 * those of this repository are the next best: without any, packages of later releases come in.
 */
async function seedLockFile(folder) {
  const lockFile = join(folder, 'yarn.lock');
  if (!(await readFile(lockFile, 'utf8')).includes('@backstage/cli@npm:')) {
    say(
      '  without the lock file of create-app, with the one of this repository',
    );
    await copyFile(fromRoot('yarn.lock'), lockFile);
  }
}
