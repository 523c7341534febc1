import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { dim, UserError } from '../../scripts/lib/output.mjs';
import { end } from '../../scripts/lib/pids.mjs';

const TAIL = 40;
const running = new Set();

/**
 * Runs a command to its end, in a process group of its own so that nothing of it stays behind.
 *
 * @param minutes - after which it is ended
 * @param options.logFile - where all of its output goes
 * @throws when it fails, with the end of its output
 */
export async function runWithin(
  minutes,
  command,
  args,
  { cwd, env = {}, logFile },
) {
  const log = createWriteStream(logFile);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child.pid);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    end(-child.pid);
  }, minutes * 60_000);
  const code = await new Promise(resolve => {
    child.once('error', error => log.write(`${error}\n`, () => resolve(1)));
    child.once('close', resolve);
  });
  clearTimeout(timer);
  running.delete(child.pid);
  log.end();
  await finished(log);
  if (code !== 0) {
    const how = late ? `took more than ${minutes} minutes` : 'failed';
    throw new UserError(
      `${[command, ...args].join(
        ' ',
      )} ${how}. All of its output is in ${logFile}:\n${dim(
        (await readFile(logFile, 'utf8'))
          .trimEnd()
          .split('\n')
          .slice(-TAIL)
          .join('\n'),
      )}`,
    );
  }
}

/** Ends what still runs. */
export const endAll = () => Promise.all([...running].map(pid => end(-pid)));
