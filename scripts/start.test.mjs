import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { fromRoot } from './lib/paths.mjs';
import { freePort } from './lib/ports.mjs';

// The browser tests see the front end as it is built; whoever works on it sees this one.
test('the demo starts for development, and ends when it is told to', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'fleet-start-'));
  const child = spawn(process.execPath, [fromRoot('scripts/start.mjs')], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DEV_DIR: folder,
      APP_PORT: await freePort(),
      BACKEND_PORT: await freePort(),
      EMULATOR_PORT: await freePort(),
      GATEWAY_PORT: await freePort(),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: AbortSignal.timeout(240_000),
  });
  const ended = once(child, 'exit');
  ended.catch(() => {});
  t.after(async () => {
    child.kill('SIGTERM');
    await ended.catch(() => {});
    await rm(folder, { recursive: true, force: true });
  });
  let output = '';
  let url;
  const lines = child.stdout.setEncoding('utf8');
  // It goes on writing, and must find somebody who listens.
  for await (const text of lines.iterator({ destroyOnReturn: false })) {
    output += stripVTControlCharacters(text);
    url ??= /^Ready .*: (http\S+) shows [1-9]\d* clusters/m.exec(output)?.[1];
    if (url) {
      break;
    }
  }
  lines.resume();
  assert.ok(url, `The portal ended early:\n${output}`);
  const page = await fetch(`${url}/fleet/overview`);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<script[^>]+src=/);
  child.kill('SIGTERM');
  assert.equal((await ended)[0], 143);
  await assert.rejects(fetch(url));
});
