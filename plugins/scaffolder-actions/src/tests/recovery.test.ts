import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { GitServer } from '../git/__testUtils__/GitServer';

jest.setTimeout(180_000);

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'publish', namespace: 'default' },
  spec: {
    type: 'service',
    owner: 'group:default/team',
    parameters: {},
    steps: [
      { id: 'write', name: 'Write', action: 'test:write' },
      {
        id: 'publish',
        name: 'Publish',
        action: 'anthos-fleet:config-repo:publish',
        input: { repoUrl: '${{ parameters.repoUrl }}', message: 'Settings' },
      },
    ],
    output: { commit: "${{ steps['publish'].output.commit }}" },
  },
};

describe('a task whose back end is killed while it publishes', () => {
  let git: GitServer;
  let folder: string;
  let portal: ChildProcess | undefined;

  beforeAll(async () => {
    git = await GitServer.start();
    folder = await mkdtemp(join(tmpdir(), 'recovery-'));
    await mkdir(join(folder, 'work'));
  });
  afterAll(async () => {
    await kill();
    await git.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    const child = fork(require.resolve('../__testUtils__/recoveryPortal'), {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    portal = child;
    let complaints = '';
    child.stderr?.on('data', text => {
      complaints += text;
    });
    const listening = new Promise<number>(resolve =>
      child.on('message', (message: { port?: number }) => {
        if (message.port) {
          resolve(message.port);
        }
      }),
    );
    const gone = once(child, 'exit').then(() => {
      throw new Error(`The back end ended: ${complaints}`);
    });
    gone.catch(() => {});
    child.send({
      template,
      config: {
        backend: {
          workingDirectory: join(folder, 'work'),
          database: {
            client: 'better-sqlite3',
            connection: { directory: folder },
          },
        },
        scaffolder: {
          taskRecovery: { enabled: true, staleTimeout: { seconds: 3 } },
        },
        anthosFleet: { git: { hosts: [{ host: git.host }] } },
      },
    });
    return `http://localhost:${await Promise.race([
      listening,
      gone,
    ])}/api/scaffolder/v2`;
  }

  async function kill() {
    if (portal && portal.exitCode === null && portal.signalCode === null) {
      portal.kill('SIGKILL');
      await once(portal, 'exit');
    }
  }

  async function ask(url: string, body?: object) {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: {
        Authorization: mockCredentials.user.header(),
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([url, response.ok]).toEqual([url, true]);
    return response.json();
  }

  async function until(what: string, isSo: () => boolean | Promise<boolean>) {
    const end = Date.now() + 90_000;
    while (!(await isSo())) {
      if (Date.now() > end) {
        throw new Error(`It took too long until ${what}`);
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  it('goes on after a restart, and makes no second commit', async () => {
    await git.create('acme/config', { 'README.md': 'Hello\n' });
    // The commit is in, and the portal has not heard of it yet.
    const landed = join(folder, 'landed');
    const hook = join(git.gitdir('acme/config'), 'hooks', 'post-receive');
    await mkdir(join(hook, '..'), { recursive: true });
    await writeFile(
      hook,
      `#!/bin/sh\n[ -e '${landed}' ] && exit 0\ntouch '${landed}'\nsleep 20\n`,
    );
    await chmod(hook, 0o755);

    const before = await start();
    const { id } = await ask(`${before}/tasks`, {
      templateRef: 'template:default/publish',
      values: { repoUrl: git.url('acme/config') },
    });
    await until('the commit is in', () => existsSync(landed));
    await kill();
    const commit = await git.head('acme/config');

    const after = await start();
    let task = await ask(`${after}/tasks/${id}`);
    await until('the task is through', async () => {
      task = await ask(`${after}/tasks/${id}`);
      return !['open', 'processing'].includes(task.status);
    });
    expect(task.status).toBe('completed');
    expect(await git.head('acme/config')).toBe(commit);
    expect((await git.files('acme/config'))['settings.yaml']).toBe('a: 1\n');
    const events = await ask(`${after}/tasks/${id}/events`);
    const done = events.find(
      (event: { type: string }) => event.type === 'completion',
    );
    expect(done.body.output.commit).toBe(commit);
  });
});
