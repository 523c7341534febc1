import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { takeLock } from './lock.mjs';
import { isAlive } from './pids.mjs';

describe('the lock of a demo', () => {
  let folder;
  let file;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-lock-'));
    file = join(folder, 'running.json');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const sleeper = () =>
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      detached: true,
      stdio: 'ignore',
    });

  it('is refused while the demo that has it runs', async () => {
    const lock = await takeLock(folder);
    await assert.rejects(takeLock(folder), /runs already/);
    await lock.release();
    await (await takeLock(folder)).release();
  });

  it('is taken from a demo that was killed, and what it left is ended', async () => {
    const group = sleeper();
    const single = sleeper();
    const bystander = sleeper();
    try {
      const lock = await takeLock(folder);
      await lock.add(-group.pid);
      await lock.add(single.pid);
      await lock.add(bystander.pid);
      const left = JSON.parse(await readFile(file, 'utf8'));
      // The demo is gone, and a number was given to somebody else meanwhile.
      left.pid = 2 ** 22 + 1;
      left.started[2].command = 'something else';
      await writeFile(file, JSON.stringify(left));

      await (await takeLock(folder)).release();
      assert.deepEqual(
        [group, single, bystander].map(({ pid }) => isAlive(pid)),
        [false, false, true],
      );
    } finally {
      bystander.kill('SIGKILL');
    }
  });

  it('does not mind a file that cannot be read', async () => {
    await writeFile(file, '{"pid": "x"');
    await (await takeLock(folder)).release();
  });
});
