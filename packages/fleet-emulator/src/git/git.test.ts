import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import express from 'express';
import { GitRepositories } from './GitRepositories';
import { createGitRouter } from './gitRouter';
import { gitEnvironment } from './runGit';

const run = promisify(execFile);

describe('the repositories', () => {
  let server: Server;
  let url: string;
  let repositories: GitRepositories;
  let folder: string;

  const git = (args: string[], cwd = folder) =>
    run('git', args, {
      cwd,
      env: {
        ...gitEnvironment(),
        GIT_AUTHOR_NAME: 'Ane',
        GIT_AUTHOR_EMAIL: 'ane@example.org',
        GIT_COMMITTER_NAME: 'Ane',
        GIT_COMMITTER_EMAIL: 'ane@example.org',
      },
    });
  const page = async (path: string) => {
    const response = await fetch(`${url}${path}`);
    return { status: response.status, text: await response.text() };
  };

  beforeAll(async () => {
    const app = express();
    server = createServer(app);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/git`;
    repositories = new GitRepositories(url);
    app.use('/git', createGitRouter(repositories));
    folder = await mkdtemp(join(tmpdir(), 'git-test-'));
  });
  beforeEach(async () => {
    await repositories.replace([
      {
        name: 'acme/config',
        files: {
          'dev/a.yaml': 'a: 1\n',
          'prod/b.yaml': 'repo: $GIT/acme/other.git\n',
        },
        history: [
          {
            message: 'Begin',
            author: 'Ane <ane@example.org>',
            at: '2026-01-01T00:00:00Z',
            paths: ['dev'],
          },
          {
            message: 'Add production\n\n<b>at last</b>',
            author: 'Bo <bo@example.org>',
            at: '2026-02-01T00:00:00Z',
          },
        ],
      },
      { name: 'acme/secret', files: { 'a.yaml': 'a: 1\n' }, private: true },
    ]);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await repositories.close();
    await rm(folder, { recursive: true });
  });

  it('have a history that git clones', async () => {
    await git(['clone', '-q', `${url}/acme/config.git`, 'one']);
    const { stdout } = await git(
      ['log', '--format=%an %s %cI', '--name-only'],
      join(folder, 'one'),
    );
    expect(stdout.split('\n').filter(Boolean)).toEqual([
      'Bo Add production 2026-02-01T00:00:00+00:00',
      'prod/b.yaml',
      'Ane Begin 2026-01-01T00:00:00+00:00',
      'dev/a.yaml',
    ]);
    expect(await readFile(join(folder, 'one/prod/b.yaml'), 'utf8')).toBe(
      `repo: ${url}/acme/other.git\n`,
    );
  });

  it('take what git pushes, and give what was committed beside it', async () => {
    await git(['clone', '-q', `${url}/acme/config.git`, 'two']);
    const clone = join(folder, 'two');
    await writeFile(join(clone, 'dev/a.yaml'), 'a: 2\n');
    await git(['commit', '-qam', 'Change a'], clone);
    await git(['push', '-q'], clone);
    expect(await repositories.read('acme/config', 'dev/a.yaml')).toBe('a: 2\n');

    const commit = await repositories.commit('acme/config', {
      message: 'Remove a, add c',
      files: { 'dev/a.yaml': null, 'dev/ć "c".yaml': 'c: ø\n' },
    });
    expect(await repositories.head('acme/config')).toBe(commit);
    await git(['pull', '-q'], clone);
    expect(await readFile(join(clone, 'dev/ć "c".yaml'), 'utf8')).toBe(
      'c: ø\n',
    );
    await expect(readFile(join(clone, 'dev/a.yaml'))).rejects.toThrow('ENOENT');
  });

  it('lose no commit of many at once', async () => {
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        repositories.commit('acme/config', {
          message: `Commit ${index}`,
          files: { [`n/${index}`]: '' },
        }),
      ),
    );
    const files = await repositories
      .get('acme/config')!
      .files(await repositories.head('acme/config'));
    expect(
      [...files.keys()].filter(path => path.startsWith('n/')),
    ).toHaveLength(10);
  });

  it('have branches, which begin at main', async () => {
    await repositories.commit('acme/config', {
      message: 'Try',
      branch: 'try/this',
      files: { 'dev/try.yaml': 'x' },
    });
    expect(
      await repositories.read('acme/config', 'dev/a.yaml', 'try/this'),
    ).toBe('a: 1\n');
    await expect(
      repositories.read('acme/config', 'dev/try.yaml'),
    ).rejects.toThrow('acme/config has no file dev/try.yaml on main');
  });

  it.each([
    [{ message: 'x', files: { '../x': '' } }, 'is not a path of a file'],
    [{ message: 'x', files: { '/etc/x': '' } }, 'is not a path of a file'],
    [{ message: 'x', files: { 'a/.git/x': '' } }, 'is not a path of a file'],
    [{ message: '', files: { x: '' } }, 'A commit needs a message and files'],
    [{ message: 'x', files: {} }, 'A commit needs a message and files'],
    [
      { message: 'x', files: { x: '' }, branch: '../x' },
      '"../x" is no branch name',
    ],
  ])('refuse the commit %j', async (request, message) => {
    await expect(async () =>
      repositories.commit('acme/config', request),
    ).rejects.toThrow(message);
  });

  it('say which there are', async () => {
    await expect(repositories.head('acme/nothing')).rejects.toThrow(
      'There is no repository acme/nothing; there are acme/config, acme/secret',
    );
    await expect(
      git(['clone', '-q', `${url}/acme/nothing.git`, 'three']),
    ).rejects.toThrow('not found');
  });

  it('keep a private one to those who sign in', async () => {
    await expect(
      git(['clone', '-q', `${url}/acme/secret.git`, 'four']),
    ).rejects.toThrow('could not read Username');
    await git([
      'clone',
      '-q',
      `${url.replace('http://', 'http://me:secret@')}/acme/secret.git`,
      'four',
    ]);
  });

  it('show files, commits and themselves as pages', async () => {
    const commit = await repositories.commit('acme/config', {
      message: '<script>alert(1)</script>',
      files: { 'dev/x.yaml': 'one: <b>\ntwo: 2\n' },
      author: { name: '<i>', email: 'x@example.org' },
    });
    const file = await page(`/acme/config/blob/${commit}/dev/x.yaml`);
    expect(file.text).toContain(
      '<span id="L1">one: &lt;b&gt;</span><span id="L2">two: 2</span></pre>',
    );
    const shown = await page(`/acme/config.git/commit/${commit}`);
    expect(shown.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(shown.text).not.toContain('<script>');
    expect(shown.text).toContain(`/git/acme/config/blob/${commit}/dev/x.yaml`);
    expect((await page('/acme/config')).text).toContain('Add production');
    expect((await page(`/acme/config/blob/${commit}/dev/y.yaml`)).status).toBe(
      404,
    );
    expect((await page('/acme/config/commit/--all')).status).toBe(404);
  });

  it('give a file as it is to programs, by commit and by branch', async () => {
    const html = '<script>alert(1)</script>\n';
    const commit = await repositories.commit('acme/config', {
      message: 'Register',
      branch: 'add/this',
      files: { 'catalog-info.yaml': html, 'big.txt': 'x'.repeat(1_048_577) },
    });
    for (const reference of [commit, 'add/this']) {
      const response = await fetch(
        `${url}/acme/config/raw/${reference}/catalog-info.yaml`,
      );
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(
        'text/plain; charset=utf-8',
      );
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await response.text()).toBe(html);
    }
    expect(
      (await page('/acme/config/blob/add/this/catalog-info.yaml')).text,
    ).toContain('&lt;script&gt;');
    expect((await page('/acme/config/blob/main/dev/a.yaml')).status).toBe(200);
    expect((await page('/acme/config/raw/add/this/big.txt')).status).toBe(413);
    expect((await page('/acme/config/raw/main/none.yaml')).status).toBe(404);
    expect((await page('/acme/config/raw/main/..%2F..%2Fconfig')).status).toBe(
      404,
    );
    expect((await page('/acme/secret/raw/main/a.yaml')).status).toBe(401);
  });

  describe('for a portal that takes the emulator for a Gitea', () => {
    const json = async (path: string) => {
      const { status, text } = await page(`/api/v1/repos${path}`);
      return { status, body: JSON.parse(text) };
    };

    it('say who made a commit, and how many are between two', async () => {
      const first = await repositories.head('acme/config');
      expect(await json(`/acme/config/git/commits/${first}`)).toMatchObject({
        status: 200,
        body: {
          sha: first,
          commit: {
            author: { name: 'Bo', email: 'bo@example.org' },
            committer: { date: '2026-02-01T00:00:00+00:00' },
            message: 'Add production\n\n<b>at last</b>\n',
          },
        },
      });
      for (const text of ['a: 2\n', 'a: 3\n']) {
        await repositories.commit('acme/config', {
          message: 'Change it',
          files: { 'dev/a.yaml': text },
        });
      }
      const newest = await repositories.head('acme/config');
      const compare = (from: string, to: string) =>
        json(`/acme/config/compare/${from}...${to}`);
      expect(await compare(first, newest)).toMatchObject({
        status: 200,
        body: { total_commits: 2, commits: [{ sha: newest }, {}] },
      });
      expect((await compare(newest, first)).body).toEqual({
        total_commits: 0,
        commits: [],
      });
      expect((await compare('f'.repeat(40), newest)).status).toBe(404);
      expect((await compare('--all', newest)).status).toBe(404);
    });

    it('give files, of branches with slashes too', async () => {
      await repositories.commit('acme/config', {
        message: 'Register',
        branch: 'add/this',
        files: { 'catalog-info.yaml': 'kind: Component\n' },
      });
      const contents = await json(
        '/acme/config/contents/this/catalog-info.yaml?ref=add',
      );
      expect(contents.body.encoding).toBe('base64');
      expect(Buffer.from(contents.body.content, 'base64').toString()).toBe(
        'kind: Component\n',
      );
      for (const address of [
        'src/branch/add/this',
        `src/commit/${await repositories.head('acme/config', 'add/this')}`,
        '_edit/add/this',
      ]) {
        const shown = await page(`/acme/config/${address}/catalog-info.yaml`);
        expect(shown.text).toContain('kind: Component');
      }
    });

    it('tell nothing of what is private or not there', async () => {
      for (const path of [
        '/acme/secret/git/commits/main',
        '/acme/secret/contents/a.yaml?ref=main',
        '/acme/none/git/commits/main',
        '/acme/config/git/commits/none',
        '/acme/config/contents/none?ref=main',
        '/acme/config/branches',
      ]) {
        expect((await json(path)).status).toBe(404);
      }
    });
  });
});
