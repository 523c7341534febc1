import { spawn } from 'node:child_process';
import { dim, duration, green, red, say } from './output.mjs';
import { root } from './paths.mjs';

/**
 * Runs a command and keeps what it prints.
 *
 * @returns the exit code and the output; a command that cannot be started counts as failed
 */
export function run(
  command,
  args,
  { cwd = root, env = {}, echo = false, signal } = {},
) {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    let output = '';
    const keep = text => {
      output += text;
      if (echo) {
        process.stdout.write(text);
      }
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', error => resolve({ code: 1, output: `${error}\n` }));
    child.once('close', (code, endedBy) =>
      resolve({
        code: code ?? 1,
        output: endedBy ? `${output}\nEnded by ${endedBy}.\n` : output,
      }),
    );
  });
}

/** Runs a command of a package in node_modules. */
export const runBin = (file, args, options) =>
  run(process.execPath, [file, ...args], options);

/** Runs a step and says how it ended. */
async function runStep({ name, remedy, run: act }) {
  const began = Date.now();
  const { code, output, note } = await act();
  const took = dim(duration(Date.now() - began));
  if (code === 0) {
    say(`${green('✓')} ${name} ${took}${note ? ` ${dim(note)}` : ''}`);
    return true;
  }
  say(`${red('✗')} ${name} ${took}\n${output.trimEnd()}`);
  if (remedy) {
    say(red(`  ${remedy}`));
  }
  return false;
}

/**
 * Carries out lanes of steps beside each other, the steps of a lane one after the other, and says
 * how each ended.
 *
 * @param lanes - lists of `{ name, remedy, run, blocks }`, where `run` gives `{ code, output }`;
 * a step that `blocks` ends its lane when it fails, because the next ones build on it
 * @returns true when all steps passed
 */
export async function runLanes(lanes) {
  const results = await Promise.all(
    lanes.map(async steps => {
      let passed = true;
      for (const step of steps) {
        const stepPassed = await runStep(step);
        passed &&= stepPassed;
        if (step.blocks && !stepPassed) {
          break;
        }
      }
      return passed;
    }),
  );
  return results.every(Boolean);
}
