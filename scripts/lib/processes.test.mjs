import assert from 'node:assert/strict';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { isAlive } from './pids.mjs';
import { isPublic } from './postgres.mjs';
import { Processes, isWorthShowing } from './processes.mjs';

// A child that starts a child of its own, which ignores polite requests, and prints its number.
const stubborn = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"], { stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => console.log('warning: grandchild ' + child.pid));
  setInterval(() => {}, 1000);
`;

describe('lines of a log', () => {
  for (const [line, shown] of [
    ['2026-11-22T10:00:00Z catalog \u001b[31merror\u001b[39m it broke', true],
    ['2026-11-22T10:00:00Z catalog warn careful', true],
    ['TypeError: x', false],
    ['Error: x', true],
    ['2026-11-22T10:00:00Z catalog info no errors', false],
    ['GET /api/sync-errors 200', false],
  ]) {
    it(`${shown ? 'shows' : 'hides'} ${JSON.stringify(line)}`, () => {
      assert.equal(isWorthShowing(line), shown);
    });
  }
});

describe('processes', () => {
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-processes-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('say how one ended by itself, with its last words', async () => {
    const { promise, resolve } = Promise.withResolvers();
    const processes = new Processes({
      folder,
      onStart: () => {},
      onDeath: (name, report) => resolve([name, report]),
    });
    await processes.start('probe', [
      '-e',
      'console.log("last words"); process.exit(3)',
    ]);
    const [name, report] = await promise;
    assert.equal(name, 'probe');
    assert.match(report, /ended with code 3/);
    assert.match(report, /last words/);
  });

  it('leave nobody behind', { timeout: 20_000 }, async () => {
    const groups = [];
    const shown = [];
    const processes = new Processes({
      folder,
      patienceMs: 300,
      onStart: group => groups.push(group),
      onDeath: () => assert.fail('it was stopped on purpose'),
      onLine: (_, line) => shown.push(line),
    });
    await processes.start('probe', ['-e', stubborn]);
    while (shown.length === 0) {
      await sleep(20);
    }
    const grandchild = Number(shown[0].split(' ').at(-1));
    assert.ok(isAlive(grandchild));
    await processes.stop();
    assert.deepEqual([...groups, grandchild].filter(isAlive), []);
    assert.ok((await stat(join(folder, 'probe.log'))).size > 0);
  });
});

describe('a folder that others may enter', () => {
  it('is one whose parents may be entered too', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'fleet-closed-'));
    try {
      assert.equal(await isPublic('/'), true);
      assert.equal(await isPublic(join(closed, 'not-there-yet')), false);
    } finally {
      await rm(closed, { recursive: true });
    }
  });
});
