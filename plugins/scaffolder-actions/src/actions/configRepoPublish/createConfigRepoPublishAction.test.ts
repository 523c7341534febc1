import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parse } from 'yaml';
import { GitServer } from '../../git/__testUtils__/GitServer';
import { LOCK_FILE } from '../../git';
import { examples } from './configRepoPublish.examples';
import { createConfigRepoPublishAction } from './createConfigRepoPublishAction';
import type { ConfigRepoPublishInput } from './schema';

// Git itself runs many times over.
jest.setTimeout(60_000);

describe('anthos-fleet:config-repo:publish', () => {
  let server: GitServer;
  let workspacePath: string;

  beforeAll(async () => {
    server = await GitServer.start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'publish-action-'));
    server.password = undefined;
    server.intercept = () => false;
    server.requests.length = 0;
  });
  afterEach(() => rm(workspacePath, { recursive: true, force: true }));

  const write = async (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(workspacePath, path)), { recursive: true });
      await writeFile(join(workspacePath, path), text);
    }
  };
  const plainHosts = () => ({
    anthosFleet: {
      git: {
        hosts: [
          {
            host: server.host,
            templates: {
              repository: 'http://{host}/{repository}',
              commit: 'http://{host}/{repository}/commit/{commit}',
              raw: 'http://{host}/{repository}/raw/{branch}/{path}',
            },
          },
        ],
      },
    },
  });
  const run = async (
    input: ConfigRepoPublishInput,
    options: {
      config?: JsonObject;
      checkpoints?: Map<string, JsonValue>;
      afterPush?: () => void;
      isDryRun?: boolean;
      loadModule?: (name: string) => Promise<unknown>;
      user?: {
        ref?: string;
        profile?: { displayName?: string; email?: string };
      };
    } = {},
  ) => {
    const config = new ConfigReader(options.config ?? plainHosts());
    const action = createConfigRepoPublishAction({
      config,
      integrations: ScmIntegrations.fromConfig(config),
      ...(options.loadModule && { loadModule: options.loadModule }),
    });
    const outputs: Record<string, unknown> = {};
    const logs: string[] = [];
    const context = createMockActionContext({ input, workspacePath });
    const logger = Object.create(context.logger);
    for (const level of ['info', 'warn', 'error', 'debug']) {
      logger[level] = (text: unknown) => logs.push(String(text));
    }
    const checkpoints = options.checkpoints ?? new Map<string, JsonValue>();
    await action.handler({
      ...context,
      task: { id: 'task-1' },
      logger,
      isDryRun: options.isDryRun,
      user: {
        ref: options.user?.ref ?? 'user:default/ane',
        entity: options.user?.profile && {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: 'ane' },
          spec: { profile: options.user.profile },
        },
      },
      createTemporaryDirectory: () =>
        mkdtemp(join(tmpdir(), 'publish-action-tmp-')),
      output: (name, value) => {
        outputs[name] = value;
      },
      checkpoint: async ({ key, fn }) => {
        const known = checkpoints.get(key);
        if (known !== undefined) {
          return JSON.parse(JSON.stringify(known));
        }
        const value = await fn();
        options.afterPush?.();
        checkpoints.set(key, JSON.parse(JSON.stringify(value)));
        return value;
      },
    });
    return { outputs, logs };
  };

  it('publishes a folder, and says where everything is', async () => {
    await server.create('acme/fleet-config', { 'README.md': 'Hello\n' });
    await write({
      'ns/namespace.yaml': 'a: 1\n',
      'ns/catalog-info.yaml': 'b: 1\n',
      'other/secret.txt': 'not for Git',
    });
    const input = {
      repoUrl: server.url('acme/fleet-config'),
      sourcePath: './ns/',
      targetPath: 'clusters/prod/addresses',
      message: 'Add addresses\n\nBackstage-User: user:default/admin',
    };
    const { outputs, logs } = await run(input);
    const page = `http://${server.host}/acme/fleet-config`;
    const commit = await server.head('acme/fleet-config');
    expect(outputs).toEqual({
      changed: true,
      branch: 'main',
      files: {
        added: [
          'clusters/prod/addresses/catalog-info.yaml',
          'clusters/prod/addresses/namespace.yaml',
        ],
        updated: [],
        removed: [],
        kept: [],
      },
      repositoryUrl: page,
      commit,
      commitUrl: `${page}/commit/${commit}`,
      contentsUrl: `${page}/raw/main/clusters/prod/addresses`,
      catalogInfoUrl: `${page}/raw/main/clusters/prod/addresses/catalog-info.yaml`,
    });
    expect(logs).toContain('Added: clusters/prod/addresses/namespace.yaml');
    expect(Object.keys(await server.files('acme/fleet-config'))).toEqual([
      'README.md',
      `clusters/prod/addresses/${LOCK_FILE}`,
      'clusters/prod/addresses/catalog-info.yaml',
      'clusters/prod/addresses/namespace.yaml',
    ]);
    // Only the last paragraph counts for Git, so nobody can pass for somebody else.
    expect(
      await server.log(
        'acme/fleet-config',
        '%(trailers:key=Backstage-User,valueonly,separator=%x2c)|%(trailers:key=Backstage-Task,valueonly,separator=%x2c)',
      ),
    ).toEqual(['user:default/ane|task-1', '|']);

    const again = await run(input);
    expect(again.outputs).toMatchObject({ changed: false, commit });
    expect(again.logs.join('\n')).toMatch(/Nothing to do: main of/);
    expect(await server.head('acme/fleet-config')).toBe(commit);
  });

  it('makes no second commit when it was killed before the checkpoint, and none after it', async () => {
    await server.create('acme/killed', { 'README.md': 'Hello\n' });
    await write({ 'a.yaml': 'a: 1\n' });
    const input = { repoUrl: server.url('acme/killed'), message: 'Add' };
    const checkpoints = new Map<string, JsonValue>();
    await expect(
      run(input, {
        checkpoints,
        afterPush: () => {
          throw new Error('killed');
        },
      }),
    ).rejects.toThrow('killed');
    expect(checkpoints.size).toBe(0);
    const commit = await server.head('acme/killed');
    const recovered = await run(input, { checkpoints });
    expect(recovered.outputs).toMatchObject({ changed: false, commit });
    expect([...checkpoints.keys()].join()).not.toMatch(/http|killed/);

    // With the checkpoint not even the repository is asked.
    server.requests.length = 0;
    const once = await run(input, { checkpoints });
    expect(once.outputs).toMatchObject({ commit });
    expect(server.requests).toEqual([]);
    expect(await server.log('acme/killed', '%H')).toHaveLength(2);
  });

  it('says in a dry run what would happen, refusals included', async () => {
    await server.create('acme/dry', { 'b.yaml': 'theirs\n' });
    await write({ 'a.yaml': 'a: 1\n' });
    const input = { repoUrl: server.url('acme/dry'), message: 'Add' };
    const { outputs, logs } = await run(input, { isDryRun: true });
    expect(outputs).toMatchObject({ changed: true });
    expect(outputs).not.toHaveProperty('commit');
    expect(logs).toContain('Would be added: a.yaml');
    await write({ 'b.yaml': 'ours\n' });
    await expect(run(input, { isDryRun: true })).rejects.toThrow(/b\.yaml/);
    expect(await server.log('acme/dry', '%H')).toHaveLength(1);
  });

  it('signs in with what integrations has, and with the token of the user before that', async () => {
    await server.create('acme/private', { 'README.md': 'Hello\n' });
    await write({ 'a.yaml': 'a: 1\n' });
    const config = {
      integrations: {
        gitea: [
          {
            host: server.host,
            baseUrl: `http://${server.host}`,
            username: 'robot',
            password: 'portal-secret',
          },
        ],
      },
    };
    server.password = 'robot:portal-secret';
    const input = { repoUrl: server.url('acme/private'), message: 'Add' };
    const { outputs, logs } = await run(input, { config });
    expect(outputs).toMatchObject({
      changed: true,
      contentsUrl: `http://${server.host}/acme/private/src/branch/main`,
    });
    expect(logs.join()).not.toContain('portal-secret');

    server.password = 'token:user-secret';
    const failed = await run(input, { config }).catch(error => error);
    expect(failed).toMatchObject({ kind: 'unauthenticated' });
    expect(`${failed.stack}${JSON.stringify(failed)}`).not.toContain('secret');
    expect(
      (await run({ ...input, token: 'user-secret' }, { config })).outputs,
    ).toMatchObject({ changed: false });
    await expect(
      run(input, {
        config: { ...config, scaffolder: { requireScmUserCredentials: true } },
      }),
    ).rejects.toThrow(/^token: .*requestUserCredentials/);
  });

  it('takes what the repository picker gives', async () => {
    await server.create('acme/picked', { 'README.md': 'Hello\n' });
    await write({ 'a.yaml': 'a: 1\n' });
    const { outputs } = await run(
      { repoUrl: `${server.host}?owner=acme&repo=picked`, message: 'Add' },
      {
        config: {
          integrations: {
            gitea: [{ host: server.host, baseUrl: `http://${server.host}` }],
          },
        },
      },
    );
    expect(outputs).toMatchObject({ changed: true });
  });

  it('names the author of the step, of the portal, or the user', async () => {
    await server.create('acme/author', { 'README.md': 'Hello\n' });
    const input = { repoUrl: server.url('acme/author'), message: 'Add' };
    const user = { profile: { displayName: 'Åne', email: 'ane@example.org' } };
    await write({ 'a.yaml': '1\n' });
    await run(input, { user });
    await write({ 'a.yaml': '2\n' });
    await run(input, {
      user,
      config: {
        ...plainHosts(),
        scaffolder: { defaultAuthor: { name: 'Portal', email: 'p@x.org' } },
      },
    });
    await write({ 'a.yaml': '3\n' });
    await run(
      { ...input, gitAuthorName: 'Bo', gitAuthorEmail: 'bo@x.org' },
      { user },
    );
    await write({ 'a.yaml': '4\n' });
    await run(input, {
      user: { profile: { displayName: 'A <b>\nc', email: 'x@y.z' } },
    });
    expect(await server.log('acme/author', '%an <%ae>')).toEqual([
      'Scaffolder <scaffolder@backstage.io>',
      'Bo <bo@x.org>',
      'Portal <p@x.org>',
      'Åne <ane@example.org>',
      'Ane <ane@example.org>',
    ]);
  });

  it('writes only what the portal allows', async () => {
    await server.create('acme/allowed', { 'README.md': 'Hello\n' });
    await server.create('acme/other', { 'README.md': 'Hello\n' });
    await write({ 'a.yaml': '1\n' });
    const config = {
      anthosFleet: {
        ...plainHosts().anthosFleet,
        selfService: {
          repositories: {
            allow: [
              {
                repository: `http://${server.host}/acme/allow*`,
                branches: ['team/*'],
              },
            ],
          },
        },
      },
    };
    const input = { repoUrl: server.url('acme/allowed'), message: 'Add' };
    await expect(
      run({ ...input, repoUrl: server.url('acme/other') }, { config }),
    ).rejects.toThrow(/^repoUrl: .*is not among the repositories/);
    // The repository's own branch is known only when the repository was asked.
    await expect(run(input, { config })).rejects.toThrow(
      /^branch: templates may not write the branch 'main'/,
    );
    await run({ ...input, branch: 'team/a', createBranch: true }, { config });
    expect(await server.head('acme/allowed', 'team/a')).toBeDefined();
    expect(await server.log('acme/allowed', '%H')).toHaveLength(1);
  });

  describe('refuses hostile input before it asks anybody', () => {
    const good = () => ({
      repoUrl: server.url('acme/hostile'),
      message: 'Add',
      sourcePath: 'ns',
    });
    beforeEach(async () => {
      await write({ 'ns/a.yaml': 'a: 1\n' });
    });

    it.each<[string, (host: string) => Partial<ConfigRepoPublishInput>]>([
      ['repoUrl', host => ({ repoUrl: `http://u:p4ss@${host}/acme/x.git` })],
      ['repoUrl', host => ({ repoUrl: `http://p4ss@${host}/acme/x.git` })],
      ['repoUrl', host => ({ repoUrl: `u:p4ss@${host}?owner=a&repo=b` })],
      ['repoUrl', () => ({ repoUrl: 'https://evil.example.com/acme/x.git' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com.evil.org/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'https://gіthub.com/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com:8443/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com:443/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'http://github.com/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'ssh://github.com/acme/x' })],
      ['repoUrl', () => ({ repoUrl: 'file:///etc/passwd' })],
      ['repoUrl', () => ({ repoUrl: 'git@github.com:acme/x.git' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/acme/../../x' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/acme/%2e%2e/x' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/a%2Fb/x' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com\\@evil.org/x/y' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/acme/x?a=b' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/acme/x#y' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com/acme/x\ny' })],
      ['repoUrl', () => ({ repoUrl: 'https://github.com' })],
      ['repoUrl', () => ({ repoUrl: '' })],
      [
        'repoUrl',
        () => ({ repoUrl: `https://github.com/${'a'.repeat(2000)}` }),
      ],
      [
        'repoUrl',
        host => ({
          repoUrl: `http://${host.replace('127.0.0.1', '2130706433')}/a/x`,
        }),
      ],
      [
        'repoUrl',
        host => ({
          repoUrl: `http://${host.replace('127.0.0.1', '127.1')}/a/x`,
        }),
      ],
      ['branch', () => ({ branch: '../main' })],
      ['branch', () => ({ branch: 'a..b' })],
      ['branch', () => ({ branch: '-f' })],
      ['branch', () => ({ branch: 'refs/heads/main' })],
      ['branch', () => ({ branch: 'main\nevil' })],
      ['branch', () => ({ branch: 'mаin' })],
      ['branch', () => ({ branch: 'x'.repeat(300) })],
      ['branch', () => ({ branch: '' })],
      ['targetPath', () => ({ targetPath: '../other' })],
      ['targetPath', () => ({ targetPath: 'a/../../b' })],
      ['targetPath', () => ({ targetPath: 'a//b' })],
      ['targetPath', () => ({ targetPath: '.git/hooks' })],
      ['targetPath', () => ({ targetPath: 'a/.GIT./b' })],
      ['targetPath', () => ({ targetPath: 'a\\b' })],
      ['targetPath', () => ({ targetPath: 'a\u0000b' })],
      ['targetPath', () => ({ targetPath: 'a\u202eb' })],
      ['targetPath', () => ({ targetPath: 'C:/x' })],
      ['targetPath', () => ({ targetPath: 'x'.repeat(300) })],
      ['sourcePath', () => ({ sourcePath: '../../etc' })],
      ['sourcePath', () => ({ sourcePath: 'missing' })],
      ['sourcePath', () => ({ sourcePath: 'ns/a.yaml' })],
      ['message', () => ({ message: '  ' })],
      ['message', () => ({ message: 'a\u0007b' })],
      ['message', () => ({ message: 'x'.repeat(6_000) })],
      ['gitAuthorName', () => ({ gitAuthorName: 'A <root@x>\nparent 0' })],
      ['gitAuthorEmail', () => ({ gitAuthorEmail: 'x> 0 +0000\ncommitter y' })],
      ['token', () => ({ token: 'a\r\nx-evil: 1' })],
      ['pullRequest.title', () => ({ pullRequest: { title: 'a\nb' } })],
      [
        'pullRequest.sourceBranch',
        () => ({ pullRequest: { title: 'a', sourceBranch: '..' } }),
      ],
      [
        'pullRequest.sourceBranch',
        () => ({
          branch: 'main',
          pullRequest: { title: 'a', sourceBranch: 'main' },
        }),
      ],
      [
        'pullRequest.reviewers',
        () => ({ pullRequest: { title: 'a', reviewers: ['x\ny'] } }),
      ],
    ])('%s %#', async (field, change) => {
      const error = await run({ ...good(), ...change(server.host) }).catch(
        e => e,
      );
      expect(error).toBeInstanceOf(Error);
      expect(error.message).toMatch(
        new RegExp(`^${field.replace('.', '\\.')}: `),
      );
      expect(error.message).not.toMatch(/p4ss|\p{Cc}|\u202e/u);
      expect(server.requests).toEqual([]);
    });

    it('in the workspace', async () => {
      await symlink('/etc', join(workspacePath, 'ns', 'link'));
      await expect(run(good())).rejects.toThrow(
        /^sourcePath: "link" is a link/,
      );
      await rm(join(workspacePath, 'ns', 'link'));
      await symlink('/etc', join(workspacePath, 'out'));
      await expect(run({ ...good(), sourcePath: 'out' })).rejects.toThrow(
        /^sourcePath: .*leads out of the workspace/,
      );
      await write({ [`ns/${LOCK_FILE}`]: 'x' });
      await expect(run(good())).rejects.toThrow(/^sourcePath: .*record/);
      await rm(join(workspacePath, 'ns', LOCK_FILE));
      await write({ 'ns/line\nbreak.yaml': 'x' });
      await expect(run(good())).rejects.toThrow(/^sourcePath: "line\\nbreak/);
      await rm(join(workspacePath, 'ns', 'line\nbreak.yaml'));
      await write({ 'ns/A.yaml': 'x' });
      await expect(run(good())).rejects.toThrow(/upper and lower case/);
      expect(server.requests).toEqual([]);
    });
  });

  it('leaves no copy of a repository behind', async () => {
    await server.create('acme/clean', { 'README.md': 'Hello\n' });
    await write({ 'a.yaml': '1\n' });
    const before = process.env.TMPDIR;
    const folder = `${workspacePath}-tmp`;
    await mkdir(folder);
    process.env.TMPDIR = folder;
    try {
      const input = { message: 'Add' };
      await run({ ...input, repoUrl: server.url('acme/clean') });
      await expect(
        run({ ...input, repoUrl: server.url('acme/missing') }),
      ).rejects.toMatchObject({ kind: 'not-found' });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      process.env.TMPDIR = before;
      if (before === undefined) {
        delete process.env.TMPDIR;
      }
      await rm(folder, { recursive: true });
    }
  });

  it.each(examples.map(({ description, example }) => [description, example]))(
    'has an example that works: %s',
    async (_, text) => {
      for (const name of ['acme/fleet-config', 'acme/services']) {
        await rm(server.gitdir(name), { recursive: true, force: true });
        await server.create(name, { 'README.md': 'Hello\n' });
      }
      await write({
        'namespace/a.yaml': 'a: 1\n',
        'service/addresses/overlays/gcp/kustomization.yaml':
          'resources: [place-names]\n',
      });
      const [step] = parse(text).steps;
      expect(step.action).toBe('anthos-fleet:config-repo:publish');
      const { outputs } = await run(
        {
          ...step.input,
          repoUrl: step.input.repoUrl
            .replace('https://git.example.com', `http://${server.host}`)
            .replace('git.example.com', server.host),
        },
        {
          config: {
            integrations: {
              gitea: [{ host: server.host, baseUrl: `http://${server.host}` }],
            },
          },
        },
      );
      expect(outputs).toMatchObject({ changed: true });
    },
  );
});
