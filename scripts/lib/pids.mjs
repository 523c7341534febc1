import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * The command line of a process, or an empty text. Process IDs are used again, so nothing is
 * stopped by its number alone.
 */
export async function commandOf(pid) {
  try {
    const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return raw.replaceAll('\0', ' ').trim();
  } catch {
    try {
      const { stdout } = await promisify(execFile)('ps', [
        '-o',
        'args=',
        '-p',
        String(pid),
      ]);
      return stdout.trim();
    } catch {
      return '';
    }
  }
}

function signal(target, name) {
  try {
    process.kill(target, name);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}

async function isGone(target, withinMs) {
  const deadline = Date.now() + withinMs;
  while (isAlive(target)) {
    if (Date.now() > deadline) {
      return false;
    }
    await sleep(50);
  }
  return true;
}

/**
 * Ends a process, or a whole process group when the number is negative: politely first, then not.
 */
export async function end(
  target,
  { polite = 'SIGTERM', patienceMs = 8000 } = {},
) {
  signal(target, polite);
  if (!(await isGone(target, patienceMs))) {
    signal(target, 'SIGKILL');
    await isGone(target, 2000);
  }
}
