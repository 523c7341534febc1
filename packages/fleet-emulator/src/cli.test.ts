import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, DEMO_FLEET, MEMBERSHIPS } from './__testUtils__/hub';

jest.setTimeout(60_000);

describe('the command line', () => {
  function start(...args: string[]) {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        join(__dirname, 'cli.ts'),
        ...args,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', chunk => {
      output.stdout += chunk;
    });
    child.stderr.on('data', chunk => {
      output.stderr += chunk;
    });
    return { child, output, ended: once(child, 'exit') };
  }

  async function run(...args: string[]) {
    const { output, ended } = start(...args);
    const [exitCode] = await ended;
    return { ...output, exitCode };
  }

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where it listens, serves, and ends well on %s',
    async signal => {
      const { child, output, ended } = start(
        '--fleet',
        DEMO_FLEET,
        '--port',
        '0',
        '--token',
        'secret',
        '--token',
        'limited=gkehub.memberships.list',
      );
      await Promise.race([once(child.stdout, 'data'), ended]);
      expect(output.stderr).toBe('');
      const [line, ...rest] = output.stdout.trim().split('\n');
      expect(rest).toEqual([]);
      expect(line).toMatch(
        /^Fleet emulator listening on http:\/\/127\.0\.0\.1:\d+ \(\d+ clusters, project acme-fleet\), Connect Gateway on https:\/\/127\.0\.0\.1:\d+$/,
      );
      const [url] = /http:\S+/.exec(line) ?? [''];
      const status = async (token: string) =>
        (await ask({ url }, MEMBERSHIPS, { token })).status;
      expect(await status('secret')).toBe(200);
      expect(await status('limited')).toBe(403);
      expect(await status('emulator-token')).toBe(401);
      child.kill(signal);
      expect(await ended).toEqual([0, null]);
    },
  );

  it('says what is wrong with the fleet, with the line', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fleet-emulator-'));
    try {
      const file = join(folder, 'fleet.yaml');
      await writeFile(
        file,
        'project: { id: acme-fleet, number: 1 }\nclusters:\n  - name: one\n    location: global\n    platform: mainframe\n',
      );
      const { stderr, exitCode } = await run('--fleet', file, '--port', '0');
      expect(stderr).toContain(`${file} is not a fleet:`);
      expect(stderr).toContain(
        'line 5, clusters[0].platform: "mainframe" is not a platform; use one of gke, vmware',
      );
      expect(exitCode).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('says that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { stderr, exitCode } = await run(
      '--fleet',
      DEMO_FLEET,
      '--port',
      String(port),
    );
    expect(stderr).toBe(
      `Port ${port} of 127.0.0.1 is taken; stop what listens there or choose another with --port.\n`,
    );
    expect(exitCode).toBe(1);
    await new Promise(resolve => other.close(resolve));
  });

  it.each([
    [['--port', '0'], "required option '--fleet <file>' not specified"],
    [['--fleet', '/nowhere.yaml'], 'there is no such file; check the path'],
    [
      ['--fleet', DEMO_FLEET, '--port', 'http'],
      'A port is a number from 0 to 65535.',
    ],
    [['--fleet', DEMO_FLEET, '--token', ''], 'A token is empty'],
    [
      ['--fleet', DEMO_FLEET, '--person', 'kari@acme.example'],
      'Write token=user@domain',
    ],
    [
      ['--fleet', DEMO_FLEET, '--person', 'secret=kari@acme.example:king'],
      'access is one of reader, provisioner, view, edit, cluster-admin',
    ],
  ])('refuses %j', async (args, message) => {
    const { stderr, exitCode } = await run(...args);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(1);
  });
});
