import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const PATIENCE_MS = 240_000;

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(done => server.close(done));
  return String(port);
}

/**
 * Starts the demo, its front end as people get it in production, on free ports and with a folder of
 * its own, so that it does not meet a demo that runs already. PORTAL_URL names a running one to test instead.
 *
 * @returns how to stop it
 */
export default async function startPortal() {
  if (process.env.PORTAL_URL) {
    return undefined;
  }
  const emulatorPort = await freePort();
  process.env.EMULATOR_URL = `http://127.0.0.1:${emulatorPort}`;
  const folder = await mkdtemp(join(tmpdir(), 'fleet-e2e-'));
  const child = spawn(
    process.execPath,
    [resolve(__dirname, '../../scripts/start.mjs'), '--built'],
    {
      env: {
        ...process.env,
        DEV_DIR: folder,
        BACKEND_PORT: await freePort(),
        EMULATOR_PORT: emulatorPort,
        GATEWAY_PORT: await freePort(),
        NODE_ENV: 'development',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  const ended = once(child, 'exit');
  const url = new Promise<string>((found, failed) => {
    child.stdout.setEncoding('utf8').on('data', text => {
      output += stripVTControlCharacters(text);
      const ready = /^Ready .*: (http\S+) /m.exec(output);
      if (ready) {
        found(ready[1]);
      }
    });
    ended.then(
      () => failed(new Error(`The portal ended early:\n${output}`)),
      failed,
    );
    setTimeout(
      () => failed(new Error(`The portal did not answer in time:\n${output}`)),
      PATIENCE_MS,
    ).unref();
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    // The workers get the environment as it is now.
    process.env.PORTAL_URL = await url;
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
