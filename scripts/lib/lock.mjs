import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './output.mjs';
import { devDir, root } from './paths.mjs';
import { commandOf, end, isAlive } from './pids.mjs';

const file = join(devDir, 'running.json');

async function readLock() {
  try {
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return Number.isInteger(lock.pid) && Array.isArray(lock.groups)
      ? lock
      : undefined;
  } catch {
    return undefined;
  }
}

async function isOurs(pid) {
  return isAlive(pid) && (await commandOf(pid)).includes(root);
}

/**
 * Makes this the only demo that uses the folder, and ends what a demo that was killed left behind.
 *
 * @returns `add` to remember a process group, `release` when all of them have ended
 */
export async function takeLock(start = process.pid) {
  await mkdir(devDir, { recursive: true });
  const earlier = await readLock();
  if (earlier && earlier.pid !== start && isAlive(earlier.pid)) {
    if ((await commandOf(earlier.pid)).includes('start.mjs')) {
      throw new UserError(
        `The demo runs already (process ${earlier.pid}). Stop it with Ctrl-C there; ` +
          'or run a second one with DEV_DIR, APP_PORT, BACKEND_PORT and EMULATOR_PORT set to others.',
      );
    }
  }
  for (const group of earlier?.groups ?? []) {
    if (await isOurs(group)) {
      await end(-group);
    }
  }
  const groups = [];
  const write = () => writeFile(file, JSON.stringify({ pid: start, groups }));
  await write();
  return {
    async add(group) {
      groups.push(group);
      await write();
    },
    release: () => rm(file, { force: true }),
  };
}
