import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitServer } from './__testUtils__/GitServer';
import type { GitAuthorization } from './GitCredentials';
import { LOCK_FILE } from './lockFile';
import { publishFiles, type PublishRequest } from './publishFiles';
import { RemoteRepository } from './RemoteRepository';
import { sha256, type SourceFile } from './sourceFiles';

const NOBODY: GitAuthorization = { secrets: [], whose: 'nobody' };

function toFiles(texts: Record<string, string>): Map<string, SourceFile> {
  return new Map(
    Object.entries(texts).map(([path, text]) => {
      const content = Buffer.from(text);
      return [path, { content, sha256: sha256(content), mode: '100644' }];
    }),
  );
}

// Git itself runs many times over.
jest.setTimeout(60_000);

describe('publishing', () => {
  let server: GitServer;
  let folder: string;

  beforeAll(async () => {
    server = await GitServer.start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'publish-test-'));
    server.password = undefined;
    server.intercept = () => false;
    server.requests.length = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const open = async (
    name: string,
    options: {
      authorization?: GitAuthorization;
      timeoutMs?: number;
      maxBytes?: number;
      signal?: AbortSignal;
    } = {},
  ) =>
    RemoteRepository.open({
      url: server.url(name),
      gitdir: await mkdtemp(join(folder, 'copy-')),
      authorization: options.authorization ?? NOBODY,
      limits: {
        timeoutMs: options.timeoutMs ?? 20_000,
        maxBytes: options.maxBytes ?? 1024 * 1024,
      },
      signal: options.signal,
    });
  const publish = async (
    name: string,
    texts: Record<string, string>,
    request: Partial<PublishRequest> = {},
    options: Parameters<typeof open>[1] = {},
  ) =>
    publishFiles(await open(name, options), {
      files: toFiles(texts),
      branch: 'main',
      targetPath: '',
      message: 'Publish',
      author: { name: 'Bo', email: 'bo@example.org' },
      ...request,
    });

  it('adds files beside those of others, and records them', async () => {
    await server.create('beside', {
      'README.md': 'Hello\n',
      'clusters/a/x.yaml': 'x: 1\n',
    });
    const before = await server.head('beside');
    const { commit, changed, plan } = await publish(
      'beside',
      { 'ns.yaml': 'a: 1\n', 'deep/er/b.yaml': 'b: 1\n' },
      { targetPath: 'clusters/a' },
    );
    expect(changed).toBe(true);
    expect(plan.added).toEqual(['deep/er/b.yaml', 'ns.yaml']);
    expect(await server.head('beside')).toBe(commit);
    expect(await server.files('beside')).toEqual({
      'README.md': 'Hello\n',
      'clusters/a/x.yaml': 'x: 1\n',
      'clusters/a/ns.yaml': 'a: 1\n',
      'clusters/a/deep/er/b.yaml': 'b: 1\n',
      [`clusters/a/${LOCK_FILE}`]: [
        '# Written by anthos-fleet:config-repo:publish; version 1',
        `${sha256(Buffer.from('b: 1\n'))}  deep/er/b.yaml`,
        `${sha256(Buffer.from('a: 1\n'))}  ns.yaml`,
        '',
      ].join('\n'),
    });
    expect(await server.log('beside', '%P %an <%ae> %s')).toEqual([
      `${before} Bo <bo@example.org> Publish`,
      'Ane <ane@example.org> By hand',
    ]);
    await server.check('beside');
  });

  it('makes no second commit of the same content', async () => {
    await server.create('same', { 'README.md': 'Hello\n' });
    const first = await publish('same', { 'a.yaml': 'a: 1\n' });
    const second = await publish('same', { 'a.yaml': 'a: 1\n' });
    expect(second).toMatchObject({ changed: false, commit: first.commit });
    expect(await server.log('same', '%H')).toHaveLength(2);
  });

  it('begins an empty repository', async () => {
    await server.create('empty');
    const { commit } = await publish('empty', { 'a.yaml': 'a: 1\n' });
    expect(await server.log('empty', '%H %P')).toEqual([commit]);
    await server.check('empty');
  });

  it('makes a branch when told so, and refuses a missing one otherwise', async () => {
    await server.create('branches', { 'README.md': 'Hello\n' });
    await expect(
      publish('branches', { 'a.yaml': '1' }, { branch: 'team/new' }),
    ).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(
        /^branch: .*has no branch team\/new, its own is main;.*createBranch/,
      ),
    });
    await publish(
      'branches',
      { 'a.yaml': '1' },
      { branch: 'team/new', from: 'main' },
    );
    expect(Object.keys(await server.files('branches', 'team/new'))).toEqual([
      LOCK_FILE,
      'README.md',
      'a.yaml',
    ]);
    expect(Object.keys(await server.files('branches'))).toEqual(['README.md']);
  });

  it('is not led astray by a tag of the same name', async () => {
    await server.create('tags', { 'README.md': 'Old\n' });
    await server.git(server.gitdir('tags'), ['tag', 'main', 'main']);
    await server.commit('tags', { 'README.md': 'New\n' });
    await publish('tags', { 'a.yaml': '1' });
    expect(
      await server.git(server.gitdir('tags'), [
        'show',
        'refs/heads/main:README.md',
      ]),
    ).toBe('New\n');
  });

  it('updates its own files, keeps what people changed, removes what is stale when told so', async () => {
    await server.create('life', { 'README.md': 'Hello\n' });
    const at = { targetPath: 'ns' };
    await publish(
      'life',
      { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'c.yaml': 'c: 1\n' },
      at,
    );
    await server.commit('life', { 'ns/b.yaml': 'b: by hand\n' });
    const second = await publish(
      'life',
      { 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 2\n' },
      at,
    );
    expect(second.plan).toMatchObject({
      added: [],
      updated: ['a.yaml'],
      removed: [],
      kept: ['b.yaml'],
      stale: ['c.yaml'],
    });
    expect(await server.files('life')).toMatchObject({
      'ns/a.yaml': 'a: 2\n',
      'ns/b.yaml': 'b: by hand\n',
      'ns/c.yaml': 'c: 1\n',
    });
    const third = await publish(
      'life',
      { 'a.yaml': 'a: 2\n', 'b.yaml': 'b: 2\n' },
      { ...at, removeStale: true, overwriteChanges: true },
    );
    expect(third.plan).toMatchObject({
      updated: ['b.yaml'],
      removed: ['c.yaml'],
      kept: [],
    });
    const files = await server.files('life');
    expect(files['ns/b.yaml']).toBe('b: 2\n');
    expect(files).not.toHaveProperty('ns/c.yaml');
    expect(files[`ns/${LOCK_FILE}`]).not.toContain('c.yaml');
    await server.check('life');
  });

  it('pushes nothing at all when a file of somebody else is in the way', async () => {
    await server.create('conflict', {
      'ns/a.yaml': 'theirs\n',
      'ns/dir': 'a file where a folder belongs\n',
      'ns/equal.yaml': 'equal\n',
    });
    const before = await server.head('conflict');
    await expect(
      publish(
        'conflict',
        {
          'a.yaml': 'ours\n',
          'new.yaml': 'new\n',
          'dir/b.yaml': 'b\n',
          'equal.yaml': 'equal\n',
        },
        { targetPath: 'ns' },
      ),
    ).rejects.toThrow(
      /^targetPath: nothing was published.*: ns\/a\.yaml, ns\/dir\/b\.yaml; choose/,
    );
    expect(await server.head('conflict')).toBe(before);
  });

  it('leaves an equal file of somebody else theirs for good', async () => {
    await server.create('theirs', { 'a.yaml': 'equal\n' });
    await publish('theirs', { 'a.yaml': 'equal\n', 'b.yaml': 'b\n' });
    expect(await server.read('theirs', LOCK_FILE)).not.toContain('a.yaml');
    await expect(publish('theirs', { 'a.yaml': 'other\n' })).rejects.toThrow(
      /a\.yaml/,
    );
  });

  it('never follows a symbolic link', async () => {
    await server.create('links', { 'README.md': 'Hello\n' });
    const work = await mkdtemp(join(folder, 'work-'));
    await server.git(work, ['clone', '-q', server.gitdir('links'), '.']);
    await server.git(work, ['config', 'core.symlinks', 'true']);
    const { symlink } = await import('node:fs/promises');
    await symlink('/etc/passwd', join(work, 'a.yaml'));
    await symlink('/tmp', join(work, 'dir'));
    await server.git(work, ['add', '-A']);
    await server.git(work, ['commit', '-q', '-m', 'Links']);
    await server.git(work, ['push', '-q', 'origin', 'HEAD:main']);
    await expect(
      publish('links', { 'a.yaml': 'a\n', 'dir/b.yaml': 'b\n' }),
    ).rejects.toThrow(/a\.yaml, dir\/b\.yaml;/);
  });

  it('lands every one of many that publish at the same time', async () => {
    await server.create('race', { 'README.md': 'Hello\n' });
    let retries = 0;
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map(name =>
        publish(
          'race',
          { 'x.yaml': `${name}\n` },
          {
            targetPath: name,
            onRetry: () => {
              retries++;
            },
          },
        ),
      ),
    );
    expect(retries).toBeGreaterThan(0);
    const history = await server.log('race', '%H');
    expect(history).toHaveLength(5);
    for (const { commit, changed } of all) {
      expect(changed).toBe(true);
      expect(history).toContain(commit);
    }
    const files = await server.files('race');
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(files[`${name}/x.yaml`]).toBe(`${name}\n`);
    }
    await server.check('race');
  });

  it('gives up after five tries against somebody who is always faster', async () => {
    await server.create('hopeless', { 'README.md': 'Hello\n' });
    let pushes = 0;
    server.intercept = async req => {
      if (req.url?.includes('service=git-receive-pack')) {
        pushes++;
        await server.commit('hopeless', { 'count.txt': `${pushes}` });
      }
      return false;
    };
    await expect(
      publish('hopeless', { 'a.yaml': 'a\n' }),
    ).rejects.toMatchObject({ kind: 'raced' });
    expect(pushes).toBe(5);
    expect(await server.files('hopeless')).not.toHaveProperty('a.yaml');
  });

  it('knows that a push landed when only its answer was lost', async () => {
    await server.create('lost', { 'README.md': 'Hello\n' });
    let cut = true;
    server.intercept = (req, res) => {
      if (cut && req.url?.endsWith('/git-receive-pack')) {
        cut = false;
        res.end = () => {
          res.destroy();
          return res;
        };
      }
      return false;
    };
    const { commit, changed, plan } = await publish('lost', {
      'a.yaml': 'a\n',
    });
    expect({ changed, cut, added: plan.added }).toEqual({
      changed: true,
      cut: false,
      added: ['a.yaml'],
    });
    expect(await server.log('lost', '%H')).toHaveLength(2);
    expect(await server.head('lost')).toBe(commit);
  });

  it('says who protects a branch, without the secret that a hook repeats', async () => {
    await server.create('protected', { 'README.md': 'Hello\n' });
    await server.hook(
      'protected',
      'printf "\\033[31mOnly releases: hunter2-secret\\033[0m\\n"; exit 1',
    );
    const failed = publish(
      'protected',
      { 'a.yaml': 'a\n' },
      {},
      { authorization: { secrets: ['hunter2-secret'], whose: 'the robot' } },
    );
    await expect(failed).rejects.toMatchObject({
      kind: 'protected',
      message: expect.stringMatching(
        /does not let the robot write the branch main: .*declined; Only releases: \*\*\*\. Publish by a pull request/,
      ),
    });
  });

  it('signs in, and says so when it cannot', async () => {
    await server.create('private', { 'README.md': 'Hello\n' });
    server.password = 'robot:s3cret';
    const header = `Basic ${Buffer.from('robot:s3cret').toString('base64')}`;
    await publish(
      'private',
      { 'a.yaml': 'a\n' },
      {},
      { authorization: { header, secrets: ['s3cret'], whose: 'the robot' } },
    );
    await expect(publish('private', { 'b.yaml': 'b\n' })).rejects.toMatchObject(
      {
        kind: 'unauthenticated',
        message: expect.stringMatching(/integrations/),
      },
    );
    const wrong = `Basic ${Buffer.from('robot:wr0ng').toString('base64')}`;
    const failed = publish(
      'private',
      { 'b.yaml': 'b\n' },
      {},
      {
        authorization: {
          header: wrong,
          secrets: ['wr0ng'],
          whose: 'the robot',
        },
      },
    ).catch(error => error);
    const error = await failed;
    expect(error).toMatchObject({
      kind: 'unauthenticated',
      message: expect.stringMatching(/does not accept the robot; renew it/),
    });
    expect(JSON.stringify([error, error.stack, error.cause])).not.toMatch(
      new RegExp(`wr0ng|${wrong.slice(6)}`),
    );
  });

  it.each([
    [403, 'git-upload-pack', 'forbidden'],
    [403, 'git-receive-pack', 'read-only'],
    [404, 'git-upload-pack', 'not-found'],
    [413, 'git-receive-pack', 'too-large'],
    [429, 'git-upload-pack', 'rate-limited'],
    [418, 'git-upload-pack', 'invalid'],
  ])('takes %i of %s for %s', async (status, service, kind) => {
    const name = `status-${status}-${service}`;
    await server.create(name, { 'README.md': 'Hello\n' });
    server.intercept = (req, res) => {
      if (req.url?.includes(service)) {
        res.writeHead(status).end('<html>SECRET of the host</html>');
        return true;
      }
      return false;
    };
    const error = await publish(name, { 'a.yaml': 'a\n' }).catch(e => e);
    expect(error).toMatchObject({ name: 'GitProblem', kind });
    expect(`${error.stack}`).not.toContain('SECRET');
  });

  it('sends nothing to another host that it is redirected to', async () => {
    await server.create('moved', { 'README.md': 'Hello\n' });
    const other = await GitServer.start();
    try {
      server.intercept = (req, res) => {
        res
          .writeHead(302, { location: `http://${other.host}${req.url}` })
          .end();
        return true;
      };
      await expect(
        publish(
          'moved',
          { 'a.yaml': 'a\n' },
          {},
          {
            authorization: {
              header: 'Basic c2VjcmV0',
              secrets: ['secret'],
              whose: 'the robot',
            },
          },
        ),
      ).rejects.toMatchObject({
        kind: 'moved',
        message: expect.stringContaining(`another host, ${other.host}`),
      });
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('follows a redirect to the same repository only', async () => {
    await server.create('spelling', { 'README.md': 'Hello\n' });
    server.intercept = (req, res) => {
      if (req.url?.startsWith('/spelling/')) {
        res
          .writeHead(301, {
            location: req.url.replace('/spelling/', '/spelling.git/'),
          })
          .end();
        return true;
      }
      return false;
    };
    const remote = await RemoteRepository.open({
      url: server.url('spelling').replace('.git', ''),
      gitdir: await mkdtemp(join(folder, 'copy-')),
      authorization: NOBODY,
      limits: { timeoutMs: 10_000, maxBytes: 1024 * 1024 },
    });
    expect((await remote.branches()).defaultBranch).toBe('main');
    server.intercept = (_, res) => {
      res.writeHead(301, { location: '/other.git/info/refs' }).end();
      return true;
    };
    await expect(remote.branches()).rejects.toMatchObject({
      kind: 'moved',
      message: expect.stringContaining('/other; if the repository was renamed'),
    });
    server.intercept = (req, res) => {
      res.writeHead(302, { location: req.url }).end();
      return true;
    };
    await expect(remote.branches()).rejects.toThrow(/circles/);
  });

  it('leaves a host that hangs, at every stage', async () => {
    await server.create('hang', { 'README.md': 'Hello\n' });
    for (const part of [
      'service=git-upload-pack',
      '/git-upload-pack',
      'service=git-receive-pack',
      '/git-receive-pack',
    ]) {
      server.intercept = (req, res) => {
        if (req.url?.endsWith(part)) {
          res.writeHead(200);
          res.write('0');
          return true;
        }
        return false;
      };
      const started = Date.now();
      await expect(
        publish('hang', { 'a.yaml': 'a\n' }, {}, { timeoutMs: 700 }),
      ).rejects.toMatchObject({ kind: 'timeout' });
      expect(Date.now() - started).toBeLessThan(5_000);
    }
    expect(await server.files('hang')).not.toHaveProperty('a.yaml');
  });

  it('ends when the task is cancelled', async () => {
    await server.create('cancel', { 'README.md': 'Hello\n' });
    server.intercept = () => true;
    const cancel = new AbortController();
    const failed = publish(
      'cancel',
      { 'a.yaml': 'a\n' },
      {},
      { signal: cancel.signal },
    );
    setTimeout(() => cancel.abort(), 100);
    await expect(failed).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('reads no more than it may', async () => {
    await server.create('huge', {
      'noise.txt': Array.from({ length: 40_000 }, () => Math.random()).join(),
    });
    await expect(
      publish('huge', { 'a.yaml': 'a\n' }, {}, { maxBytes: 100_000 }),
    ).rejects.toMatchObject({
      kind: 'too-large',
      message: expect.stringContaining('maxMegabytes'),
    });
  });

  it.each([
    ['a page', 'text/html', '<html>Sign in</html>'],
    ['nothing', 'application/x-git-upload-pack-advertisement', ''],
    [
      'noise',
      'application/x-git-upload-pack-advertisement',
      '001e# service=git-upload-pack\n0000zzzzNOISE',
    ],
  ])('does not take %s for Git', async (_what, type, body) => {
    await server.create('noise', { 'README.md': 'Hello\n' });
    server.intercept = (_req, res) => {
      res.writeHead(200, { 'content-type': type }).end(body);
      return true;
    };
    await expect(publish('noise', { 'a.yaml': 'a\n' })).rejects.toMatchObject({
      name: 'GitProblem',
    });
  });

  it('does not take a broken pack for Git', async () => {
    await server.create('pack', { 'README.md': 'Hello\n' });
    for (const body of ['', '0008NAK\n', '0008NAK\n0040PACK', 'x'.repeat(99)]) {
      server.intercept = (req, res) => {
        if (req.url?.endsWith('/git-upload-pack')) {
          res
            .writeHead(200, {
              'content-type': 'application/x-git-upload-pack-result',
            })
            .end(body);
          return true;
        }
        return false;
      };
      await expect(publish('pack', { 'a.yaml': 'a\n' })).rejects.toMatchObject({
        name: 'GitProblem',
      });
    }
  });

  it('says what a dry run would do, and pushes nothing', async () => {
    await server.create('dry', { 'a.yaml': 'theirs\n' });
    const before = await server.head('dry');
    const { plan, changed } = await publish(
      'dry',
      { 'a.yaml': 'ours\n', 'b.yaml': 'b\n' },
      { dryRun: true },
    );
    expect({ changed, ...plan }).toMatchObject({
      changed: true,
      added: ['b.yaml'],
      conflicts: ['a.yaml'],
    });
    expect(await server.head('dry')).toBe(before);
    expect(
      server.requests.filter(({ url }) => url.includes('receive-pack')),
    ).toEqual([]);
  });

  it('refuses a record that it cannot read', async () => {
    await server.create('lock', {
      [LOCK_FILE]:
        '# Written by anthos-fleet:config-repo:publish; version 1\n<<<<<<< HEAD\n',
    });
    await expect(publish('lock', { 'a.yaml': 'a\n' })).rejects.toThrow(
      /targetPath: line 2 of \.anthos-fleet-lock .*merge conflict/,
    );
  });

  it('leaves nothing of the repository on the disk but its objects', async () => {
    await server.create('disk', { 'evil.sh': 'rm -rf /\n' });
    const remote = await open('disk');
    const [copy] = await readdir(folder);
    await remote.fetch('main');
    const names = await readdir(join(folder, copy), { recursive: true });
    expect(names.filter(name => /evil/.test(name))).toEqual([]);
  });
});
