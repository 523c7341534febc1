import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import { dim, sayOf } from './output.mjs';
import { devDir, root } from './paths.mjs';
import { end } from './pids.mjs';

const TAIL = 25;

/** What a person should see of a log; all of it is in the file. */
export function isWorthShowing(line) {
  return /(^|[\s"[(])(error|warn|warning|fatal)([\s":\])!]|$)/i.test(
    stripVTControlCharacters(line),
  );
}

/**
 * The processes of a demo. Each has its own process group, so that its children end with it and
 * Ctrl-C reaches this process only, which then stops the others in order.
 */
export class Processes {
  #running = new Map();
  #stopping = false;
  #onDeath;
  #onStart;

  /**
   * @param options.onDeath - called with the name and what is known when one ends by itself
   * @param options.onStart - called with each new process group
   */
  constructor({ onDeath, onStart }) {
    this.#onDeath = onDeath;
    this.#onStart = onStart;
  }

  async start(name, args, { cwd = root, env = {} } = {}) {
    if (this.#stopping) {
      return;
    }
    await mkdir(devDir, { recursive: true });
    const logFile = join(devDir, `${name}.log`);
    const log = createWriteStream(logFile);
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const tail = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        log.write(`${line}\n`);
        tail.push(line);
        if (tail.length > TAIL) {
          tail.shift();
        }
        if (isWorthShowing(line) && !this.#stopping) {
          sayOf(name, line);
        }
      });
    }
    const closed = new Promise(resolve => {
      child.once('error', error => {
        tail.push(String(error));
        resolve('could not be started');
      });
      child.once('close', (code, signal) =>
        resolve(signal ? `was ended by ${signal}` : `ended with code ${code}`),
      );
    }).then(how => {
      log.end();
      this.#running.delete(name);
      if (!this.#stopping) {
        this.#onDeath(
          name,
          `The ${name} ${how}. Its last lines (all of them are in ${relative(
            root,
            logFile,
          )}):\n${dim(tail.join('\n'))}`,
        );
      }
    });
    if (child.pid) {
      this.#running.set(name, { pid: child.pid, closed });
      await this.#onStart(child.pid);
    }
  }

  /** Ends all of them, and whatever they started. */
  async stop() {
    this.#stopping = true;
    await Promise.all(
      [...this.#running.values()].map(async ({ pid, closed }) => {
        await end(-pid);
        await closed;
      }),
    );
  }
}
