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
const SHOWN_LENGTH = 300;

/** What a person should see of a log; all of it is in the file. */
export function isWorthShowing(line) {
  return /(^|[\s"[(])(error|warn|warning|fatal)([\s":\])!]|$)/i.test(
    stripVTControlCharacters(line),
  );
}

function shorten(line) {
  const text = stripVTControlCharacters(line);
  return text.length > SHOWN_LENGTH
    ? `${text.slice(0, SHOWN_LENGTH)} … (all of it is in the log)`
    : text;
}

/**
 * The processes of a demo. Each has its own process group, so that its children end with it and
 * Ctrl-C reaches this process only, which then stops the others in order.
 */
export class Processes {
  #groups = [];
  #stopping = false;
  #options;

  /**
   * @param options.onDeath - called with the name and what is known when one ends by itself
   * @param options.onStart - called with each new process group
   * @param options.onLine - called with lines worth showing
   * @param options.folder - for the logs
   * @param options.patienceMs - time to end politely
   */
  constructor(options) {
    this.#options = { folder: devDir, onLine: sayOf, ...options };
  }

  async start(name, args, { cwd = root, env = {} } = {}) {
    if (this.#stopping) {
      return;
    }
    const { folder, onLine, onStart, onDeath } = this.#options;
    await mkdir(folder, { recursive: true });
    const logFile = join(folder, `${name}.log`);
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
          onLine(name, shorten(line));
        }
      });
    }
    const ended = (code, signal) => {
      // Its last words are still on their way.
      setTimeout(() => {
        if (!this.#stopping) {
          const how = signal
            ? `was ended by ${signal}`
            : `ended with code ${code}`;
          const where = relative(root, logFile);
          onDeath(
            name,
            `The ${name} ${how}. Its last lines (all of them are in ${where}):\n${dim(
              tail.map(shorten).join('\n'),
            )}`,
          );
        }
      }, 200);
    };
    // Not `close`: a child of it that lives on holds its output open.
    child.once('exit', ended);
    child.once('error', error => {
      tail.push(String(error));
      ended(-1);
    });
    if (child.pid) {
      this.#groups.push(child.pid);
      await onStart(child.pid);
    }
  }

  /** Ends all of them, and whatever they started. */
  async stop() {
    this.#stopping = true;
    const { patienceMs } = this.#options;
    await Promise.all(this.#groups.map(group => end(-group, { patienceMs })));
  }
}
