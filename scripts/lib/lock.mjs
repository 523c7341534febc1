import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './output.mjs';
import { devDir } from './paths.mjs';
import { commandOf, end, isAlive } from './pids.mjs';

async function readLock(file) {
  try {
    const lock = JSON.parse(await readFile(file, 'utf8'));
    return Number.isInteger(lock.pid) && Array.isArray(lock.started)
      ? lock
      : undefined;
  } catch {
    return undefined;
  }
}

/** True when a number still belongs to the process that had it when the lock was written. */
async function isSame(pid, command) {
  return isAlive(pid) && (await commandOf(pid)) === command;
}

/**
 * Makes this the only demo that uses the folder, and ends what a demo that was killed left behind.
 *
 * @returns `add` to remember a process, or with a negative number a process group; `release` when
 * all of them have ended
 */
export async function takeLock(folder = devDir) {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'running.json');
  const earlier = await readLock(file);
  if (earlier && (await isSame(earlier.pid, earlier.command))) {
    throw new UserError(
      `The demo runs already (process ${earlier.pid}). Stop it with Ctrl-C there; ` +
        'or run a second one with DEV_DIR, APP_PORT, BACKEND_PORT and EMULATOR_PORT set to others.',
    );
  }
  await Promise.all(
    (earlier?.started ?? []).map(async ({ target, command }) => {
      if (await isSame(Math.abs(target), command)) {
        await end(target);
      }
    }),
  );
  const lock = {
    pid: process.pid,
    command: await commandOf(process.pid),
    started: [],
  };
  const write = () => writeFile(file, JSON.stringify(lock));
  await write();
  return {
    async add(target) {
      lock.started.push({ target, command: await commandOf(Math.abs(target)) });
      await write();
    },
    release: () => rm(file, { force: true }),
  };
}
